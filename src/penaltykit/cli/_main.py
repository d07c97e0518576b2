"""From arguments to an exit code: language, lazy commands, last resort."""

import gettext
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from penaltykit._i18n import DEFAULT_LANG, LANGS, N_, translator
from penaltykit._resources import locales_root
from penaltykit.cli._base import CLEAN, UNUSABLE, State, Stop
from penaltykit.cli._command import Group, lang_option
from penaltykit.cli._faults import faults_text, reason
from penaltykit.cli._style import style
from penaltykit.errors import (
    EngineFault,
    FaultsError,
    LeakError,
    PenaltyKitError,
    UnknownNameError,
)

_CLICK_DOMAIN = "click"


_COMMANDS = {
    "assess": "penaltykit.cli._assess:assess",
    "check": "penaltykit.cli._check:check",
    "new": "penaltykit.cli._new:new",
    "notice": "penaltykit.cli._notice:notice",
    "record": "penaltykit.cli._record:record",
    "replay": "penaltykit.cli._replay:replay",
    "rules": "penaltykit.cli._rules:rules",
    "run": "penaltykit.cli._run:run_case",
    "tables": "penaltykit.cli._tables:tables",
    "version": "penaltykit.cli._version:version",
}


class _App(Group):
    """The program; each command's module is read when it is called."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 click passes it
    ) -> list[str]:
        """All commands, in the order of the alphabet."""
        return sorted(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 click passes it
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, imported now."""
        target = _COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


app = _App(
    name="penaltykit",
    help=N_(
        "Assess, check, publish and explain one administrative penalty case."
    ),
    params=[lang_option()],
)


def run(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: arguments; those of the process if absent.

    Returns:
        The exit code.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    with _some_outputs():
        return _run_with_outputs(arguments)


def _run_with_outputs(arguments: list[str]) -> int:
    """Run the program; its outputs are open."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that lacks a character shows a mark, not a traceback.
            reconfigure(errors="replace")
    lang = language(arguments)
    state = State(lang=lang)
    with _click_speaks(lang):
        try:
            code = _run(arguments, state)
            sys.stdout.flush()
        except BrokenPipeError:
            return _pipe_closed()
    return code


@contextmanager
def _some_outputs() -> Iterator[None]:
    """Give a program that was started without outputs some that swallow
    what is said: its exit code still tells.
    """
    closed = [
        name for name in ("stdout", "stderr") if getattr(sys, name) is None
    ]
    with ExitStack() as stack:
        for name in closed:
            null = stack.enter_context(
                Path(os.devnull).open("w", encoding="utf-8")
            )
            setattr(sys, name, null)
            stack.callback(setattr, sys, name, None)
        yield


def language(arguments: Sequence[str]) -> str:
    """The language asked for: ``--lang``, else ``PENALTYKIT_LANG``.

    Looked up before the arguments are parsed, since a fault in them is told
    in that language too; a wrong one is left to the parser to refuse.
    """
    asked = os.environ.get("PENALTYKIT_LANG", "")
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGS else DEFAULT_LANG


def _run(arguments: list[str], state: State) -> int:
    """Run the program and word whatever it stopped at."""
    try:
        code = app.main(
            arguments,
            prog_name="penaltykit",
            standalone_mode=False,
            obj=state,
            max_content_width=79,
        )
    except Stop as stop:
        return stop.code
    except click.ClickException as error:
        error.show(sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        raise
    except (click.exceptions.Abort, PenaltyKitError, OSError) as error:
        click.echo(
            style(_worded(error, state.lang), "error", err=True), err=True
        )
        return UNUSABLE
    # click gives back the exit code of --help and the like
    return code if isinstance(code, int) else CLEAN


def _worded(error: Exception, lang: str) -> str:
    """What stopped the program, in the language of the call."""
    _ = translator(lang)
    if isinstance(error, click.exceptions.Abort):
        return _("Stopped.")
    if isinstance(error, FaultsError):
        return faults_text(error, lang)
    if isinstance(error, UnknownNameError):
        return unknown_name(error, lang)
    if isinstance(error, LeakError):
        return _(
            "Nothing was written: {field} would show what stands at"
            " {source}, and must not. Remove it from the text of the case."
        ).format(field=error.field, source=error.source)
    if isinstance(error, EngineFault):
        return _(
            "The engine cannot be used: {reason}. Use --engine python, which"
            " gives the same conclusions."
        ).format(reason=error)
    if isinstance(error, OSError) and error.filename is not None:
        return _("{path} cannot be read or written: {reason}").format(
            path=error.filename, reason=reason(error, lang)
        )
    if isinstance(error, OSError):
        return _("The output cannot be written: {reason}").format(
            reason=reason(error, lang)
        )
    return str(error)


# Where all names of a kind are listed; of other kinds there are few.
_LISTED = {
    "item": "penaltykit new",
    "rule": "penaltykit rules list",
    "table": "penaltykit tables show",
}
_MOST_OFFERED = 3


def unknown_name(error: UnknownNameError, lang: str) -> str:
    """A wrong name and the nearest right ones, as a sentence."""
    import difflib

    _ = translator(lang)
    kinds = {
        "language": _("language"),
        "profile": _("profile"),
        "table": _("table"),
        "document": _("benchmark document"),
        "region": _("region"),
        "rule": _("rule"),
        "item": _("item"),
        "rubric": _("rubric"),
        "paper": _("paper"),
    }
    text = _("There is no {kind} named {name}.").format(
        kind=kinds.get(error.kind, error.kind), name=error.name
    )
    asked = error.name.lower()
    held = [name for name in error.known if asked and asked in name.lower()]
    near = difflib.get_close_matches(asked, error.known, n=_MOST_OFFERED)
    near = list(dict.fromkeys([*held, *near]))[:_MOST_OFFERED]
    if near:
        text += _(" Did you mean {names}?").format(names=_(", ").join(near))
    elif error.kind not in _LISTED and error.known:
        names = _(", ").join(error.known)
        text += _(" There are: {names}.").format(names=names)
    if error.kind in _LISTED:
        text += _(' All are listed by "{command}".').format(
            command=_LISTED[error.kind]
        )
    return text


@contextmanager
def _click_speaks(lang: str) -> Iterator[None]:
    """Let click word usage and its errors in ``lang``.

    Click asks gettext's current domain; what was set is put back, so that a
    program that calls :func:`run` keeps its own.
    """
    domain = gettext.textdomain()
    language_before = os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_CLICK_DOMAIN, str(locales_root()))
    gettext.textdomain(_CLICK_DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language_before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language_before


def _pipe_closed() -> int:
    """Leave without a word: whoever read has seen enough."""
    # Python flushes once more at its end; give it somewhere to flush to.
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    finally:
        os.close(null)
    return UNUSABLE
