"""What every command shares: translated help, options, exit codes."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from attrs import define

from penaltykit._i18n import DEFAULT_LANG, LANGS, N_, translator
from penaltykit.errors import CaseError

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment
    from penaltykit.case import Case
    from penaltykit.kit import Kit

CLEAN = 0
FOUND = 1
UNUSABLE = 2

SEVERITIES = ("error", "undetermined", "warning", "note")
_COLOURS = {
    "error": "red",
    "undetermined": "magenta",
    "warning": "yellow",
    "note": "cyan",
    "good": "green",
}


@define
class State:
    """What holds for one call of the program."""

    lang: str = DEFAULT_LANG
    overlays: tuple[Path, ...] = ()


class Stop(Exception):  # noqa: N818 no error: a command that is done
    """Leave with this exit code; everything has been said."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


def stop(code: int) -> NoReturn:
    """Leave with this exit code."""
    raise Stop(code)


def lang_of(ctx: click.Context) -> str:
    """The language of this call."""
    state = ctx.find_object(State)
    return state.lang if state else DEFAULT_LANG


def _help_option() -> "Option":
    return Option(
        ["-h", "--help"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        help=N_("Show this message and leave."),
        callback=_show_help,
    )


def _show_help(ctx: click.Context, _param: Any, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Name and help of the option, in the language of the call."""
        message = self.help
        try:
            if message:
                self.help = translator(lang_of(ctx))(message)
            return super().get_help_record(ctx)
        finally:
            self.help = message


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def get_help_option(
        self,
        ctx: click.Context,  # noqa: ARG002 click passes it
    ) -> click.Option | None:
        """``-h`` and ``--help``, translated."""
        return _help_option()

    def get_short_help_str(
        self,
        limit: int = 45,  # noqa: ARG002 a sentence is never cut
    ) -> str:
        """First sentence of the help, in the language of the call."""
        ctx = click.get_current_context(silent=True)
        text = translator(lang_of(ctx) if ctx else DEFAULT_LANG)(
            self.help or ""
        )
        return text.split("\n\n", 1)[0].replace("\n", " ").rstrip("。.")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Pieces of the usage line, in the language of the call."""
        _ = translator(lang_of(ctx))
        words = {
            "[OPTIONS]": _("[OPTIONS]"),
            "COMMAND [ARGS]...": _("COMMAND [ARGS]..."),
        }
        pieces = super().collect_usage_pieces(ctx)
        return [words.get(piece, piece) for piece in pieces]

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the help, in the language of the call."""
        message = self.help
        try:
            self.help = translator(lang_of(ctx))(message or "")
            super().format_help_text(ctx, formatter)
        finally:
            self.help = message


class Group(Command, click.Group):
    """A command with commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; a wrong name offers the nearest ones."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(
                name, possibilities=self.list_commands(ctx), ctx=ctx
            )
        return super().resolve_command(ctx, args)


def command(
    name: str, help_: str, *params: click.Parameter
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command.

    Args:
        name: of the command.
        help_: English msgid, marked with :func:`N_`.
        params: its arguments and options; ``--lang`` is added.
    """

    def decorate(function: Callable[..., Any]) -> Command:
        return Command(
            name=name,
            help=help_,
            params=[*params, lang_option()],
            callback=click.pass_obj(function),
        )

    return decorate


def lang_option() -> Option:
    """``--lang``: read before parsing (``_main.language``), checked here."""
    return Option(
        ["--lang"],
        type=click.Choice(LANGS),
        expose_value=False,
        help=N_("Language of what people read (default zh)."),
    )


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


def case_argument() -> click.Argument:
    """``CASE``: a case file, or ``-`` for the standard input."""
    return click.Argument(
        ["path"], metavar="CASE", type=click.Path(path_type=Path)
    )


def _read(path: Path) -> bytes:
    """The bytes of a case file, or of the standard input, as far as they
    are looked at.
    """
    from penaltykit.case import MAX_BYTES

    if str(path) == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_case_file(path: Path) -> "Case":
    """The case at ``path``; ``-`` is the standard input.

    Raises:
        CaseError: it is no case file.
        OSError: it cannot be read.
    """
    from penaltykit.case import format_of, read_case

    return read_case(_read(path), format=format_of(path), name=str(path))


def assess_file(
    kit: "Kit",
    path: Path,
    as_of: dt.date | None,
    *,
    why_not: bool = False,
) -> "Assessment":
    """The assessment of the case at ``path``; ``-`` is the standard input.

    Raises:
        CaseError: it is no case file, or names what does not exist; every
            fault with its line and column.
        OSError: it cannot be read.
    """
    from penaltykit.case import format_of, place_faults, read_case

    data = _read(path)
    form, name = format_of(path), str(path)
    case = read_case(data, format=form, name=name)
    try:
        return kit.assess(case, as_of=as_of, why_not=why_not)
    except CaseError as error:
        faults = place_faults(error.faults, data, format=form, name=name)
        raise CaseError(faults) from None


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
    """``--overlay``: kept for :func:`make_kit`, whichever command runs."""
    return Option(
        ["--overlay"],
        type=Folder(),
        metavar="DIR",
        multiple=True,
        expose_value=False,
        callback=_keep_overlays,
        help=N_(
            "Rules of your own to lay over the others: they add, replace or"
            " switch off; may be given several times."
        ),
    )


def _keep_overlays(
    ctx: click.Context, _param: click.Parameter, value: tuple[Path, ...]
) -> None:
    state = ctx.find_object(State)
    if state is not None:
        state.overlays = value


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


def make_kit(
    rules: Path | None = None,
    tables: Path | None = None,
    engine: str = "auto",
) -> "Kit":
    """The kit that the options ask for, ``--overlay`` among them."""
    from penaltykit.kit import Kit

    ctx = click.get_current_context(silent=True)
    state = ctx.find_object(State) if ctx is not None else None
    overlays = state.overlays if state is not None else ()
    return Kit(rules=rules, tables=tables, engine=engine, overlay=overlays)


def colour_wanted(*, err: bool = False) -> bool:
    """Colour only on a terminal that wants it."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    stream = sys.stderr if err else sys.stdout
    return stream.isatty()


def style(text: str, role: str, *, err: bool = False) -> str:
    """``text`` in the colour of its role, where colour is wanted."""
    colour = _COLOURS.get(role)
    if colour is None or not colour_wanted(err=err):
        return text
    return click.style(text, fg=colour)
