"""The options that several commands have."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from penaltykit._i18n import DEFAULT_LANG, N_, translator
from penaltykit.cli._base import SEVERITIES, State, lang_of
from penaltykit.cli._command import Option


class Date(click.ParamType[dt.date]):
    """A calendar date, ``2024-03-01``."""

    name = "date"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> dt.date:
        """Text to date; refused with a sentence that shows the form."""
        if isinstance(value, dt.date):
            return value
        from penaltykit.case import read_date

        try:
            # The form of the case file; fromisoformat alone takes others.
            return read_date(value)
        except (TypeError, ValueError):
            _ = translator(lang_of(ctx) if ctx else DEFAULT_LANG)
            self.fail(
                _("{value} is not a date such as 2024-03-01.").format(
                    value=value
                ),
                param,
                ctx,
            )


class Folder(click.Path):
    """A folder that exists."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Text to path; click names the kind in an error once for all, so
        it is named anew in the language of the call.
        """
        lang = lang_of(ctx) if ctx else DEFAULT_LANG
        self.name = translator(lang)(N_("Folder"))
        return super().convert(value, param, ctx)


def json_option() -> Option:
    """``--json``."""
    return Option(
        ["--json", "as_json"],
        is_flag=True,
        help=N_("The same as --format json."),
    )


def output_option(help_: str) -> Option:
    """``-o``: a file or folder to write to."""
    return Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path),
        metavar="OUT",
        help=help_,
    )


def case_argument() -> click.Argument:
    """``CASE``: a case file, or ``-`` for the standard input."""
    return click.Argument(
        ["path"],
        metavar="CASE",
        type=click.Path(path_type=Path, readable=False),
    )


class OwnRules(click.Path):
    """A folder that exists, or a file that stands for one."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Text to path, named in the language of the call."""
        lang = lang_of(ctx) if ctx else DEFAULT_LANG
        self.name = translator(lang)(N_("Folder or file"))
        return super().convert(value, param, ctx)


def kit_options() -> tuple[Option, ...]:
    """Which day, which data and which engine a command works with."""
    return (
        Option(
            ["--as-of"],
            type=Date(),
            metavar="DATE",
            help=N_(
                "The day on which the case is looked at; left out, the last"
                " day that the case itself knows."
            ),
        ),
        *engine_options(),
    )


def data_options() -> tuple[Option, ...]:
    """Which rules and tables a command works with."""
    return (
        Option(
            ["--rules"],
            type=Folder(),
            metavar="DIR",
            help=N_("Rules to use in place of the shipped ones."),
        ),
        Option(
            ["--tables"],
            type=Folder(),
            metavar="DIR",
            help=N_("Benchmark tables in place of the shipped ones."),
        ),
        _kept(
            "--add-tables",
            "added_tables",
            type=Folder(),
            metavar="DIR",
            help=N_(
                "Benchmark tables of your own beside the shipped ones; may be"
                " given several times."
            ),
        ),
    )


def _kept(name: str, attribute: str, **more: Any) -> Option:
    """An option that may be given several times; what it was given is kept
    in the state for :func:`make_kit`, whichever command runs.
    """

    def keep(
        ctx: click.Context, _param: click.Parameter, value: tuple[Path, ...]
    ) -> None:
        state = ctx.find_object(State)
        if state is not None:
            setattr(state, attribute, value)

    return Option(
        [name], multiple=True, expose_value=False, callback=keep, **more
    )


def engine_options() -> tuple[Option, ...]:
    """Which data and which engine a command works with."""
    return (
        *data_options(),
        overlay_option(),
        Option(
            ["--engine"],
            type=click.Choice(["auto", "python", "durable"]),
            default="auto",
            help=N_("Chaining engine; both give the same conclusions."),
        ),
    )


def overlay_option() -> Option:
    """``--overlay``: rules of one's own laid over the others."""
    return _kept(
        "--overlay",
        "overlays",
        type=OwnRules(),
        metavar="PATH",
        help=N_(
            "Rules of your own, a folder or one file, to lay over the others:"
            " they add, replace or switch off; may be given several times."
        ),
    )


def fail_on_option() -> Option:
    """``--fail-on``: from which severity the exit code is 1."""
    return Option(
        ["--fail-on"],
        type=click.Choice([*SEVERITIES, "never"]),
        default="error",
        help=N_(
            "Lightest severity that makes the exit code 1 (default error)."
        ),
    )


def form_of_output(
    format_: str | None,
    output: Path | None,
    formats: Sequence[str],
    default: str,
    *,
    as_json: bool = False,
) -> str:
    """The form that was asked for, by ``--format`` or the name of the file.

    Raises:
        click.UsageError: two forms were asked for, or the file's name ends
            in one that this command does not write.
    """
    ctx = click.get_current_context()
    _ = translator(lang_of(ctx))
    if as_json and format_ not in (None, "json"):
        message = _("--json and --format {format} ask for two forms.")
        raise click.UsageError(message.format(format=format_), ctx)
    if as_json:
        return "json"
    suffix = output.suffix.removeprefix(".").lower() if output else ""
    if format_ is not None:
        return format_
    if suffix and suffix not in formats:
        message = _(
            "{name}: this command writes {formats}. Give such a name, or say"
            " --format."
        )
        text = message.format(
            name=output, formats=_(", ").join(f".{form}" for form in formats)
        )
        raise click.UsageError(text, ctx)
    return suffix or default
