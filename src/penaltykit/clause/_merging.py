"""Clauses that a comma only seems to part, put together."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import mutable

from penaltykit.clause._doubtful import Doubtful
from penaltykit.clause._numbers import read_figure
from penaltykit.clause._split import Clause

_OF_EACH: Final = re.compile("(?:可以|可|并)*处(?!罚)[^罚]*[每倍%][^罚]*")
_CAPPED: Final = re.compile(
    "(?:但|且)?(?:罚款)?(?:总额|总金额|金额|数额|累计|合计)?"
    "(?:最高|最多)?(?:不超过|不得超过|最高|最多)[^，；。处罚]{1,16}元的罚款"
)
_LONGEST_STEP: Final = 40
_LOWER: Final = ("以上", "及以上", "超过")


@mutable
class Merging(Doubtful):
    """Puts clauses together before they are read."""

    def _merged(self, segment: Sequence[Clause]) -> list[Clause]:
        """Put together what a comma parts: 每超过1吨，增加罚款1000元."""
        found: list[Clause] = []
        for clause in segment:
            last = found[-1] if found else None
            if (
                last is not None
                and self._comma(last, clause)
                and last.end - last.start <= _LONGEST_STEP
                and self.text.startswith("每", last.start)
                and "元" not in self.text[last.start : last.end]
                and (
                    self.words["grow"].at(self.text, clause.start, clause.end)
                    or (
                        self.text.startswith(("处", "罚"), clause.start)
                        and self.words["grow_lead"].at(
                            self.text, last.start + 1, last.end
                        )
                    )
                )
            ):
                self.joined.add(last.end)
                found[-1] = Clause(
                    last.start, clause.end, clause.mark, last.item
                )
                continue
            if (
                last is not None
                and self._comma(last, clause)
                and self._shares_fine(last, clause)
            ):
                # 处每日五百元，总额不超过一万元的罚款或者…拘留
                self.joined.add(last.end)
                found[-1] = Clause(
                    last.start, clause.end, clause.mark, last.item
                )
                continue
            if (
                last is not None
                and self._comma(last, clause)
                and self._ends_low(last)
                and clause.end - last.start <= _LONGEST_STEP
                and self._begins_high(clause)
            ):
                # 处1万元以上，3万元以下罚款
                self.joined.add(last.end)
                found[-1] = Clause(
                    last.start, clause.end, clause.mark, last.item
                )
                continue
            found.append(clause)
        return found

    def _shares_fine(self, last: Clause, clause: Clause) -> bool:
        """Whether a cap behind a comma closes with the 罚款 of both."""
        return (
            last.end - last.start <= _LONGEST_STEP
            and _OF_EACH.fullmatch(self.text, last.start, last.end) is not None
            and _CAPPED.match(self.text, clause.start, clause.end) is not None
        )

    def _begins_high(self, clause: Clause) -> bool:
        """Whether a figure opens a clause: 3万元以下, 不足3万元."""
        word = self.words["bounds_before"].at(
            self.text, clause.start, clause.end
        )
        start = clause.start + len(word or "")
        return read_figure(self.text, start) is not None

    def _ends_low(self, clause: Clause) -> bool:
        """Whether a lower bound closes a clause: 3万元以上（不含3万元）."""
        end = clause.end
        if self.text.endswith("）", clause.start, end):
            end = max(self.text.rfind("（", clause.start, end), clause.start)
        return self.text.endswith(_LOWER, clause.start, end)

    def _comma(self, last: Clause, clause: Clause) -> bool:
        """Whether nothing but a comma parts two clauses."""
        return last.end + 1 == clause.start and self.text.startswith(
            "，", last.end
        )
