"""A rubric: blocks, points, the checks that take points off, the vetoes."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.case import PaperKind, Phase
from penaltykit.overlay import region_within

Texts = Mapping[str, str]


class RubricKind(StrEnum):
    """What a rubric scores."""

    CASE = "case"
    AGENCY = "agency"


class Measure(StrEnum):
    """How an indicator of an agency is measured, as a share of cases.

    ``published``: of the decisions that are to be published, those that are.
    ``findings``: of the cases concerned, those without any of its codes.
    ``element``: of the decided cases, those with nothing wrong or open in
    that element. ``numbers``: of the numbers between the first and the last
    of each series, those that are there.
    """

    PUBLISHED = "published"
    FINDINGS = "findings"
    ELEMENT = "element"
    NUMBERS = "numbers"


class Among(StrEnum):
    """Which cases an indicator of findings concerns."""

    DECIDED = "decided"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Veto:
    """What makes a file fail as a whole."""

    id: str
    text: Texts = field(hash=False)
    codes: frozenset[str]
    severities: frozenset[str]


@frozen(kw_only=True)
class Item:
    """Points that findings take off.

    ``takes`` is by severity: how many points each finding takes; ``None``
    takes all at once. A finding that is ``undetermined`` leaves its points
    open; a severity that is not named takes nothing.
    """

    id: str
    text: Texts = field(hash=False)
    points: Decimal
    codes: frozenset[str]
    takes: Mapping[str, Decimal | None] = field(hash=False)


@frozen(kw_only=True)
class Block:
    """Items that are scored once a case has reached a phase.

    With ``paper`` only where the file holds such a paper; findings on other
    papers then take nothing here.
    """

    id: str
    text: Texts = field(hash=False)
    phase: Phase
    paper: PaperKind | None = None
    items: tuple[Item, ...]

    @property
    def points(self) -> Decimal:
        """The points of all its items."""
        return sum((item.points for item in self.items), Decimal(0))


@frozen(kw_only=True)
class Scale:
    """How points become the score: ``base + span * won / points``; a veto
    gives ``veto``.
    """

    base: Decimal = Decimal(0)
    span: Decimal = Decimal(100)
    veto: Decimal = Decimal(0)


@frozen(kw_only=True)
class Reach:
    """Cases to which a duty applies: of these kinds of agency (all, if none
    is named), in this region (anywhere, if ``None``), and not of those left
    out.
    """

    fields: frozenset[str] = frozenset()
    region: str | None = None
    without: frozenset[str] = frozenset()

    def holds(self, kind: str | None, region: str | None) -> bool:
        """Whether an agency of a kind and region is meant."""
        return (
            (not self.fields or kind in self.fields)
            and kind not in self.without
            and region_within(region, self.region)
        )


@frozen(kw_only=True)
class Indicator:
    """One measure of an agency.

    ``after_days``: a decision that is not published counts as missed only so
    many days after it was made; younger ones are not counted. ``reaches``:
    cases that it is about; all, if empty.
    """

    id: str
    text: Texts = field(hash=False)
    points: Decimal
    measure: Measure
    among: Among = Among.DECIDED
    codes: frozenset[str] = frozenset()
    element: str | None = None
    after_days: int = 0
    reaches: tuple[Reach, ...] = ()

    def concerns(self, kind: str | None, region: str | None) -> bool:
        """Whether it is about the cases of such an agency."""
        return not self.reaches or any(
            one.holds(kind, region) for one in self.reaches
        )


@frozen(kw_only=True)
class Rubric:
    """A rubric of ``rules/rubrics``, or one of the user's own.

    ``fields`` are the kinds of agency (``rules/agencies/kinds.yaml``) that it
    is made for, with their labels; empty for all.
    """

    id: str
    kind: RubricKind
    name: Texts = field(hash=False)
    status: str
    source: Texts = field(hash=False)
    vetoes: tuple[Veto, ...] = ()
    blocks: tuple[Block, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    scale: Scale = Scale()
    reviewer: tuple[Texts, ...] = field(default=(), hash=False)
    fields: Mapping[str, Texts] = field(factory=dict, hash=False)

    def fits(self, kind: str | None) -> bool | None:
        """Whether it is made for agencies of a kind; ``None`` where that is
        not known.
        """
        if not self.fields:
            return True
        return None if kind is None else kind in self.fields

    @property
    def caution(self) -> Texts:
        """What is said where it is laid on a case of another field."""
        names = {
            lang: ("、" if lang == "zh" else ", ").join(
                label[lang] for label in self.fields.values()
            )
            for lang in LANGS
        }
        return both(
            "This rubric is made for another field ({fields}); the score does"
            " not say how the file stands by the standard of its own.",
            fields=names,
        )

    @property
    def points(self) -> Decimal:
        """All points that can be won."""
        parts: list[Block | Indicator] = [*self.blocks, *self.indicators]
        return sum((part.points for part in parts), Decimal(0))
