"""Every error that penaltykit raises on purpose, and what they carry.

Collecting (:class:`Fault`), locating (:class:`Place`) and wording
(:func:`penaltykit._wording.word_fault`) are three separate things: a fault
holds a code and its parameters, never a finished sentence.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen


@frozen
class Place:
    """Where something stands: as many of these as are known.

    Args:
        file: path as the user gave it.
        pointer: JSON pointer (RFC 6901), ``""`` for the whole document.
        line: counted from 1.
        column: counted from 1.
        sheet: name of a spreadsheet's sheet.
        cell: for example ``"B7"``.
    """

    file: str | None = None
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(self.file)
        if self.line is not None:
            parts.append(f"{self.line}:{self.column or 1}")
        if self.sheet:
            parts.append(self.sheet)
        if self.cell:
            parts.append(self.cell)
        where = ":".join(parts)
        if self.pointer is not None:
            pointer = self.pointer or "/"
            where = f"{where} {pointer}".strip()
        return where


@frozen
class Fault:
    """One thing that is wrong with an input.

    Args:
        code: stable kebab-case name, for example ``"unknown-field"``; the
            wording of each is in ``penaltykit._wording``.
        place: where it stands.
        params: what the wording needs (``found``, ``expected``, ``nearest``
            and the like): plain strings, numbers or lists of strings.
    """

    code: str
    place: Place = Place()
    params: Mapping[str, Any] = field(factory=dict, hash=False)


class PenaltyKitError(Exception):
    """The base of every error of this library."""


class FaultsError(PenaltyKitError, ValueError):
    """Input that cannot be used; carries every fault found, in file order.

    Args:
        faults: at least one.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def text(self, lang: str = "zh") -> str:
        """Word all faults, one a line, in ``lang`` (``"zh"`` or ``"en"``)."""
        from penaltykit._wording import word_fault

        return "\n".join(word_fault(fault, lang) for fault in self.faults)

    def __str__(self) -> str:
        return self.text("zh")


class CaseError(FaultsError):
    """A case file that does not follow the case schema."""


class RuleError(FaultsError):
    """A file of ``rules/`` or ``discretion_tables/`` that cannot be used."""


class CitationError(FaultsError):
    """Text that is no citation of a law."""


class EngineFault(PenaltyKitError, RuntimeError):  # noqa: N818 named so
    """A chaining engine broke its own guard; its answer was thrown away."""


class UnknownNameError(PenaltyKitError, LookupError):
    """A name that the loaded data does not have.

    Args:
        kind: what was looked for (``"profile"``, ``"table"``, ``"rule"``).
        name: as asked.
        known: names that exist; the nearest are offered.
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str] = ()
    ) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(kind, name)

    def __str__(self) -> str:
        import difflib

        near = difflib.get_close_matches(self.name, self.known, n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        return f"no {self.kind} named {self.name!r}{hint}"


class LeakError(PenaltyKitError, RuntimeError):
    """An identity value would have left in an output that must not show it.

    Args:
        field: the output field in which it stood.
        source: JSON pointer of the value in the case; the value itself is
            never part of the error.
    """

    def __init__(self, field: str, source: str) -> None:
        self.field = field
        self.source = source
        super().__init__(field, source)

    def __str__(self) -> str:
        return (
            f"identity value of {self.source} would be shown in {self.field}"
        )
