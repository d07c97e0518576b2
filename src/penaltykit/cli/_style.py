"""Colour, where a terminal wants it."""

import os
import sys

import click

_COLOURS = {
    "error": "red",
    "undetermined": "magenta",
    "warning": "yellow",
    "note": "cyan",
    "good": "green",
}


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
