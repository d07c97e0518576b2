"""Parts of papers (``rules/requirements/parts.yaml``): what a paper can tell,
and how to see whether it does."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import field, frozen

from penaltykit._fields import Node, load_entries
from penaltykit.assessment._nodes import condition
from penaltykit.case import Case, Paper, PaperKind
from penaltykit.citation import to_chinese
from penaltykit.engine import Expression, Reading, Vocabulary, make_reading
from penaltykit.facts import FactView, told_name

_NEEDED = ("id", "zh", "en", "data", "pointer", "mend")
_KEYS = (*_NEEDED, "markers", "finds", "printed", "check", "note")
# Signs with a meaning of their own in a regular expression.
_SIGNS = frozenset("\\.^$*+?{}[]|()")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_OTHER_TERM = "remedies.other_term_by_law"
_UNITS = {"days": "日", "months": r"个\s*月"}
_TO_SUE = "[^。]{0,24}(?:诉讼|起诉)"

Finder = Callable[[Case, Paper], bool | None]


def _names(case: Case, paper: Paper) -> bool | None:
    # A paper for one of several parties names that one.
    text = paper.text or ""
    mine = [p for p in case.parties if p.name in paper.parties]
    return all(party.name in text for party in mine or case.parties)


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


def _special_term(case: Case, paper: Paper) -> bool | None:
    """A term to sue that another law sets (行政诉讼法 art. 46(1)), as the
    file states and attests it, printed in figures or in words."""
    fact = case.facts.get(_OTHER_TERM)
    term = case.remedies.litigation_term if case.remedies else None
    if fact is None or fact.value is not True or term is None:
        return None
    try:
        count = f"(?:{term.count}|{to_chinese(term.count)})"
    except ValueError:  # no law sets a term of ten thousand days
        count = str(term.count)
    unit = _UNITS.get(term.unit, re.escape(term.unit))
    return bool(re.search(rf"{count}\s*{unit}{_TO_SUE}", paper.text or ""))


FINDERS: Mapping[str, Finder] = {
    "party-names": _names,
    "party-addresses": _addresses,
    "agency-name": _agency,
    "officer-names": _officers,
    "special-litigation-term": _special_term,
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
        markers: any of them in the wording shows it; plain text stands
            for itself.
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
    markers: tuple[str | re.Pattern[str], ...] = ()
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
            return make_reading(("known", False, self.pointer))
        if self.finds == "hearing-offered":
            settled = _hearing(view.case, paper)
            if settled is not None:
                where = f"{view.pointer}/hearing_offered"
                return make_reading(("known", settled, where))
        if self.id in paper.tells:
            return make_reading(("known", True, f"{view.pointer}/tells"))
        if paper.text is not None:
            found = any(_stands(mark, paper.text) for mark in self.markers)
            if not found and self.finds is not None:
                found = bool(FINDERS[self.finds](view.case, paper))
            return make_reading(("known", found, f"{view.pointer}/text"))
        return make_reading(("known", False, f"{view.pointer}/tells"))


def load_parts(path: Path, vocabulary: Vocabulary) -> dict[str, Part]:
    """The parts of ``parts.yaml``, by id.

    Raises:
        RuleError: with every fault of the file, located.
    """
    return load_entries([path], lambda node: _part(node, vocabulary))


def _part(node: Node, vocabulary: Vocabulary) -> Part | None:
    before = len(node.faults)
    if not node.keys(_KEYS, _NEEDED) or len(node.faults) > before:
        return None
    name = node.text("id") or ""
    if not _ID.fullmatch(name):
        node.child("id").fault("part-bad-id", found=name)
    finds = node.choice("finds", sorted(FINDERS))
    mend = node.languages("mend")
    markers = [_marker(part) for part in node.child("markers").items()]
    data = condition(node, "data", vocabulary)
    printed = condition(node, "printed", vocabulary)
    if len(node.faults) > before or data is None:
        return None
    return Part(
        id=name,
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        data=data,
        printed=printed,
        markers=tuple(filter(None, markers)),
        finds=finds,
        pointer=node.text("pointer") or "",
        mend=mend,
        check=node.text("check"),
    )


def _stands(marker: str | re.Pattern[str], text: str) -> bool:
    if isinstance(marker, str):
        return marker in text
    return marker.search(text) is not None


def _marker(node: Node) -> str | re.Pattern[str] | None:
    text = str(node.value)
    if _SIGNS.isdisjoint(text):
        return text  # most are: compiling them all would slow each start
    try:
        return re.compile(text)
    except re.error as error:
        node.fault("part-bad-marker", found=text, reason=str(error))
        return None
