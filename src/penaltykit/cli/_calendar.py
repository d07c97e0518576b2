"""``penaltykit rules calendar``: known years, and how to add one."""

from pathlib import Path

import click

from penaltykit._i18n import N_, pick, translator
from penaltykit._write import write_whole
from penaltykit.cli._base import State
from penaltykit.cli._command import Group, Option, command, lang_option
from penaltykit.cli._inputs import make_kit
from penaltykit.cli._options import json_option, output_option, overlay_option
from penaltykit.cli._rules import rules_option
from penaltykit.cli._style import style

calendar = Group(
    name="calendar",
    help=N_("Working-day calendars: list the known years, import one."),
    params=[lang_option()],
)


@command(
    "list",
    N_("List the years whose working days are known, with the source."),
    json_option(),
    rules_option(),
    overlay_option(),
)
def _list(state: State, *, as_json: bool, rules: Path | None) -> None:
    """One line a year."""
    known = make_kit(rules).calendar
    if as_json:
        from penaltykit.assessment import dumps

        body = [
            {"year": year, "source": pick(known.source(year), state.lang)}
            for year in known.years
        ]
        click.echo(dumps(body), nl=False)
        return
    for year in known.years:
        click.echo(f"{year}  {pick(known.source(year), state.lang)}")


@command(
    "import",
    N_(
        "Read holidays and make-up workdays into a calendar.\n\n"
        "FILE is a CSV (date, type), an ICS calendar, JSON, a list with lines"
        ' such as "2027-02-05..2027-02-11 holiday", or the wording of the'
        " State Council's yearly notice. The calendar goes into the folder"
        " calendars of DIR, to be used with --overlay DIR."
    ),
    click.Argument(
        ["path"],
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    Option(
        ["--year"],
        type=click.IntRange(1990, 2200),
        metavar="YEAR",
        help=N_("Year of dates without one, as in a notice."),
    ),
    Option(
        ["--source"],
        metavar="TEXT",
        help=N_("Where the arrangement comes from, e.g. the notice's number."),
    ),
    output_option(
        N_("Folder of your own rules; left out, the calendar is printed.")
    ),
    Option(
        ["--replace"],
        is_flag=True,
        help=N_("Replace a calendar that is there already."),
    ),
    rules_option(),
)
def _import(
    state: State,
    *,
    path: Path,
    year: int | None,
    source: str | None,
    output: Path | None,
    replace: bool,
    rules: Path | None,
) -> None:
    """Write one file a year, or print it."""
    from penaltykit.period._import import read_days
    from penaltykit.period._make import make_calendars

    _ = translator(state.lang)
    listed = read_days(path, year)
    told = (source or listed.source or "").strip()
    if not told:
        raise click.UsageError(
            _(
                "The file does not say where it comes from. Give --source,"
                " for example the title and number of the notice."
            )
        )
    made = make_calendars(listed, told)
    known = make_kit(rules).calendar.years
    there = [one.year for one in made.files if one.year in known]
    if there and not replace:
        raise click.UsageError(
            _(
                "The calendar of {years} is there already. Give --replace to"
                " put yours in its place."
            ).format(years=", ".join(map(str, there)))
        )
    if output is None and len(made.files) > 1:
        raise click.UsageError(
            _("The file holds several years. Name a folder with -o.")
        )
    texts = {
        one.year: one.text(replaces=one.year in there) for one in made.files
    }
    if output is None:
        click.echo("".join(texts.values()), nl=False)
    else:
        folder = output / "calendars"
        paths = {number: folder / f"{number}.yaml" for number in texts}
        old = [str(file) for file in paths.values() if file.exists()]
        if old and not replace:
            raise click.UsageError(
                _("{path} is there already. Give --replace.").format(
                    path=", ".join(old)
                )
            )
        folder.mkdir(parents=True, exist_ok=True)
        for number, file in paths.items():
            write_whole(file, texts[number].encode())
    for one in made.files:
        text = _(
            "{year}: {off} days off from Monday to Friday, {worked} worked"
            " Saturdays and Sundays"
        ).format(
            year=one.year, off=len(one.holidays), worked=len(one.workdays)
        )
        click.echo(style(text, "good", err=True), err=True)
    if made.passed:
        text = _(
            "Left out, since the notice of that year arranges them: {days}"
        ).format(days=", ".join(map(str, made.passed)))
        click.echo(style(text, "warning", err=True), err=True)
    if output is not None:
        text = _("To use it: --overlay {path}").format(path=output)
        click.echo(text, err=True)


calendar.add_command(_list)
calendar.add_command(_import)
