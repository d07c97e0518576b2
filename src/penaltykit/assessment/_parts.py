"""Parts of papers (``rules/requirements/parts.yaml``): what a paper can tell,
and how to see whether it does."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import field, frozen

from penaltykit._fields import Node, load_entries
from penaltykit._pattern import Pattern
from penaltykit._resources import is_shipped
from penaltykit.assessment._nodes import condition
from penaltykit.case import Paper, PaperKind
from penaltykit.citation import to_chinese
from penaltykit.engine import Expression, Reading, Vocabulary, make_reading
from penaltykit.facts import (
    FactView,
    FlatText,
    flat_text,
    is_headed,
    tells_fine,
    tells_hearing,
    tells_hearing_term,
    tells_its_day,
    tells_payment_term,
    tells_payment_way,
    tells_statement_term,
    tells_term,
    told_name,
)

_NEEDED = ("id", "zh", "en", "data", "pointer", "mend")
_MARKS = ("markers", "sentences", "strikes")
_KEYS = (*_NEEDED, *_MARKS, "finds", "printed", "check", "note")
# Signs with a meaning of their own in a regular expression.
_SIGNS = frozenset("\\.^$*+?{}[]|()")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_OTHER_TERM = "remedies.other_term_by_law"
_UNITS = {"days": "[日天]", "months": "个月"}
_TO_SUE = "[^。]{0,24}(?:诉讼|起诉)"

Marker = str | Pattern
Finder = Callable[[FactView, Paper], bool | None]


def _stands_in(view: FactView, name: str) -> bool:
    """Whether a name or address stands in the wording, in one piece or
    broken by the end of a line."""
    paper = view.paper
    text = (paper.text if paper else None) or ""
    return name in text or FlatText(name).whole in flat_text(view).whole


def _names(view: FactView, paper: Paper) -> bool | None:
    # A paper for one of several parties names that one.
    parties = view.case.parties
    mine = [p for p in parties if p.name in paper.parties]
    if len(parties) == 1 and is_headed(paper.text or ""):
        return True
    return all(_stands_in(view, party.name) for party in mine or parties)


def _addresses(view: FactView, paper: Paper) -> bool | None:
    del paper
    listed = [party.address for party in view.case.parties]
    return all(address and _stands_in(view, address) for address in listed)


def _agency(view: FactView, paper: Paper) -> bool | None:
    del paper
    return _stands_in(view, view.case.agency.name)


def _officers(view: FactView, paper: Paper) -> bool | None:
    text = paper.text or ""
    officers = view.case.officers
    return bool(officers) and all(one.name in text for one in officers)


def _hearing(view: FactView, paper: Paper) -> bool | None:
    """A notice of its own tells the hearing as well."""
    papers = view.case.papers
    if any(other.kind is PaperKind.HEARING_NOTICE for other in papers):
        return True
    if paper.hearing_offered is None and paper.text is not None:
        return tells_hearing(flat_text(view)) or None
    return paper.hearing_offered


def _hearing_term(view: FactView, paper: Paper) -> bool | None:
    del paper
    return tells_hearing_term(view)


def _statement_term(view: FactView, paper: Paper) -> bool | None:
    del paper
    return tells_statement_term(view)


def _payment_way(view: FactView, paper: Paper) -> bool | None:
    del paper
    return tells_payment_way(flat_text(view))


def _payment_term(view: FactView, paper: Paper) -> bool | None:
    del paper
    return tells_payment_term(view)


def _fine(view: FactView, paper: Paper) -> bool | None:
    del paper
    return tells_fine(flat_text(view))


def _day(view: FactView, paper: Paper) -> bool | None:
    del view
    return tells_its_day(paper)


def _places(view: FactView, paper: Paper) -> bool | None:
    """The place of an act as the file has it, in the account of the facts."""
    del paper
    listed = [one.act.place for one in view.case.violations]
    return any(place and _stands_in(view, place) for place in listed)


def _review_term(view: FactView, paper: Paper) -> bool | None:
    """Whether a term is told at all: that it is wrong has its own check."""
    del paper
    return tells_term(flat_text(view).bare, "review") or tells_term(
        flat_text(view).whole, "review"
    )


def _suit_term(view: FactView, paper: Paper) -> bool | None:
    """A term to sue: any that is told as one, or one that another law sets
    (行政诉讼法 art. 46(1)), as the file states and attests it, printed in
    figures or in words."""
    del paper
    flat = flat_text(view)
    if tells_term(flat.bare, "suit") or tells_term(flat.whole, "suit"):
        return True
    fact = view.case.facts.get(_OTHER_TERM)
    remedies = view.case.remedies
    term = remedies.litigation_term if remedies else None
    if fact is None or fact.value is not True or term is None:
        return None
    try:
        count = f"(?:{term.count}|{to_chinese(term.count)})"
    except ValueError:  # no law sets a term of ten thousand days
        count = str(term.count)
    unit = _UNITS.get(term.unit, re.escape(term.unit))
    return bool(re.search(f"{count}{unit}{_TO_SUE}", flat.whole))


def _sealed(view: FactView, paper: Paper) -> bool | None:
    """``False`` where the file says that the paper bears no seal: then a
    word of its wording shows none."""
    del view
    return False if paper.sealed is False else None


FINDERS: Mapping[str, Finder] = {
    "party-names": _names,
    "party-addresses": _addresses,
    "agency-name": _agency,
    "officer-names": _officers,
    "review-term": _review_term,
    "suit-term": _suit_term,
    "hearing-offered": _hearing,
    "hearing-term": _hearing_term,
    "statement-term": _statement_term,
    "payment-way": _payment_way,
    "payment-term": _payment_term,
    "fine": _fine,
    "its-day": _day,
    "seal-refused": _sealed,
    "act-places": _places,
}
"""What ``finds`` may name."""

SETTLING: Mapping[str, str] = {
    "hearing-offered": "hearing_offered",
    "seal-refused": "sealed",
}
"""Finders whose ``True`` and ``False`` settle the matter at once, whatever
the wording says, and the field of the paper that each of them reads."""


@frozen(kw_only=True)
class Part:
    """One thing that a paper can tell.

    Args:
        id: name in ``elements.csv`` and in ``tells`` of a paper.
        zh: label.
        en: label.
        data: whether it can be printed from the case.
        printed: whether what is recorded of the paper shows it.
        markers: any of them in the wording shows it, whatever its layout;
            plain text stands for itself.
        sentences: the same, in the wording without brackets and titles.
        strikes: what uses such words for something else; struck out first.
        finds: what else in the wording shows it, by name.
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
    markers: tuple[Marker, ...] = ()
    sentences: tuple[Marker, ...] = ()
    strikes: tuple[Marker, ...] = ()
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
        settles = SETTLING.get(self.finds or "")
        if settles is not None and self.finds is not None:
            settled = FINDERS[self.finds](view, paper)
            if settled is not None:
                where = f"{view.pointer}/{settles}"
                return make_reading(("known", settled, where))
        if self.id in paper.tells:
            return make_reading(("known", True, f"{view.pointer}/tells"))
        if paper.text is not None:
            flat = flat_text(view)
            found = (
                self._shown(self.markers, flat.whole)
                or self._shown(self.sentences, flat.bare)
                or (
                    self.finds is not None
                    and bool(FINDERS[self.finds](view, paper))
                )
            )
            return make_reading(("known", found, f"{view.pointer}/text"))
        return make_reading(("known", False, f"{view.pointer}/tells"))

    def _shown(self, marks: tuple[Marker, ...], text: str) -> bool:
        if not any(_stands(mark, text) for mark in marks):
            return False
        if not self.strikes:
            return True
        for strike in self.strikes:
            if isinstance(strike, str):
                text = text.replace(strike, "")
            else:
                text = strike.sub("", text)
        return any(_stands(mark, text) for mark in marks)


