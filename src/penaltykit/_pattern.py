"""Patterns that are compiled when first used: most files have no wording to
search, and compiling them all would cost more than reading a case."""

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sys
    from collections.abc import Callable, Iterator

_METHODS: Final = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
)


class Pattern:
    """A regular expression, compiled when it is first asked for anything.

    After that its methods are those of the compiled one, without a call
    between.

    Args:
        source: the expression.
        flags: as for :func:`re.compile`.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source: Final = source
        self.flags: Final = flags

    if TYPE_CHECKING:

        def search(
            self, text: str, at: int = 0, end: int = sys.maxsize
        ) -> re.Match[str] | None:
            """As of a compiled pattern; so are the others."""

        def match(
            self, text: str, at: int = 0, end: int = sys.maxsize
        ) -> re.Match[str] | None:
            """At the beginning of the text."""

        def fullmatch(
            self, text: str, at: int = 0, end: int = sys.maxsize
        ) -> re.Match[str] | None:
            """The whole text."""

        def finditer(
            self, text: str, at: int = 0, end: int = sys.maxsize
        ) -> Iterator[re.Match[str]]:
            """One after the other."""

        def findall(self, text: str) -> list[Any]:
            """The texts of all."""

        def split(self, text: str) -> list[str]:
            """The pieces between."""

        def sub(
            self, new: str | Callable[[re.Match[str]], str], text: str
        ) -> str:
            """Each replaced."""

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not there yet.
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.source, self.flags)
        for method in _METHODS:
            self.__dict__[method] = getattr(compiled, method)
        return self.__dict__[name]
