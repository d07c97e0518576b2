"""What the law and the table open for one violation of one party."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import evolve, frozen

from penaltykit.assessment._result import Recommended
from penaltykit.citation import Citation
from penaltykit.money import Band
from penaltykit.penalty import Penalty

Text = Mapping[str, str]


@frozen(kw_only=True)
class Option:
    """One penalty of the statute, with what the benchmark makes of it.

    Args:
        penalty: as the law has it.
        applies: whether its condition holds and its object exists; ``None``
            where a fact is missing.
        statute: the fine that the law allows, in yuan.
        benchmark: the part of it that the table leaves, in yuan.
        point: position inside the band.
        permissive: whether the document says 可以 of that position.
        lines: the arithmetic, line by line.
        citation: the provision.
        settle: facts that would decide what is open.
        amount: the exact amount of a confiscation, where it is known.
        pending: whether a table narrows it in a way that is not settled yet.
        days: the part of a detention that the table leaves, in days.
        left_out: whether the law leaves the kind to choice and the table,
            which speaks of it, does not give it in this row.
        least: below what mitigation must not go by the benchmark document,
            in yuan; ``None`` where it says nothing.
        contested: whether the law leaves open that it is imposed beside the
            ground on which no penalty is given.
        row: what the table gives for the facts, in yuan, where no
            circumstance moved it; ``None`` where one did, or without a table.
    """

    penalty: Penalty
    applies: bool | None = True
    statute: Band | None = None
    benchmark: Band | None = None
    point: Decimal | None = None
    permissive: bool = False
    lines: tuple[Text, ...] = ()
    citation: tuple[Citation, ...] = ()
    settle: tuple[str, ...] = ()
    amount: Decimal | None = None
    pending: bool = False
    days: Band | None = None
    left_out: bool = False
    least: Decimal | None = None
    contested: bool = False
    row: Band | None = None

    @property
    def band(self) -> Band | None:
        """The narrower of the two bands, in yuan."""
        return self.statute if self.benchmark is None else self.benchmark

    def recommended(self) -> Recommended:
        """This option as an entry of the result, bounds in yuan."""
        penalty = self.penalty
        if self.band is not None:
            penalty = evolve(
                penalty,
                from_=self.band.from_,
                from_inclusive=self.band.from_inclusive,
                to=self.band.to,
                to_inclusive=self.band.to_inclusive,
                unit="yuan",
            )
        elif self.days is not None:
            penalty = evolve(
                penalty,
                from_=self.days.from_,
                from_inclusive=self.days.from_inclusive,
                to=self.days.to,
                to_inclusive=self.days.to_inclusive,
            )
        elif self.amount is not None:
            penalty = evolve(
                penalty, from_=self.amount, to=self.amount, unit="yuan"
            )
        return Recommended(
            penalty=penalty,
            point=self.point if self.point is not None else self.amount,
            permissive=self.permissive,
            source="law"
            if self.benchmark is None and self.days is None
            else "table",
            arithmetic=self.lines,
            citation=self.citation,
        )