def load_parts(path: Path, vocabulary: Vocabulary) -> dict[str, Part]:
    """The parts of ``parts.yaml``, by id.

    Raises:
        RuleError: with every fault of the file, located.
    """
    # The suite has compiled every marker that is shipped: doing it at each
    # start would cost more than reading a case.
    sure = is_shipped(path) and getattr(path, "document", None) is None
    return load_entries(
        [path], lambda node: _part(node, vocabulary, sure=sure)
    )


def _part(node: Node, vocabulary: Vocabulary, *, sure: bool) -> Part | None:
    before = len(node.faults)
    if not node.keys(_KEYS, _NEEDED) or len(node.faults) > before:
        return None
    name = node.text("id") or ""
    if not _ID.fullmatch(name):
        node.child("id").fault("part-bad-id", found=name)
    finds = node.choice("finds", sorted(FINDERS))
    mend = node.languages("mend")
    markers = _markers(node, "markers", sure=sure)
    sentences = _markers(node, "sentences", sure=sure)
    strikes = _markers(node, "strikes", sure=sure)
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
        markers=markers,
        sentences=sentences,
        strikes=strikes,
        finds=finds,
        pointer=node.text("pointer") or "",
        mend=mend,
        check=node.text("check"),
    )


def _stands(marker: Marker, text: str) -> bool:
    if isinstance(marker, str):
        return marker in text
    return marker.search(text) is not None


def _markers(node: Node, key: str, *, sure: bool) -> tuple[Marker, ...]:
    found = [_marker(part, sure=sure) for part in node.child(key).items()]
    return tuple(mark for mark in found if mark is not None)


def _marker(node: Node, *, sure: bool) -> Marker | None:
    text = str(node.value)
    if _SIGNS.isdisjoint(text):
        return text  # most are
    if not sure:
        try:
            re.compile(text)
        except re.error as error:
            node.fault("part-bad-marker", found=text, reason=str(error))
            return None
    return Pattern(text)
