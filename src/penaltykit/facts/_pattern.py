"""Patterns that are compiled when first used: most files have no wording to
search, and compiling them all would cost more than reading a case."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final


class Pattern:
    """A regular expression, compiled when it is first asked for anything.

    Args:
        source: the expression.
        flags: as for :func:`re.compile`.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source: Final = source
        self.flags: Final = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern; so are the others."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """At the beginning of the text."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """One after the other."""
        return self._compiled.finditer(text)

    def split(self, text: str) -> list[str]:
        """The pieces between."""
        return self._compiled.split(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Each replaced."""
        return self._compiled.sub(new, text)
