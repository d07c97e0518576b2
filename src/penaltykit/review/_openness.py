"""How openly an agency punishes: timeliness, completeness, gaps."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from attrs import field, frozen

from penaltykit._i18n import pick
from penaltykit.assessment import Assessment
from penaltykit.case import EventKind, PaperKind, Phase, standing
from penaltykit.disclosure import gate
from penaltykit.review._rubric import Among, Indicator, Measure, Rubric

_TENTH = Decimal("0.1")
_DECISIONS = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_RETRACTED = (EventKind.CHANGED, EventKind.ANNULLED)
# The last run of digits before 号 counts; what stands before it is the series.
_NUMBER = re.compile(r"^(.*?)([0-9]+)(\s*号?\D*)$", re.DOTALL)
# A series with more holes than this is no series but different numbering.
_MOST_GAPS = 10_000


@frozen(kw_only=True)
class Share:
    """One indicator of an agency.

    Attributes:
        indicator: which.
        cases: how many it concerns.
        good, open: how many meet it; how many cannot be told yet.
        missed: paths, or missing numbers, or numbers that stand twice.
        young: decisions that are not published and not counted, for on the
            day of the assessment there was time left.
        points: won, one decimal, half up; ``None`` where no case is
            concerned, and the points then do not count.
    """

    indicator: Indicator
    cases: int
    good: int
    open: int
    missed: tuple[str, ...]
    young: int = 0

    @property
    def points(self) -> Decimal | None:
        """Points in proportion to the cases that meet it."""
        if not self.cases:
            return None
        exact = self.indicator.points * self.good / self.cases
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    def to_dict(self, lang: str) -> dict[str, Any]:
        """As JSON values; points are decimal strings."""
        points = self.points
        return {
            "id": self.indicator.id,
            "text": pick(self.indicator.text, lang),
            "points": str(self.indicator.points),
            "won": None if points is None else str(points),
            "cases": self.cases,
            "good": self.good,
            "open": self.open,
            "missed": list(self.missed),
            "young": self.young,
        }


@frozen(kw_only=True)
class Evaluation:
    """What a rubric gives the cases of one agency.

    ``others`` is how many of them are of a field that the rubric is not made
    for.
    """

    rubric: Rubric
    agency: str
    cases: int
    shares: tuple[Share, ...] = field(default=())
    others: int = 0

    @property
    def caution(self) -> Mapping[str, str] | None:
        """What is said where the rubric is one of another field."""
        return self.rubric.caution if self.others else None

    @property
    def points(self) -> Decimal:
        """Points of the indicators that concern any case."""
        return sum(
            (s.indicator.points for s in self.shares if s.cases), Decimal(0)
        )

    @property
    def won(self) -> Decimal:
        """Points won."""
        won = (share.points for share in self.shares)
        return sum(
            (points for points in won if points is not None), Decimal(0)
        )

    @property
    def score(self) -> Decimal | None:
        """Out of a hundred, one decimal, half up."""
        if not self.points:
            return None
        exact = 100 * self.won / self.points
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """As JSON values; points are decimal strings."""
        return {
            "rubric": self.rubric.id,
            "name": pick(self.rubric.name, lang),
            "status": self.rubric.status,
            "source": pick(self.rubric.source, lang),
            "agency": self.agency,
            "cases": self.cases,
            "others": self.others,
            "caution": pick(self.caution, lang) if self.caution else None,
            "points": str(self.points),
            "won": str(self.won),
            "score": None if self.score is None else str(self.score),
            "indicators": [share.to_dict(lang) for share in self.shares],
        }


def evaluate(
    cases: Iterable[tuple[str, Assessment]], rubric: Rubric
) -> tuple[Evaluation, ...]:
    """Evaluate the agencies of a folder of cases, each by its own cases.

    Args:
        cases: path and assessment of each.
        rubric: one for agencies.

    Returns:
        One evaluation an agency, by name.
    """
    found: dict[str, list[tuple[str, Assessment]]] = {}
    for path, assessment in cases:
        # An identity value has no place in the name of an agency.
        name = assessment.masked(assessment.case.agency.name)
        found.setdefault(name, []).append((path, assessment))
    return tuple(
        Evaluation(
            rubric=rubric,
            agency=agency,
            cases=len(own),
            shares=tuple(_share(one, own) for one in rubric.indicators),
            others=sum(rubric.fits(one.field) is False for _, one in own),
        )
        for agency, own in sorted(found.items())
    )


_Cases = Sequence[tuple[str, Assessment]]


def _share(indicator: Indicator, cases: _Cases) -> Share:
    if indicator.measure is Measure.NUMBERS:
        return _numbers(indicator, cases)
    if indicator.measure is Measure.PUBLISHED:
        told = {
            path: _published(a, indicator.after_days)
            for path, a in cases
            if _decided(a)
        }
    elif indicator.measure is Measure.ELEMENT:
        told = {
            path: _clean(a, element=indicator.element)
            for path, a in cases
            if _decided(a)
        }
    else:
        told = {
            path: _clean(a, codes=indicator.codes)
            for path, a in cases
            if _concerned(a, indicator.among)
            and indicator.concerns(a.field, a.case.agency.region)
        }
    passed = (_NONE, _YOUNG)
    counted = {
        path: state for path, state in told.items() if state not in passed
    }
    return Share(
        indicator=indicator,
        cases=len(counted),
        good=sum(state is True for state in counted.values()),
        open=sum(state is None for state in counted.values()),
        missed=tuple(
            path for path, state in counted.items() if state is False
        ),
        young=sum(state == _YOUNG for state in told.values()),
    )


# A case that an indicator does not concern, or not yet.
_NONE = "none"
_YOUNG = "young"


def _decided(assessment: Assessment) -> bool:
    return standing(assessment.case).reached(Phase.DECIDED)


def _concerned(assessment: Assessment, among: Among) -> bool:
    if among is Among.PUBLISHED:
        return _has(assessment, EventKind.PUBLISHED)
    if among is Among.WITHDRAWN:
        return _has(assessment, EventKind.PUBLISHED) and _has(
            assessment, *_RETRACTED
        )
    return _decided(assessment)


def _has(assessment: Assessment, *kinds: EventKind) -> bool:
    return any(event.kind in kinds for event in assessment.case.events)


def _published(assessment: Assessment, after: int) -> bool | str | None:
    """Whether a decision that is to be published is; ``none`` where the gate
    keeps it back, ``young`` where there is time left.
    """
    if _has(assessment, EventKind.PUBLISHED):
        return True
    publishable = gate(assessment).publishable
    if publishable is False:
        return _NONE
    events = assessment.case.events
    decided = [e.date for e in events if e.kind is EventKind.DECIDED]
    if decided and (assessment.as_of - max(decided)).days < after:
        return _YOUNG
    return None if publishable is None else False


def _clean(
    assessment: Assessment,
    *,
    codes: frozenset[str] | None = None,
    element: str | None = None,
) -> bool | None:
    """Whether nothing is wrong in an element or of these codes."""
    found = [
        str(finding.severity)
        for finding in assessment.findings
        if (
            finding.code in codes
            if codes is not None
            else str(finding.element or "") == element
        )
    ]
    if "error" in found or "warning" in found:
        return False
    return None if "undetermined" in found else True


def _numbers(indicator: Indicator, cases: _Cases) -> Share:
    """Gaps between the first and the last number of each series, and
    numbers that decisions of several cases bear.
    """
    series: dict[tuple[str, str], dict[int, str]] = {}
    bearers: dict[str, set[str]] = {}
    for path, assessment in cases:
        for paper in assessment.case.papers:
            if paper.kind not in _DECISIONS or not paper.number:
                continue
            shown = assessment.masked(paper.number.strip())
            bearers.setdefault(shown, set()).add(path)
            match = _NUMBER.match(shown)
            if match is not None:
                head, digits, tail = match.groups()
                known = series.setdefault((head, tail), {})
                known[int(digits)] = digits
    twice = [
        f"{number} × {len(paths)}"
        for number, paths in bearers.items()
        if len(paths) > 1
    ]
    # Each number is given to one decision; every further one has none.
    extra = sum(len(paths) - 1 for paths in bearers.values())
    good, missed = 0, list[str]()
    for (head, tail), known in series.items():
        good += len(known)
        gaps = max(known) - min(known) + 1 - len(known)
        if gaps > _MOST_GAPS:
            continue
        width = len(known[min(known)])
        missed += [
            f"{head}{number:0{width}}{tail}"
            for number in range(min(known), max(known))
            if number not in known
        ]
    return Share(
        indicator=indicator,
        cases=good + len(missed) + extra,
        good=good,
        open=0,
        missed=(*twice, *missed),
    )
