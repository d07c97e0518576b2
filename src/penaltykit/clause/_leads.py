"""What may stand before the penalties of a clause: agency, addressee, 可以."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from penaltykit.clause._context import (
    condition_ends,
    holds_sanction,
    imposes_sum,
    is_except,
    may_be_situation,
    plain_context,
    reference_end,
)
from penaltykit.clause._draft import Lead
from penaltykit.clause._phrases import Phrases

_LONGEST_LEAD: Final = 150
_MOST_SITUATIONS: Final = 6
_IMPOSING: Final = (
    "impose",
    "may",
    "restrict",
    "for_life",
    "confiscate",
    "single_or_joint",
    "revoke",
    "no_penalty",
    "circumstance",
    "suspend",
    "downgrade",
    "shut_down",
    "warning",
    "criticism",
    "detention",
)
_IMPOSING_WORDS: Final = (
    "依法",
    "责令",
    "每",
    "罚款",
    "应当",
    "采取",
    "实行",
    "按",
    "并",
    "由",
    "取缔",
    "追缴",
    "收缴",
    "各处",
    "各罚",
    "分别处",
    "分别给予",
)
_AFTER_MAY: Final = frozenset("处并给责罚没吊暂依对由单不从减免按视")
_PASSIVE: Final = frozenset("被未受曾")
EXCEPT: Final = ("外", "以外", "之外")
# 自许可证被吊销之日起: from when it runs.
_COMPETENCE: Final = re.compile(
    "(?:依据|依照|按照|根据|在|按)(?:法定|各自的?|法律规定的)?"
    "(?:职权|职责|权限)(?:分工|范围内)?"
)
_ASKED: Final = re.compile(
    "(?:提请|报请|报经|商请)[^，；。责处没吊]{1,30}(?:决定|批准|同意)(?=责令|吊销|取缔|关闭|撤销)"
)
_GRADED: Final = re.compile(
    "对([^，；。视]{1,60}?)"
    "(?=(?:视|根据|按照)其?[^，；。]{0,12}(?:情节|后果)(?:轻重|大小)?(?:$|，))"
)
_SINCE: Final = re.compile("[自从][^，；。]{1,40}?之日(?:的次日)?起")
# 从轻情节处…, 首违不罚: a rung of the table with what it gets.
_AFTER_GRADE: Final = (
    "处",
    "罚款",
    "并处",
    "可处",
    "给予",
    "责令",
    "不罚",
    "免罚",
    "不予",
)
_ROW: Final = ("或者", "以及", "会同", "或", "和", "及", "、", "与")
# 限制业务活动或者由原发证机关: no agency is called so.
_NO_AGENCY: Final = re.compile(
    "由|限制|停止|禁止|暂停|撤销|取消|收回|返还|退还|改正|拆除|恢复|缴纳|公告|消除"
)
_SUM: Final = re.compile("[0-9一二三四五六七八九十百千万]元")
_AGENCY_ENDS: Final = ("部门等", "机关等", "其")
_DOERS: Final = ("企业", "公司", "责任方", "责任人", "学校", "协会")
_ITS: Final = ("单位", "企业", "机构", "公司", "组织")
_PERSONS: Final = (
    "处罚者",
    "当事人",
    "行为人",
    "人员",
    "负责人",
    "责任人",
    "代表人",
    "驾驶人",
)
_AFTER_AGENCY: Final = (
    "除",
    "并",
    "可以",
    "应当",
    "应",
    "可",
    "有权",
    "给予",
    "予以",
    "责令",
    "没收",
    "吊销",
    "依法",
    "对",
    "按照",
    "处",
)


class LeadReader:
    """Reads the leads of one clause."""

    def __init__(self, phrases: Phrases) -> None:
        self._is = phrases

    def _agency_but(self, at: int) -> Lead | None:
        """``…主管部门除责令其改正外``: the agency before 除."""
        is_ = self._is
        place = is_.text.find("除", at + 1, is_.end)
        if (
            place < 0
            or is_.starts("对", at)
            or not is_.text.endswith(EXCEPT, at, is_.end)
            or not is_.text.endswith(is_.words["agency_ends"].ends, at, place)
            or holds_sanction(is_.text, at, place)
        ):
            return None
        return Lead(kind="agency", start=at, end=place)

    def _whole_lead(self, at: int) -> Lead | None:
        """A lead from ``at`` to the end of the clause."""
        is_ = self._is
        text = is_.text[at : is_.end]
        if holds_sanction(is_.text, at, is_.end) or len(text) == 1:
            if is_except(is_.text, at, is_.end):
                return Lead(kind="except", start=at, end=is_.end)
            if is_.starts("除", at) and text.endswith(EXCEPT):
                return Lead(kind="except", start=at, end=is_.end)
            return None
        if plain_context(is_.text, at, is_.end) == "ground":
            return Lead(kind="ground", start=at, end=is_.end)
        if text.startswith("除") and text.endswith(EXCEPT):
            return Lead(kind="except", start=at, end=is_.end)
        if (
            text.startswith("对")
            and not text.endswith("的")
            and (
                "的" in text or text.endswith(is_.words["addressee_ends"].ends)
            )
            and is_.is_noun(text[1:])
            and not imposes_sum(is_.text, at, is_.end)
        ):
            return Lead(
                kind="addressee", start=at, end=is_.end, words=text[1:]
            )
        if text.startswith("由") and (
            text.endswith(
                (
                    *is_.words["agency_ends"].ends,
                    *is_.words["grounds"].ends,
                    "意见",
                )
            )
        ):
            return Lead(kind="agency", start=at, end=is_.end)
        return None

    def _graded(self, at: int) -> Lead | None:
        """对其负责人视情节轻重: whom, before how it is graded."""
        is_ = self._is
        match = _GRADED.match(is_.text, at, is_.end)
        if match is None or not is_.is_name(match[1]):
            return None
        return Lead(
            kind="addressee", start=at, end=match.end(1), words=match[1]
        )

    def _cited(self, at: int) -> Lead | None:
        """可以依照有关法律的规定: a citation to the end of the clause."""
        is_ = self._is
        if reference_end(is_.text, at, is_.end) != is_.end:
            return None
        return Lead(kind="reference", start=at, end=is_.end)

    def _leads(self, at: int) -> Iterator[Lead]:
        is_ = self._is
        if at >= is_.end:
            return
        yield from self._words(at)
        if is_.starts("对每", at):
            # 对每辆车处500元: what is counted, and nobody.
            yield Lead(kind="opener", start=at, end=at + 1)
        since = _SINCE.match(is_.text, at, is_.end) or (
            _COMPETENCE.match(is_.text, at, is_.end)
            or _ASKED.match(is_.text, at, is_.end)
        )
        if since is not None:
            yield Lead(kind="ground", start=at, end=since.end())
        end = reference_end(is_.text, at, is_.end)
        if end > at:
            yield Lead(kind="reference", start=at, end=end)
        if is_.starts("由", at):
            yield from self._agencies(at, at + 1)
        if is_.starts("除", at):
            yield from self._except(at)
        if is_.starts("对", at):
            yield from self._addressees(at)
        yield from self._rungs(at)
        for word in is_.all("bare_addressees", at):
            end = is_.skip(at + len(word), ("：",))
            if self._imposes(end):
                yield Lead(kind="addressee", start=at, end=end, words=word)
        yield from self._agencies(at, at)
        yield from self._situations(at)
        yield from self._persons(at)

    def _rungs(self, at: int) -> Iterator[Lead]:
        """从轻情节处…: a rung of the table, and what it gets."""
        is_ = self._is
        for word in is_.all("grades", at):
            end = at + len(word)
            if is_.text.startswith(_AFTER_GRADE, end):
                yield Lead(kind="situation", start=at, end=end, words=word)

    def _persons(self, at: int) -> Iterator[Lead]:
        """其直接负责的主管人员10年内不得…: persons without 对."""
        is_ = self._is
        stop = min(is_.end, at + _LONGEST_LEAD)
        if is_.starts("对", at):
            return
        for place in range(at + 2, stop):
            if (
                (
                    is_.text.endswith(_PERSONS, at, place)
                    or (
                        is_.starts("其", at)
                        and is_.text.endswith(_ITS, at, place)
                    )
                )
                and (
                    is_.may_figure(place)
                    or is_.word("for_life", place)
                    or is_.starts("自", place)
                    or is_.word("restrict", place)
                )
                and not holds_sanction(is_.text, at, place)
                and not imposes_sum(is_.text, at, place)
            ):
                yield Lead(
                    kind="addressee",
                    start=at,
                    end=place,
                    words=is_.text[at:place],
                )

    def _words(self, at: int) -> Iterator[Lead]:
        is_ = self._is
        for name, kind in (
            ("grounds", "ground"),
            ("single_or_joint", "single"),
            ("may", "may"),
            ("or", "or"),
            ("openers", "opener"),
        ):
            for word in is_.all(name, at):
                if word == "可" and not self._is_may(at):
                    continue
                if kind == "opener" and len(
                    is_.word("bare_addressees", at) or ""
                ) > len(word):
                    # 直接责任人 is one name, and 直接 no adverb.
                    continue
                yield Lead(kind=kind, start=at, end=at + len(word))

    def _agencies(self, at: int, start: int) -> Iterator[Lead]:
        """由…部门, and agencies that open the clause themselves."""
        is_ = self._is
        ends = is_.words["agency_ends"].ends
        bare = at == start
        stop = min(is_.end, start + _LONGEST_LEAD)
        for place in range(start + 1, stop):
            head = is_.text[max(start, place - 8) : place]
            known = head.endswith((*ends, *_AGENCY_ENDS))
            if not known and (bare or not head.endswith(_DOERS)):
                continue
            if is_.text.startswith(ends, place):
                # 公安机关 is one agency, not 公安 and something.
                continue
            if bare and not is_.text.startswith(_AFTER_AGENCY, place):
                continue
            if self._more_agencies(place):
                continue
            if (bare and _NO_AGENCY.search(is_.text, start, place)) or (
                _SUM.search(is_.text, start, place)
            ):
                return
            if (bare and holds_sanction(is_.text, start, place)) or (
                imposes_sum(is_.text, start, place)
            ):
                return
            yield Lead(kind="agency", start=at, end=place)

    def _more_agencies(self, at: int) -> bool:
        """由公安机关或者有关主管部门处: the row of names goes on."""
        is_ = self._is
        joint = next(
            (one for one in _ROW if is_.text.startswith(one, at)), None
        )
        if joint is None:
            return False
        after = at + len(joint)
        return after < is_.end and (
            is_.starts("由", after) or not self._imposes(after)
        )

    def _imposes(self, at: int) -> bool:
        """Whether a penalty may begin at ``at``."""
        is_ = self._is
        if is_.text[at - 1 : at] in _PASSIVE or (
            is_.text.startswith(("处罚", "处分"), at)
            and not is_.starts("处罚款", at)
        ):
            # 被吊销许可证的…: what happened to somebody.
            return False
        if is_.starts("罚", at) and is_.text[at - 1 : at] == "处":
            return False
        if is_.word("may", at) == "可" and not self._is_may(at):
            return False
        return at < is_.end and (
            is_.any_word(_IMPOSING, at)
            or is_.text.startswith(_IMPOSING_WORDS, at)
            or is_.may_figure(at)
            or self._bounds(at)
        )

    def _bounds(self, at: int) -> bool:
        """Whether a bound begins at ``at``: 不超过3万元, and no 从业."""
        is_ = self._is
        word = is_.word("bounds_before", at)
        if word is None or at + len(word) >= is_.end:
            return False
        after = at + len(word)
        return is_.may_figure(after) or is_.word("money", after) is not None

    def _is_may(self, at: int) -> bool:
        """Whether 可 is the verb, and no part of 许可证."""
        return self._is.text[at - 1 : at] != "许" and (
            self._is.text[at + 1 : at + 2] in _AFTER_MAY
        )

    def _addressees(self, at: int) -> Iterator[Lead]:
        is_ = self._is
        stop = min(is_.end, at + _LONGEST_LEAD)
        for place in range(at + 2, stop):
            if not self._imposes(place):
                continue
            if imposes_sum(is_.text, at + 1, place):
                # 对公民处200元、对单位处…: two penalties, and no name.
                return
            words = is_.text[at + 1 : place]
            if words.endswith("的"):
                if not holds_sanction(is_.text, at + 1, place):
                    yield Lead(
                        kind="situation",
                        start=at,
                        end=place,
                        words=words.removesuffix("的"),
                    )
                continue
            if is_.is_name(words) and not holds_sanction(
                is_.text, at + 1, place
            ):
                yield Lead(kind="addressee", start=at, end=place, words=words)

    def _situations(self, at: int) -> Iterator[Lead]:
        """情节较重的处…: a condition without its comma."""
        is_ = self._is
        stop = min(is_.end, at + _LONGEST_LEAD)
        ends = condition_ends(is_.text, at, stop)
        for place in islice(ends, _MOST_SITUATIONS):
            if holds_sanction(is_.text, at, place):
                return
            words = is_.text[at:place].removesuffix("的")
            if is_.text[place - 2 : place - 1] in _PASSIVE:
                continue
            if words and may_be_situation(is_.text, at, place):
                yield Lead(
                    kind="situation",
                    start=at,
                    end=place,
                    words=words.removeprefix("对"),
                )

    def _except(self, at: int) -> Iterator[Lead]:
        """除依法承担赔偿责任外: what is not this clause's matter."""
        is_ = self._is
        stop = min(is_.end, at + _LONGEST_LEAD)
        for place in range(at + 1, stop):
            for word in EXCEPT:
                if is_.starts(word, place):
                    yield Lead(kind="except", start=at, end=place + len(word))
