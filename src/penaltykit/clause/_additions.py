"""What later clauses add to a penalty: caps, rounding, more of a ban."""

from typing import Final

from attrs import mutable

from penaltykit.clause import _context as context
from penaltykit.clause._amount import AmountReader
from penaltykit.clause._entries import Entries
from penaltykit.clause._fines import FineReader
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._rounding import Rounding, read_rounding
from penaltykit.clause._state import Entry
from penaltykit.penalty import PenaltyKind

_LONGEST: Final = 3000
_BAN_GOES_ON: Final = ("或者从事", "或者担任", "从事", "担任", "或者申请")


@mutable
class Additions(Entries):
    """Adds to the entries of the clauses before."""

    def _last_fines(self) -> list[Entry]:
        """The fines of the last clause that had any."""
        found: list[Entry] = []
        for entry in reversed(self.entries):
            if entry.first.kind is not PenaltyKind.FINE:
                break
            if found and entry.clause != found[0].clause:
                break
            found.append(entry)
        return found

    def _cap(self, phrases: Phrases, reader: AmountReader, start: int) -> bool:
        """``最高不超过三万元`` after a fine."""
        fines = self._last_fines()
        if not fines or self.fresh:
            return False
        found = FineReader(phrases, reader).cap(start)
        if found is None:
            return False
        cap, floor, end = found
        end = phrases.skip(end, ("的罚款", "罚款", "为限"))
        if end != phrases.end:
            return False
        if (
            fines[0].first.unit == "yuan"
            and not fines[0].first.step
            and (fines[0].first.from_ is not None)
        ):
            return False
        for entry in fines:
            if cap is not None:
                entry.change(cap=cap)
            if floor is not None:
                entry.change(floor=floor)
        self.mark(start, end, "structure")
        return True

    def _rounding(self, start: int, end: int) -> bool:
        fines = self._last_fines()
        if not fines:
            return False
        found: Rounding | None = read_rounding(
            self.text, start, end, self.words
        )
        if found is None:
            return False
        grown = [one for one in fines if one.grows]
        if grown and found.words:
            grown = [
                one
                for one in grown
                if one.unit_word and one.unit_word in found.words
            ]
            if not grown:
                return False
        for entry in grown or fines:
            entry.change(rounding=found.mode)
        self.mark(start, end, "structure")
        return True

    def _continues(self, start: int, end: int) -> bool:
        """五年内不得申请许可，或者从事…: one ban, printed with a comma."""
        text = self.text[start:end]
        last = self.entries[-1] if self.entries else None
        if (
            last is None
            or last.first.kind is not PenaltyKind.RESTRICT_OCCUPATION
            or last.first.object is None
            or last.segment != self.segment
            or len(last.first.object) > _LONGEST
            or not text.startswith(_BAN_GOES_ON)
            or context.holds_sanction(self.text, start, end)
        ):
            return False
        last.change(object=f"{last.first.object}，{text}")
        self.mark(start, end, "structure")
        return True
