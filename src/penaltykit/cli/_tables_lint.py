"""``penaltykit tables lint``: every flaw of the tables, with its place."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penaltykit._i18n import N_, date_text, translator
from penaltykit._i18n import pick as words
from penaltykit.cli._base import CLEAN, FOUND, UNUSABLE, State, stop
from penaltykit.cli._command import Option, command
from penaltykit.cli._options import (
    Date,
    data_options,
    json_option,
    overlay_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._tables_pick import (
    Picked,
    pick,
    targets_argument,
)
from penaltykit.errors import RuleError

if TYPE_CHECKING:
    from penaltykit.benchmark import SweepFinding, SweepReport, TableFlaw

_MOST_TOLD = 20


@command(
    "lint",
    N_(
        "Look the tables over: gaps, overlaps, bands outside the law or"
        " outside a document from further up, names that lead nowhere.\n\n"
        "With --until, ask for a table on every quarter and every day on"
        " which something begins or ends: exit code 1 on a silent gap or a"
        " conflict."
    ),
    targets_argument(),
    Option(
        ["--until"],
        type=Date(),
        metavar="DATE",
        help=N_("Sweep all documents until this day."),
    ),
    json_option(),
    *data_options(),
    overlay_option(),
)
def lint(
    state: State,
    *,
    targets: tuple[str, ...],
    until: dt.date | None,
    as_json: bool,
    rules: Path | None,
    tables: Path | None,
) -> None:
    """Print every flaw; exit code 1 where one must not stay so."""
    from penaltykit.benchmark import lint_library, sweep

    try:
        picked = pick(targets, rules, tables)
    except RuleError as error:
        if not as_json:
            raise
        _print_faults(error, state.lang)
        stop(UNUSABLE)
    kit = picked.kit
    flaws = lint_library(
        picked.library, kit.registry, kit.regions, picked.tables
    )
    swept = None
    if until is not None:
        swept = sweep(picked.library, kit.registry, kit.regions, until)
    ok = not any(flaw.finding.fault for flaw in flaws) and (
        swept is None or swept.clean
    )
    if as_json:
        from penaltykit.assessment import dumps

        body = _json(picked, flaws, swept, state.lang)
        click.echo(dumps({"ok": ok, **body}), nl=False)
    else:
        for line in _lines(picked, flaws, swept, state.lang):
            click.echo(line)
    stop(CLEAN if ok else FOUND)


def _print_faults(error: RuleError, lang: str) -> None:
    """Files that cannot be read, for a machine."""
    from penaltykit.assessment import dumps
    from penaltykit.cli._faults import faults_json

    body = {"ok": False, "faults": faults_json(error, lang)}
    click.echo(dumps(body), nl=False)


def _json(
    picked: Picked,
    flaws: "tuple[TableFlaw, ...]",
    swept: "SweepReport | None",
    lang: str,
) -> dict[str, Any]:
    """What was found, for a machine."""
    body: dict[str, Any] = {
        "tables": len(picked.tables),
        "flaws": [
            {
                "table": flaw.table,
                "code": flaw.finding.code,
                "fault": flaw.finding.fault,
                "rows": list(flaw.finding.rows),
                "message": words(flaw.finding.text, lang),
                "file": flaw.place.file,
                "line": flaw.place.line,
                "column": flaw.place.column,
            }
            for flaw in flaws
        ],
    }
    if swept is not None:
        body["sweep"] = {
            "since": None if swept.since is None else swept.since.isoformat(),
            "until": swept.until.isoformat(),
            "asked": swept.asked,
            "items": swept.items,
            "clean": swept.clean,
            "findings": [
                {
                    "kind": one.kind.value,
                    "item": one.item,
                    "region": one.region,
                    "field": one.field,
                    "first": one.first.isoformat(),
                    "last": one.last.isoformat(),
                    "tables": list(one.tables),
                    "message": words(one.text, lang),
                }
                for one in swept.findings
            ],
        }
    return body


def _lines(
    picked: Picked,
    flaws: "tuple[TableFlaw, ...]",
    swept: "SweepReport | None",
    lang: str,
) -> list[str]:
    """The same for people."""
    _ = translator(lang)
    lines = []
    for flaw in flaws:
        finding, place = flaw.finding, flaw.place
        where = f"{place.file}:{place.line or 1}:{place.column or 1}"
        rows = ""
        if finding.rows:
            names = _(", ").join(finding.rows)
            rows = " " + _("[rows {rows}]").format(rows=names)
        role = "error" if finding.fault else "warning"
        code = style(finding.code, role)
        text = words(finding.text, lang)
        lines.append(f"{where}: {code}: {text}{rows}")
    faults = sum(flaw.finding.fault for flaw in flaws)
    total = _(
        "Tables looked over: {tables}; faults: {faults}; to look at: {others}."
    ).format(
        tables=len(picked.tables), faults=faults, others=len(flaws) - faults
    )
    lines += ["", style(total, "error" if faults else "good")]
    if swept is not None:
        lines += _sweep_lines(swept, lang)
    return lines


def _sweep_lines(swept: "SweepReport", lang: str) -> list[str]:
    """What the sweep found, what must not stay first."""
    _ = translator(lang)
    since = "" if swept.since is None else date_text(swept.since, lang)
    lines = [
        _(
            "Asked {asked} times, for {items} items, {since} to {until}:"
        ).format(
            asked=swept.asked,
            items=swept.items,
            since=since,
            until=date_text(swept.until, lang),
        )
    ]
    bad = [one for one in swept.findings if one.bad]
    lines += [style(_finding([one], lang), "error") for one in bad]
    told = [one for one in swept.findings if not one.bad]
    groups: dict[object, list[SweepFinding]] = {}
    for one in told:
        documents = {name.rpartition("/")[0] for name in one.tables}
        key = (one.kind, one.region, one.first, one.last, *sorted(documents))
        groups.setdefault(key, []).append(one)
    shown = list(groups.values())
    lines += [_finding(group, lang) for group in shown[:_MOST_TOLD]]
    if len(shown) > _MOST_TOLD:
        more = _("  and {count} more that are told; --json lists all")
        lines.append(more.format(count=len(shown) - _MOST_TOLD))
    total = _(
        "Silent gaps and conflicts: {bad}; gaps that the answer tells: {told}."
    ).format(bad=len(bad), told=len(told))
    lines.append(style(total, "error" if bad else "good"))
    return lines


def _finding(group: "list[SweepFinding]", lang: str) -> str:
    """What holds of one item, or alike of several."""
    _ = translator(lang)
    first = group[0]
    items = first.item
    if len(group) > 1:
        items = _("{count} items ({item} ...)").format(
            count=len(group), item=first.item
        )
    line = _("{item}, {region}, {first} to {last}: {kind}. {text}").format(
        item=items,
        region=first.region,
        first=date_text(first.first, lang),
        last=date_text(first.last, lang),
        kind=_kind(first.kind.value, lang),
        text=words(first.text, lang),
    )
    return f"  {line}"


def _kind(kind: str, lang: str) -> str:
    """A kind of finding in words."""
    _ = translator(lang)
    return {
        "silent-gap": _("silent gap"),
        "conflict": _("conflict"),
        "told-gap": _("no table, and the answer says why"),
        "overlap": _("two versions in force at once"),
        "no-statute": _("the law of that day is not here"),
    }[kind]
