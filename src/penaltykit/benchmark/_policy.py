"""The general rules of a benchmark document, as its tables inherit them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import attrs
from attrs import frozen

from penaltykit.citation import Citation
from penaltykit.engine import Expression

Texts = Mapping[str, str]
"""The same sentence in each language: ``{"zh": ..., "en": ...}``."""


class Status(StrEnum):
    """How far a document may be relied on.

    Whether it is in force on a date is read from its dates; the status says
    what is known of it today.
    """

    IN_FORCE = "in-force"
    EXPIRED = "expired"
    EXCERPT = "excerpt"
    TO_BE_CONFIRMED = "to-be-confirmed"


class RegionChange(StrEnum):
    """What becomes of a document whose region has merged or was divided.

    Said by the document, or by whoever ordered the change; where nothing is
    said, nothing is presumed. One that was only renamed stays what it is.
    """

    LAPSES = "lapses"
    FORMER_TERRITORY = "former-territory"
    SUCCESSOR = "successor"


class AppliesBy(StrEnum):
    """Which date must lie within the document's term."""

    ACT = "act"
    DECISION = "decision"
    SILENT = "silent"


class SeveralRows(StrEnum):
    """What holds when several rows of a table hold at once.

    ``unique`` is for documents that are silent: two rows are a conflict.
    """

    HEAVIER = "heavier"
    FIRST = "first"
    UNIQUE = "unique"


class Unascertainable(StrEnum):
    """What an officer's finding "cannot be ascertained" leads to.

    A missing fact is never treated so: it stays unknown.
    """

    LOWEST = "lowest"
    UNDETERMINED = "undetermined"


class Grade(StrEnum):
    """Position inside a band: 一般, 从轻, 从重."""

    ORDINARY = "ordinary"
    LENIENT = "lenient"
    SEVERE = "severe"


class Shape(StrEnum):
    """What kind of band a position rule speaks of."""

    RANGE = "range"
    TIMES = "times"
    MAXIMUM_ONLY = "maximum-only"
    MINIMUM_ONLY = "minimum-only"


class PositionMode(StrEnum):
    """How a position rule uses its share."""

    AT = "at"
    NOT_BELOW = "not-below"
    BELOW = "below"


class Effect(StrEnum):
    """What a circumstance that the document names does."""

    NO_PENALTY = "no-penalty"
    MITIGATE_OR_LENIENT = "mitigate-or-lenient"
    LENIENT = "lenient"
    SEVERE = "severe"
    SHIFT = "shift"
    CORRECTION = "correction"


class Way(StrEnum):
    """Whether a correction takes off or puts on."""

    LESS = "less"
    MORE = "more"


class PercentOf(StrEnum):
    """What a correction takes its percentage of: the amount that it
    corrects, or a bound of the statute.
    """

    AMOUNT = "amount"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"


class Need(StrEnum):
    """What a document asks of an agency that uses a rule of it."""

    REASONS = "reasons"
    DISCUSSION = "discussion"
    APPROVAL = "approval"


@frozen(kw_only=True)
class Bounds:
    """How a document reads 以上 and 以下 where a cell does not say it.

    Args:
        from_inclusive: whether 以上 includes the figure.
        to_inclusive: whether 以下 includes the figure.
        citation: the article that says so; empty where it is a declared
            house reading.
    """

    from_inclusive: bool = True
    to_inclusive: bool = True
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class PositionRule:
    """Where in a band a grade lies.

    Args:
        grade: ordinary, lenient or severe.
        shape: the kind of band it speaks of.
        mode: at the share, not below it, or below it.
        share: of the width for a range or multiples (0 is the bottom, 1 the
            top); of the maximum or times the minimum where only one bound
            exists. ``None`` where the document gives no figure: then
            ``text`` says what it gives.
        permissive: whether the document says 可以 (off it is a note).
        citation: the article.
        text: in words.
    """

    grade: Grade
    shape: Shape
    mode: PositionMode = PositionMode.AT
    share: Decimal | None = None
    permissive: bool = False
    citation: tuple[Citation, ...] = ()
    text: Texts = attrs.field(factory=dict, hash=False)


