"""What a command reads: case files, rules, tables and overlays."""

import datetime as dt
import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penaltykit._i18n import DEFAULT_LANG, translator
from penaltykit.cli._base import State, lang_of
from penaltykit.cli._faults import unreadable
from penaltykit.errors import CaseError

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment
    from penaltykit.case import Case
    from penaltykit.kit import Kit


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def shown(path: Path) -> str:
    """A path as it is printed: on one line, and nothing in it that a
    terminal obeys.
    """
    text = os.fsencode(path).decode("utf-8", "replace")
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(sign) in _UNSEEN else sign
        for sign in text
    )


def _read(path: Path) -> bytes:
    """The bytes of a case file, or of the standard input, as far as they
    are looked at.

    Raises:
        CaseError: the system does not give the file.
    """
    from penaltykit.case import MAX_BYTES

    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        lang = lang_of(click.get_current_context())
        raise unreadable(shown(path), error, lang) from None


def read_case_file(path: Path) -> "Case":
    """The case at ``path``; ``-`` is the standard input.

    Raises:
        CaseError: it is no case file, or cannot be read.
    """
    from penaltykit.case import format_of, read_case

    return read_case(_read(path), format=format_of(path), name=shown(path))


def assess_file(
    kit: "Kit",
    path: Path,
    as_of: dt.date | None,
    *,
    why_not: bool = False,
) -> "Assessment":
    """The assessment of the case at ``path``; ``-`` is the standard input.

    Raises:
        CaseError: it is no case file, cannot be read, or names what does
            not exist; every fault with its line and column.
    """
    from penaltykit.case import format_of, place_faults, read_case

    data = _read(path)
    form, name = format_of(path), shown(path)
    case = read_case(data, format=form, name=name)
    try:
        return kit.assess(case, as_of=as_of, why_not=why_not)
    except CaseError as error:
        faults = place_faults(error.faults, data, format=form, name=name)
        raise CaseError(faults) from None


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
    added = state.added_tables if state is not None else ()
    if tables is not None and not any(tables.rglob("document.yaml")):
        # Every case would look as if there were no benchmark for it.
        _ = translator(state.lang if state is not None else DEFAULT_LANG)
        message = _(
            "No tables stand below {path}: there is no document.yaml with a"
            " folder of tables beside it."
        )
        raise click.UsageError(message.format(path=shown(tables)), ctx)
    return Kit(
        rules=rules,
        tables=tables,
        engine=engine,
        overlay=overlays,
        add_tables=added,
    )
