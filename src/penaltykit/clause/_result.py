"""What a reading gives: structure, and an account of every character."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from penaltykit.clause._numbers import plain
from penaltykit.clause._wording import problem_message
from penaltykit.penalty import Obligation, Penalty, PenaltyKind, Subject

ROLES: Final = (
    "addressee",
    "agency",
    "circumstance",
    "conduct",
    "criminal",
    "consequence",
    "ground",
    "law",
    "mark",
    "procedure",
    "reference",
    "situation",
)
"""Roles of words that are understood and impose nothing themselves."""


@frozen(kw_only=True)
class Bounds:
    """How 以上 and 以下 are read.

    Args:
        from_: ``included`` or ``excluded``: the figure before 以上.
        to: the same for the figure before 以下 and 以内.
    """

    from_: str = "included"
    to: str = "included"


STATUTE: Final = Bounds()
"""The reading of 民法典 art. 1259: 以上, 以下 and 以内 include the figure."""


@frozen(kw_only=True)
class Span:
    """A stretch of the printed text; offsets count characters.

    Args:
        text: as printed.
        start: offset of its first character.
        end: offset after its last.
    """

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """The span as JSON."""
        return {"text": self.text, "start": self.start, "end": self.end}


@frozen(kw_only=True)
class Context(Span):
    """Words that were understood and impose nothing themselves.

    Args:
        role: one of :data:`ROLES`.
    """

    role: str

    def to_dict(self) -> dict[str, Any]:
        """The span with its role."""
        return {"role": self.role, **super().to_dict()}


@frozen(kw_only=True)
class Problem(Span):
    """What is defective or not certain as printed; never mended in silence.

    Args:
        code: ``missing-unit``, ``missing-bound-word``, ``two-upper-bounds``,
            ``two-lower-bounds``, ``lower-above-upper``, ``no-unit``,
            ``stray-word``, ``unclosed-bracket``, ``base-minimum``,
            ``ambiguous``.
    """

    code: str

    @property
    def message(self) -> str:
        """One sentence in Chinese."""
        return self.message_in("zh")

    def message_in(self, lang: str) -> str:
        """One sentence in ``lang``."""
        return problem_message(self.code, self.text, lang)

    def to_dict(self) -> dict[str, Any]:
        """The problem as JSON."""
        return {
            "code": self.code,
            **super().to_dict(),
            "message": self.message,
        }


@frozen(kw_only=True)
class PhrasePenalty:
    """One penalty or order as a phrase says it.

    Amounts are exact; fines are in yuan. What names a fact or an object is
    kept in words too, since a phrase may name what no vocabulary holds.

    Args:
        kind: what is imposed.
        object: the words of what it falls on (normal spelling).
        subject: who bears it.
        who: the words that name the addressee.
        obligation: must, may, or one of the alternatives of ``group``.
        group: letter that joins alternatives.
        situation: the words of the condition, outer ones first.
        from_: lower bound in ``unit``; ``None`` is none.
        from_inclusive: whether the bound itself belongs.
        to: upper bound.
        to_inclusive: whether the bound itself belongs.
        unit: see :func:`penaltykit.penalty.is_unit`.
        base: the words of what ``times`` and ``percent`` are taken of.
        step: the words of what the amount grows with.
        step_size: units of ``step`` in one step; ``None`` is one.
        rounding: ``up``, ``down`` or ``half-up``.
        cap: never above, in yuan.
        floor: never below, in yuan.
        base_least: what ``base`` counts for at least, in yuan.
        base_fact: fact id that ``base`` is bound to, if any.
        object_code: code of the object, if its words are exactly one.
        step_fact: fact id that ``step`` is bound to, if any.
    """

    kind: PenaltyKind
    object: str | None = None
    subject: Subject = Subject.PARTY
    who: str | None = None
    obligation: Obligation = Obligation.MUST
    group: str | None = None
    situation: str | None = None
    from_: Decimal | None = field(default=None, metadata={"json": "from"})
    from_inclusive: bool = True
    to: Decimal | None = None
    to_inclusive: bool = True
    unit: str | None = None
    base: str | None = None
    step: str | None = None
    step_size: Decimal | None = None
    rounding: str | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None
    base_least: Decimal | None = None
    base_fact: str | None = field(default=None, eq=False)
    object_code: str | None = field(default=None, eq=False)
    step_fact: str | None = field(default=None, eq=False)

    def to_dict(self) -> dict[str, Any]:
        """The penalty structure as JSON; amounts are decimal strings.

        ``base``, ``step`` and ``object`` are the id or code that the words
        are bound to, else the words; the words stand in ``base_words``,
        ``step_words`` and ``object_words``.
        """
        return {
            "kind": str(self.kind),
            "object": self.object_code or self.object,
            "object_words": self.object,
            "subject": str(self.subject),
            "who": self.who,
            "obligation": str(self.obligation),
            "group": self.group,
            "situation": self.situation,
            "from": _text(self.from_),
            "from_inclusive": self.from_inclusive,
            "to": _text(self.to),
            "to_inclusive": self.to_inclusive,
            "unit": self.unit,
            "base": self.base_fact or self.base,
            "base_words": self.base,
            "base_least": _text(self.base_least),
            "step": self.step_fact or self.step,
            "step_words": self.step,
            "step_size": _text(self.step_size),
            "rounding": self.rounding,
            "cap": _text(self.cap),
            "floor": _text(self.floor),
        }

    def to_penalty(self, when: str | None = None) -> Penalty:
        """The penalty of laws and tables.

        Args:
            when: the condition that ``situation`` stands for, in FEEL.
        """
        return Penalty(
            kind=self.kind,
            object=self.object_code or self.object,
            subject=self.subject,
            obligation=self.obligation,
            group=self.group,
            when=when,
            from_=self.from_,
            from_inclusive=self.from_inclusive,
            to=self.to,
            to_inclusive=self.to_inclusive,
            unit=self.unit,
            base=self.base_fact or self.base,
            base_least=self.base_least,
            step=self.step_fact or self.step,
            step_size=self.step_size,
            rounding=self.rounding,
            cap=self.cap,
            floor=self.floor,
        )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


@frozen(kw_only=True)
class PenaltyReading:
    """What :func:`penaltykit.clause.read_penalties` makes of a text.

    Every character that is not blank lies in a penalty, in ``context`` or in
    ``unread``.

    Args:
        text: as given.
        readings: every reading of the penalties; one where the text is
            certain.
        spans: the stretches that the penalties were read from.
        context: words that impose nothing themselves, by role.
        unread: what was not understood.
        problems: what is defective as printed.
    """

    text: str
    readings: Sequence[Sequence[PhrasePenalty]]
    spans: Sequence[Span] = ()
    context: Sequence[Context] = ()
    unread: Sequence[Span] = ()
    problems: Sequence[Problem] = ()

    @property
    def penalties(self) -> Sequence[PhrasePenalty]:
        """The penalties in the order of print; none while ambiguous."""
        return self.readings[0] if len(self.readings) == 1 else ()

    @property
    def complete(self) -> bool:
        """Whether all was read, in one way only."""
        return not self.unread and len(self.readings) == 1

    def to_dict(self) -> dict[str, Any]:
        """The reading as ``penaltykit tables read --json`` prints it."""
        return {
            "text": self.text,
            "complete": self.complete,
            "penalties": [one.to_dict() for one in self.penalties],
            "unread": [span.to_dict() for span in self.unread],
            "problems": [problem.to_dict() for problem in self.problems],
            "spans": [span.to_dict() for span in self.spans],
            "readings": [
                [one.to_dict() for one in reading] for reading in self.readings
            ],
            "context": [part.to_dict() for part in self.context],
        }


def bounds_of(reading: Bounds | Mapping[str, str] | None) -> Bounds:
    """How 以上 and 以下 are read, from what a caller gives.

    Args:
        reading: ``None`` for the statutes', or a mapping with ``from`` and
            ``to``, each ``included`` (the default) or ``excluded``.

    Raises:
        ValueError: another key or value.
        TypeError: no mapping.
    """
    if reading is None:
        return STATUTE
    if isinstance(reading, Bounds):
        return reading
    if not isinstance(reading, Mapping):
        raise TypeError(reading)
    values = dict(reading)
    from_ = values.pop("from", "included")
    to = values.pop("to", "included")
    if values or {from_, to} - {"included", "excluded"}:
        raise ValueError(reading)
    return Bounds(from_=from_, to=to)