@frozen(kw_only=True)
class Asks:
    """What makes an exclusion a question that an officer has to answer: it
    looks like it, and is not all that the document asks.

    Args:
        items: penalty items.
        when: recorded facts.
    """

    items: tuple[str, ...] = ()
    when: Expression | None = None


@frozen(kw_only=True)
class Exclusion:
    """A case in which a circumstance must not be used.

    Args:
        id: stable, unique in its circumstance, its number where the document
            gives it none; an officer finds it as
            ``<document>.<circumstance>.<exclusion>``.
        text: in own words.
        circumstances: those of the same document that are the same thing.
        of_laws: circumstances of laws that are the same thing.
        items: penalty items that are the same thing.
        when: recorded facts that are the same thing.
        asks: what only raises the question; ``None`` where nothing does.
        minimum: whether it speaks of a fixed fine or the statutory minimum,
            which the figures tell.
        beside: whether it speaks of another violation, found at the same
            time, to which one of the other exclusions applies.
    """

    id: str
    text: Texts = attrs.field(hash=False)
    circumstances: tuple[str, ...] = ()
    of_laws: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    when: Expression | None = None
    asks: Asks | None = None
    minimum: bool = False
    beside: bool = False


@frozen(kw_only=True)
class DocumentCircumstance:
    """A circumstance that the document itself names, and what it does.

    Args:
        id: stable, unique in the document.
        effect: see :class:`Effect`.
        text: what must be found, in own words.
        permissive: whether the document says 可以.
        citation: the article.
        only_if_silent: holds only where the table does not speak of it.
        steps: stages to move (``shift``), upwards positive.
        at_end: where a shift leaves the table: ``maximum`` of the top stage.
        percent_from: least part taken off or put on (``correction``), in
            percent.
        percent_to: greatest part.
        way: whether it is taken off or put on.
        of: what the percentage is taken of.
        grade: the correction is made in every case of this grade, whatever
            ground makes it one, and needs no finding of its own; ``None``
            where an officer finds it.
        needs: what the document asks of an agency that makes it.
        floor: ``statute`` where the result stops at the statutory minimum.
        excluded: cases in which it must not be used.
        facts: facts that say the same thing; where one of them chose the
            row, the circumstance is not counted a second time.
        when: condition that recorded facts must not contradict.
        sufficient: whether ``when`` is all that the document asks, so that
            recorded facts that prove it count without a finding.
    """

    id: str
    effect: Effect
    text: Texts = attrs.field(hash=False)
    when: Expression | None = None
    sufficient: bool = False
    permissive: bool = False
    citation: tuple[Citation, ...] = ()
    only_if_silent: bool = False
    steps: int = 0
    at_end: str | None = None
    percent_from: Decimal | None = None
    percent_to: Decimal | None = None
    way: Way = Way.LESS
    of: PercentOf = PercentOf.AMOUNT
    grade: Grade | None = None
    needs: tuple[Need, ...] = ()
    floor: str | None = None
    excluded: tuple[Exclusion, ...] = ()
    facts: tuple[str, ...] = ()


