"""One call of the program: its language, its overlays, its exit code."""

from pathlib import Path
from typing import NoReturn

import click
from attrs import define

from penaltykit._i18n import DEFAULT_LANG

CLEAN = 0
FOUND = 1
UNUSABLE = 2

SEVERITIES = ("error", "undetermined", "warning", "note")


@define
class State:
    """What holds for one call of the program."""

    lang: str = DEFAULT_LANG
    overlays: tuple[Path, ...] = ()
    added_tables: tuple[Path, ...] = ()


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
