"""What an assessment says: results, findings, totals, receipt."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from penaltykit.citation import Citation
from penaltykit.penalty import Penalty, PenaltyKind

Texts = Mapping[str, str]
"""The same sentence in each language: ``{"zh": ..., "en": ...}``."""


class Severity(StrEnum):
    """How heavy a finding is, heaviest first."""

    ERROR = "error"
    UNDETERMINED = "undetermined"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return tuple(Severity).index(self)


class Element(StrEnum):
    """The seven elements of disclosure."""

    LEGAL_BASIS = "legal-basis"
    FACTS = "facts"
    PENALTY_KIND = "penalty-kind"
    BENCHMARK = "benchmark"
    RESULT_USE = "result-use"
    REMEDIES = "remedies"
    OFFICERS = "officers"


class Outcome(StrEnum):
    """What the law and the table lead to for one violation and party."""

    PENALTY = "penalty"
    NO_PENALTY_SHALL = "no-penalty-shall"
    NO_PENALTY_MAY = "no-penalty-may"
    STATUTORY_GAP = "statutory-gap"
    UNDETERMINED = "undetermined"


class Verdict(StrEnum):
    """How a stated penalty stands to what is recommended."""

    INSIDE = "inside"
    OUTSIDE_BENCHMARK = "outside-benchmark"
    OUTSIDE_STATUTE = "outside-statute"
    MITIGATED = "mitigated"
    UNDETERMINED = "undetermined"


@frozen(kw_only=True)
class Finding:
    """One thing to mend, in both languages until it is printed.

    Identity values in ``message`` and ``mend`` are masked already.
    """

    code: str
    severity: Severity
    element: Element | None
    pointer: str
    message: Texts
    citation: tuple[Citation, ...] = ()
    mend: Texts = field(factory=dict)
    duty: str | None = None


@frozen(kw_only=True)
class LawChoice:
    """Which version of which law governs, and why.

    ``choice`` is ``same`` (one version at the act and at the decision),
    ``old``, ``new``, ``not-comparable``, ``attested``, ``repealed``,
    ``not-held`` (the law at the decision is not held), ``open`` (the act
    continued over a change and its end is not recorded), ``repealed-before``
    or ``not-yet`` (the law at the act had the provision no more, or not yet;
    ``provision`` is then the one that it had before, or has later).

    ``status`` is that of the version: ``stated`` where a text says when it
    takes effect, ``to-be-confirmed`` where the day of its decision stands in
    (or its text was not read officially).
    """

    law: str
    version: str
    provision: tuple[Citation, ...]
    reason: Texts
    at_act: str | None = None
    at_decision: str | None = None
    choice: str = "same"
    status: str = "stated"


@frozen(kw_only=True)
class TableChoice:
    """Which benchmark table applies, and why.

    ``title`` and ``number`` are those of the document; ``version`` is the
    first day of its term.
    """

    id: str
    document: str
    title: Texts
    number: str | None
    version: str
    name: Texts
    status: str
    reason: Texts


@frozen(kw_only=True)
class Recommended:
    """One penalty of the recommendation.

    ``band`` is in yuan after shift, correction and clamp (multiples already
    multiplied); ``point`` is the position inside it, or ``None``;
    ``permissive`` says that the document leaves the position open (可以).
    ``arithmetic`` holds the lines that lead from the facts to the band.
    """

    penalty: Penalty
    point: Decimal | None = None
    permissive: bool = False
    source: str = "law"
    arithmetic: tuple[Texts, ...] = ()
    citation: tuple[Citation, ...] = ()


class Ground(StrEnum):
    """What opens an alternative to the recommendation."""

    MITIGATION = "mitigation"
    NO_PENALTY = "no-penalty"
    ATTESTATION = "attestation"
    GAINS = "gains"


@frozen(kw_only=True)
class Alternative(Recommended):
    """A penalty (or none) that is open beside the recommendation.

    ``ground`` says what opens it: ``mitigation`` (found, or to be chosen),
    ``no-penalty`` (a ground on which none may be given), ``attestation`` (a
    finding that the file neither makes nor denies; ``facts`` names it) or
    ``gains`` (the law leaves open whether they are taken although no penalty
    is given). ``text`` tells the same in a sentence; entries that belong
    together have the same one.
    """

    ground: Ground = Ground.MITIGATION
    text: Texts = field(factory=dict)
    facts: tuple[str, ...] = ()


class Calculation(StrEnum):
    """What becomes of a multiple that is told for a fine."""

    AGREES = "agrees"
    BACKWARDS = "backwards"
    ARITHMETIC = "arithmetic"
    OTHER_BASE = "other-base"
    NO_BASE = "no-base"
    OFF_MULTIPLE = "off-multiple"


@frozen(kw_only=True)
class Reckoned:
    """What the calculation that is told comes to.

    Args:
        calculation: see :class:`Calculation`.
        text: the same in a sentence, with the arithmetic.
        base_differs: the base that is told is not the one on record.
        pointer: where the multiple stands in the case.
    """

    calculation: Calculation
    text: Texts
    base_differs: bool = False
    pointer: str = ""


@frozen(kw_only=True)
class Unseen:
    """A circumstance that was found and does not show in the fine.

    ``towards`` is ``lenient`` or ``severe``; ``text`` says which it is and
    where the fine stands.
    """

    towards: str
    text: Texts


@frozen(kw_only=True)
class StatedResult:
    """A penalty as stated, and the verdict on it.

    ``reckoned`` is there for a fine of which the agency tells how it was
    calculated; ``unseen`` for one in which a circumstance that was found
    does not show.
    """

    kind: PenaltyKind
    amount: Decimal | None
    unit: str | None
    object: str | None
    pointer: str
    verdict: Verdict
    reason: Texts
    reckoned: Reckoned | None = None
    unseen: Unseen | None = None


@frozen(kw_only=True)
class MissingKind:
    """A kind that must be imposed and is not among the stated ones."""

    kind: PenaltyKind
    object: str | None
    citation: tuple[Citation, ...]


@frozen(kw_only=True)
class Reason:
    """One step of the reasoning, in order: code, sentence, where it comes
    from (pointers into the case) and the law or the table that says so.
    """

    code: str
    text: Texts
    pointers: tuple[str, ...] = ()
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Result:
    """The assessment of one violation of one party.

    ``pointer`` is that of the violation. ``rejected_tables`` are the
    documents that were looked at and not used, each with the reason; where
    ``table`` is ``None`` no benchmark is available. ``rows`` are all rows
    that matched, cell by cell. ``alternatives`` is what else is open: by
    mitigation, by sparing, by a finding that the file leaves unsaid.
    ``settle`` names the facts that would settle what is open.
    ``why_not`` is filled on request only: for each row that was not chosen
    its first failing cell and the nearest change that would reach it.
    """

    violation: str
    party: str
    item: str
    pointer: str
    law: LawChoice | None
    table: TableChoice | None
    rejected_tables: tuple[dict[str, Any], ...]
    rows: tuple[dict[str, Any], ...]
    stage: Texts | None
    outcome: Outcome
    recommended: tuple[Recommended, ...]
    alternatives: tuple[Alternative, ...]
    stated: tuple[StatedResult, ...]
    missing: tuple[MissingKind, ...]
    reasons: tuple[Reason, ...]
    departures: tuple[dict[str, Any], ...]
    settle: tuple[str, ...] = ()
    why_not: tuple[dict[str, Any], ...] = ()


@frozen(kw_only=True)
class Total:
    """Sum of the fines of one party, with the arithmetic line."""

    party: str
    fine: Decimal | None
    confiscated: Decimal | None
    arithmetic: tuple[str, ...]


@frozen(kw_only=True)
class Requirement:
    """A duty that was looked at: whether it applies, whether it is met.

    ``applies`` and ``met`` are true, false or ``None`` (unknown);
    ``settle`` names the facts that would decide.
    """

    code: str
    paper: str | None
    part: str | None
    element: Element | None
    duty: str
    applies: bool | None
    met: bool | None
    pointer: str
    citation: tuple[Citation, ...]
    label: Texts
    settle: tuple[str, ...] = ()