@frozen(kw_only=True)
class Mitigation:
    """How far below the statutory minimum mitigation (减轻) may go.

    It opens nothing: only a ground of the law does. It narrows what such a
    ground opens.

    Args:
        least: the least share of the statutory minimum that stays, 0 to 1.
        needs: what the document asks of an agency that mitigates.
        citation: the article.
    """

    least: Decimal
    needs: tuple[Need, ...] = ()
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class LookBack:
    """How a document counts earlier breaches (近一年同类违法行为).

    Args:
        id: stable, unique in the document.
        term: as the tables print it, and in English.
        years: length of the window, back from the anchor.
        months: the same in months, where the document says months.
        anchor: ``act`` (the last day of this act), ``discovery`` or
            ``decision``.
        same: what makes a breach alike: ``provision``, ``item`` or ``any``.
        counts_by: which date of the earlier case must lie in the window,
            ``act`` or ``decision``.
        includes_this: whether this breach itself is counted.
        fact: the fact that receives the count.
        citation: the articles.
    """

    id: str
    term: Texts = attrs.field(hash=False)
    years: int = 0
    months: int = 0
    anchor: str = "act"
    same: str = "provision"
    counts_by: str = "decision"
    includes_this: bool = False
    fact: str
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Policy:
    """All that the tables of a document inherit.

    Args:
        bounds: reading of 以上 and 以下 in the tables.
        several_rows: see :class:`SeveralRows`.
        several_rows_citation: the article, empty where it is silent.
        unascertainable: see :class:`Unascertainable`.
        unascertainable_citation: the article.
        positions: rules for the position in a band.
        circumstances: what the document itself names.
        mitigation: how far down mitigation goes; ``None`` where it is silent.
        look_backs: its own windows.
        rounding: a name of ``penaltykit.money.ROUNDINGS``, or ``None``.
        applies_by: which date chooses the document.
    """

    bounds: Bounds = Bounds()
    several_rows: SeveralRows = SeveralRows.UNIQUE
    several_rows_citation: tuple[Citation, ...] = ()
    unascertainable: Unascertainable = Unascertainable.UNDETERMINED
    unascertainable_citation: tuple[Citation, ...] = ()
    positions: tuple[PositionRule, ...] = ()
    circumstances: tuple[DocumentCircumstance, ...] = ()
    mitigation: Mitigation | None = None
    look_backs: tuple[LookBack, ...] = ()
    rounding: str | None = None
    applies_by: AppliesBy = AppliesBy.SILENT

    def position(self, grade: Grade, shape: Shape) -> PositionRule | None:
        """The rule for a grade and a shape of band, if there is one."""
        for rule in self.positions:
            if rule.grade is grade and rule.shape is shape:
                return rule
        return None

    def circumstance(self, name: str) -> DocumentCircumstance | None:
        """The circumstance with this id, if the document names it."""
        for circumstance in self.circumstances:
            if circumstance.id == name:
                return circumstance
        return None


@frozen(kw_only=True)
class Problem:
    """A flaw that stands in the printed table: reported, never refused.

    Args:
        code: stable kebab-case name.
        text: what is wrong and how it was dealt with.
        column: id of the column, if it is one column's.
        row: id of the row, if it is one row's.
    """

    code: str
    text: Texts = attrs.field(hash=False)
    column: str | None = None
    row: str | None = None


@frozen(kw_only=True)
class Document:
    """One benchmark document: its head and its general rules.

    Args:
        id: stable, for example ``guangdong-eco-2021``.
        name: title.
        issuer: who issued it.
        region: administrative division code of the issuer's region;
            ``None`` where it is not known: such a document is never found
            by place.
        level: level of the issuer (``province``, ``city`` ...), if known.
        field: field of enforcement (``ecology`` ...).
        number: document number as printed, if it has one.
        enforcers: levels of the agencies that it says it is for; empty where
            it says nothing.
        region_change: what it says for the case that its region merges or
            is divided; ``None`` where it says nothing.
        region_change_citation: the provision that says so.
        effective: first day of its term; ``None`` where it is not known:
            such a document is never found by date.
        expires: last day of its term, or ``None`` without a stated end.
        term_citation: the article that says so.
        status: see :class:`Status`.
        complete: whether every table that the document has is here.
        source: where it was read, and what of it is here.
        policy: its general rules.
        words: words of print that mean a fact in its tables.
        problems: printed flaws of its general rules.
        replaces: id of the document of an earlier folder that it stands in
            the place of, if it says so.
        file: path of its ``document.yaml`` as loaded.
    """

    id: str
    name: Texts = attrs.field(hash=False)
    issuer: Texts = attrs.field(hash=False)
    region: str | None
    level: str | None
    field: str
    number: str | None = None
    enforcers: tuple[str, ...] = ()
    region_change: RegionChange | None = None
    region_change_citation: tuple[Citation, ...] = ()
    effective: dt.date | None
    expires: dt.date | None = None
    term_citation: tuple[Citation, ...] = ()
    status: Status
    complete: bool = False
    source: Texts = attrs.field(hash=False)
    policy: Policy = Policy()
    words: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    replaces: str | None = None
    file: str = ""

    def in_term(self, on: dt.date) -> bool:
        """Whether ``on`` lies within the term, both ends included; never
        where its first day is not known.
        """
        return (
            self.effective is not None
            and self.effective <= on
            and (self.expires is None or on <= self.expires)
        )
