"""Parts of papers (``rules/requirements/parts.yaml``): what a paper can tell,
and how to see whether it does."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit.case import Case, Paper, PaperKind
from penaltykit.engine import (
    Expression,
    Reading,
    Vocabulary,
    compile_expression,
)
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import FactView, told_name

_NEEDED = ("id", "zh", "en", "data", "pointer", "mend")
_KEYS = (*_NEEDED, "markers", "finds", "printed", "check", "note")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

Finder = Callable[[Case, Paper], bool | None]


def _names(case: Case, paper: Paper) -> bool | None:
    text = paper.text or ""
    return all(party.name in text for party in case.parties)


def _addresses(case: Case, paper: Paper) -> bool | None:
    listed = [party.address for party in case.parties]
    text = paper.text or ""
    return all(address and address in text for address in listed)


def _agency(case: Case, paper: Paper) -> bool | None:
    return case.agency.name in (paper.text or "")


def _officers(case: Case, paper: Paper) -> bool | None:
    text = paper.text or ""
    return bool(case.officers) and all(
        officer.name in text for officer in case.officers
    )


def _hearing(case: Case, paper: Paper) -> bool | None:
    """A notice of its own tells the hearing as well."""
    if any(other.kind is PaperKind.HEARING_NOTICE for other in case.papers):
        return True
    return paper.hearing_offered


FINDERS: Mapping[str, Finder] = {
    "party-names": _names,
    "party-addresses": _addresses,
    "agency-name": _agency,
    "officer-names": _officers,
    "hearing-offered": _hearing,
}
"""What ``finds`` may name. ``True`` and ``False`` settle the matter at once
for ``hearing-offered``; the others look for values in the wording."""


@frozen(kw_only=True)
class Part:
    """One thing that a paper can tell.

    Args:
        id: name in ``elements.csv`` and in ``tells`` of a paper.
        zh: label.
        en: label.
        data: whether it can be printed from the case.
        printed: whether what is recorded of the paper shows it.
        markers: any of them in the wording shows it.
        finds: values of the case whose presence in the wording shows it.
        pointer: where the data would stand in the case.
        mend: what to do, by language.
        check: code of the check that reports it in its own words; then no
            finding is made here.
    """

    id: str
    zh: str
    en: str
    data: Expression
    printed: Expression | None
    markers: tuple[re.Pattern[str], ...] = ()
    finds: str | None = None
    pointer: str
    mend: Mapping[str, str] = field(hash=False)
    check: str | None = None

    @property
    def fact(self) -> str:
        """The fact that says whether a recorded paper tells it."""
        return told_name(self.id)

    @property
    def condition(self) -> str:
        """The whole condition, in the FEEL subset."""
        ways = [self.fact]
        if self.printed is not None:
            ways.append(f"({self.printed.text})")
        ways.append(f"(not(paper.recorded) and ({self.data.text}))")
        return " or ".join(ways)

    def told(self, view: FactView) -> Reading:
        """Whether the paper tells it, as far as the file records that."""
        paper = view.paper
        if paper is None:
            return Reading("known", False, self.pointer)
        if self.finds == "hearing-offered":
            settled = _hearing(view.case, paper)
            if settled is not None:
                where = f"{view.pointer}/hearing_offered"
                return Reading("known", settled, where)
        if self.id in paper.tells:
            return Reading("known", True, f"{view.pointer}/tells")
        if paper.text is not None:
            found = any(mark.search(paper.text) for mark in self.markers)
            if not found and self.finds is not None:
                found = bool(FINDERS[self.finds](view.case, paper))
            return Reading("known", found, f"{view.pointer}/text")
        return Reading("known", False, f"{view.pointer}/tells")


def load_parts(path: Path, vocabulary: Vocabulary) -> dict[str, Part]:
    """The parts of ``parts.yaml``, by id.

    Raises:
        RuleError: with every fault of the file, located.
    """
    faults: list[Fault] = []
    document = _yaml.load(path)
    parts: dict[str, Part] = {}
    for part, pointer in _Reader(document, vocabulary, faults).parts():
        if part.id in parts:
            faults.append(
                Fault(
                    "part-twice", document.place(pointer), {"found": part.id}
                )
            )
        parts[part.id] = part
    if faults:
        raise RuleError(faults)
    return parts


class _Reader:
    """Reads the file and collects what is wrong with it."""

    def __init__(
        self,
        document: _yaml.Document,
        vocabulary: Vocabulary,
        faults: list[Fault],
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.faults = faults

    def fault(self, code: str, pointer: str, **params: Any) -> None:
        self.faults.append(Fault(code, self.document.place(pointer), params))

    def parts(self) -> Iterator[tuple[Part, str]]:
        if not isinstance(self.document.value, list):
            self.fault("part-not-list", "")
            return
        for index, item in enumerate(self.document.value):
            part = self._part(item, f"/{index}")
            if part is not None:
                yield part, f"/{index}"

    def _part(self, item: Any, pointer: str) -> Part | None:
        before = len(self.faults)
        if not isinstance(item, dict):
            self.fault("part-not-map", pointer)
            return None
        for key in item:
            if key not in _KEYS:
                near = difflib.get_close_matches(key, _KEYS, n=1)
                self.fault(
                    "part-unknown-key",
                    f"{pointer}/{key}",
                    found=key,
                    nearest=near[0] if near else None,
                )
        for key in _NEEDED:
            if not item.get(key):
                self.fault("part-key-missing", pointer, expected=key)
        if len(self.faults) > before:
            return None
        self._meaning(item, pointer)
        markers = [
            self._marker(text, f"{pointer}/markers/{number}")
            for number, text in enumerate(item.get("markers", ()))
        ]
        data = self._condition(item["data"], f"{pointer}/data")
        printed = self._condition(item.get("printed"), f"{pointer}/printed")
        if len(self.faults) > before or data is None:
            return None
        return Part(
            id=item["id"],
            zh=item["zh"],
            en=item["en"],
            data=data,
            printed=printed,
            markers=tuple(filter(None, markers)),
            finds=item.get("finds"),
            pointer=item["pointer"],
            mend=item["mend"],
            check=item.get("check"),
        )

    def _meaning(self, item: Mapping[str, Any], pointer: str) -> None:
        """What the keys hold, conditions and markers apart."""
        if not _ID.fullmatch(str(item["id"])):
            self.fault("part-bad-id", f"{pointer}/id", found=item["id"])
        mend = item["mend"]
        if not isinstance(mend, dict) or set(mend) != {"zh", "en"}:
            self.fault("part-mend-shape", f"{pointer}/mend")
        finds = item.get("finds")
        if finds is not None and finds not in FINDERS:
            self.fault(
                "part-unknown-find",
                f"{pointer}/finds",
                found=finds,
                expected=sorted(FINDERS),
            )

    def _marker(self, text: Any, pointer: str) -> re.Pattern[str] | None:
        try:
            return re.compile(str(text))
        except re.error as error:
            self.fault(
                "part-bad-marker", pointer, found=str(text), reason=str(error)
            )
            return None

    def _condition(self, text: Any, pointer: str) -> Expression | None:
        if text is None:
            return None
        try:
            return compile_expression(
                str(text),
                self.vocabulary,
                self.document.place(pointer),
                expect="condition",
            )
        except RuleError as error:
            self.faults.extend(error.faults)
            return None
