"""What the grammar finds in one clause, before clauses are joined."""

from attrs import field, frozen, mutable

from penaltykit.clause._amount import Amount, Amounts, Defect
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind


@frozen(kw_only=True)
class Item:
    """One penalty or order of a clause.

    Attributes:
        options: its readings; the first is the literal one. Empty for words
            that are understood and impose nothing (依法给予处分).
        start: place where it begins.
        end: place after it.
        joined: how it follows the one before: ``""`` or ``and``, ``list``
            (、), ``or``.
        verb: what list it stands in (``order`` after one 责令).
        role: of the words, where there are no options.
        grows: whether it adds to the fine before it.
        unit_word: for what grows: the unit that one step counts.
    """

    options: tuple[PhrasePenalty, ...]
    start: int
    end: int
    joined: str = ""
    verb: str = ""
    role: str = ""
    grows: bool = False
    unit_word: str = ""
    defects: tuple[Defect, ...] = ()


Found = tuple[tuple[Item, ...], int]
"""What stands at a place, and the place after it."""


@frozen(kw_only=True)
class Lead:
    """What stands before the penalties of a clause.

    Attributes:
        kind: ``opener``, ``may``, ``or``, ``single``, ``agency``,
            ``addressee``, ``ground``, ``situation``, ``except``.
        start: place where it begins.
        end: place after it.
        words: of an addressee or a situation.
    """

    kind: str
    start: int
    end: int
    words: str = ""


@mutable
class Sanction:
    """A clause that imposes something, read whole."""

    leads: list[Lead] = field(factory=list)
    items: list[Item] = field(factory=list)

    def has(self, kind: str) -> bool:
        """Whether a lead of that kind stands in the clause."""
        return any(lead.kind == kind for lead in self.leads)

    def words(self, kind: str) -> str | None:
        """The words of the last lead of that kind."""
        for lead in reversed(self.leads):
            if lead.kind == kind:
                return lead.words
        return None


def with_amount(penalty: PhrasePenalty, amount: Amount) -> PhrasePenalty:
    """The penalty with that amount."""
    return PhrasePenalty(
        kind=penalty.kind,
        object=penalty.object,
        from_=amount.from_,
        from_inclusive=amount.from_inclusive,
        to=amount.to,
        to_inclusive=amount.to_inclusive,
        unit=amount.unit,
        base=amount.base,
        cap=amount.cap,
        floor=amount.floor,
    )


def options(
    penalty: PhrasePenalty, amounts: Amounts
) -> tuple[PhrasePenalty, ...]:
    """The penalty under each reading of its amount."""
    return tuple(with_amount(penalty, one) for one in amounts.readings)


def one_found(penalty: PhrasePenalty, start: int, end: int) -> Found:
    """A penalty without an amount, and the place after it."""
    return (Item(options=(penalty,), start=start, end=end),), end


def amounted(
    kind: PenaltyKind,
    noun: str | None,
    amounts: Amounts | None,
    start: int,
    end: int,
) -> Found:
    """A penalty with its amount, if there is one."""
    penalty = PhrasePenalty(kind=kind, object=noun)
    if amounts is None:
        return one_found(penalty, start, end)
    item = Item(
        options=options(penalty, amounts),
        start=start,
        end=end,
        defects=amounts.defects,
    )
    return (item,), end
