"""Commands whose help is worded in the language of the call."""

from collections.abc import Callable
from typing import Any

import click

from penaltykit._i18n import DEFAULT_LANG, LANGS, N_, translator
from penaltykit.cli._base import lang_of


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
