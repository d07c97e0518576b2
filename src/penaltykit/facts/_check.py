"""Facts of a case against the vocabulary: every fault, located."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from penaltykit._pointer import escape
from penaltykit.case import Case, Fact, FactState
from penaltykit.errors import Fault, Place
from penaltykit.facts._entry import Scope
from penaltykit.facts._load import told_name, told_part
from penaltykit.facts._values import WrongValueError, typed
from penaltykit.facts._vocabulary import Vocabulary

_OF_CASE = (Scope.CASE, Scope.PARTY, Scope.PAPER)


def check_facts(
    case: Case, vocabulary: Vocabulary, *, file: str | None = None
) -> list[Fault]:
    """What is wrong with the facts that a case states.

    Found are: names that the vocabulary does not have (with the nearest
    one), facts stated in the wrong place or that are derived, values of the
    wrong type or with a unit inside, words that are not in the list of the
    fact, facts that are not known but have a value, evidence that the case
    does not list, and parts that a paper is said to tell and nobody knows.

    Args:
        case: the case.
        vocabulary: the facts.
        file: what the places call the file.
    """
    checker = _Checker(case, vocabulary, file)
    faults = list(checker.check("", case.facts, of_case=True))
    for index, violation in enumerate(case.violations):
        pointer = f"/violations/{index}"
        faults.extend(checker.check(pointer, violation.facts, of_case=False))
    faults.extend(checker.tells())
    return faults


class _Checker:
    def __init__(
        self, case: Case, vocabulary: Vocabulary, file: str | None
    ) -> None:
        self.case = case
        self.vocabulary = vocabulary
        self.file = file
        self.evidence = {item.id for item in case.evidence}

    def check(
        self, pointer: str, facts: Mapping[str, Fact], *, of_case: bool
    ) -> Iterator[Fault]:
        for name, fact in facts.items():
            if self._is_right(name, fact, of_case=of_case):
                continue
            place = Place(
                file=self.file, pointer=f"{pointer}/facts/{escape(name)}"
            )
            if name not in self.vocabulary:
                yield Fault(
                    "fact-unknown",
                    place,
                    {"found": name, "nearest": self._nearest(name, of_case)},
                )
                continue
            yield from self._one(name, fact, place, of_case=of_case)

    def tells(self) -> Iterator[Fault]:
        """Parts in the ``tells`` of a paper that are none: they would not
        count, and nobody would know why.
        """
        for at, paper in enumerate(self.case.papers):
            for index, part in enumerate(paper.tells):
                if told_name(part) in self.vocabulary:
                    continue
                near = difflib.get_close_matches(part, self._parts, n=1)
                yield Fault(
                    "part-unknown",
                    Place(
                        file=self.file,
                        pointer=f"/papers/{at}/tells/{index}",
                    ),
                    {
                        "found": part,
                        "nearest": self._parts[near[0]] if near else None,
                    },
                )

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The parts that papers tell, by id and by name."""
        found: dict[str, str] = {}
        for entry in self.vocabulary.entries():
            part = told_part(entry)
            if part is not None:
                found.update(dict.fromkeys((part[0], *part[1:]), part[0]))
        return found

    def _is_right(self, name: str, fact: Fact, *, of_case: bool) -> bool:
        """Whether nothing is wrong with a fact: most often so, and then no
        place is made. What is wrong is for :meth:`_one` to say.
        """
        if name not in self.vocabulary:
            return False
        entry = self.vocabulary.entry(name)
        if not entry.stated or (entry.scope in _OF_CASE) != of_case:
            return False
        if (fact.state is FactState.KNOWN) != (fact.value is not None):
            return False
        if fact.value is not None:
            try:
                typed(entry, fact.value)
            except WrongValueError:
                return False
        return self.evidence.issuperset(fact.evidence)

    def _nearest(self, name: str, of_case: bool) -> str | None:
        """The nearest fact that may stand here, by id or by label."""
        candidates: dict[str, str] = {}
        for entry in self.vocabulary.entries():
            if entry.stated and (entry.scope in _OF_CASE) == of_case:
                for text in (entry.id, entry.zh, entry.en):
                    candidates.setdefault(text, entry.id)
        near = difflib.get_close_matches(name, candidates, n=1)
        return candidates[near[0]] if near else None

    def _one(
        self, name: str, fact: Fact, place: Place, *, of_case: bool
    ) -> Iterator[Fault]:
        entry = self.vocabulary.entry(name)
        label = {"zh": entry.zh, "en": entry.en}
        if not entry.stated:
            yield Fault("fact-derived", place, {"found": name, "label": label})
        elif (entry.scope in _OF_CASE) != of_case:
            yield Fault(
                "fact-wrong-place",
                place,
                {
                    "found": name,
                    "label": label,
                    "expected": "/facts"
                    if entry.scope in _OF_CASE
                    else "/violations/*/facts",
                },
            )
        if fact.state is FactState.KNOWN:
            if fact.value is None:
                yield Fault(
                    "fact-without-value",
                    place,
                    {"found": name, "label": label},
                )
            else:
                try:
                    typed(entry, fact.value)
                except WrongValueError as error:
                    yield Fault(
                        error.code,
                        place,
                        {
                            "fact": name,
                            "label": label,
                            "found": fact.value,
                            "expected": error.expected,
                        },
                    )
        elif fact.value is not None:
            yield Fault(
                "fact-value-not-known",
                place,
                {"found": name, "label": label, "state": fact.state.value},
            )
        yield from self._evidence(fact.evidence, place)

    def _evidence(
        self, evidence: Iterable[str], place: Place
    ) -> Iterator[Fault]:
        for index, item in enumerate(evidence):
            if item not in self.evidence:
                near = difflib.get_close_matches(item, self.evidence, n=1)
                yield Fault(
                    "evidence-unknown",
                    Place(
                        file=place.file,
                        pointer=f"{place.pointer}/evidence/{index}",
                    ),
                    {"found": item, "nearest": near[0] if near else None},
                )
