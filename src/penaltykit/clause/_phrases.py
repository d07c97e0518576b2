"""What a clause is made of: words at a place, and where a noun may end."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from penaltykit.clause._words import Words

LONGEST_NOUN: Final = 200

_NOT_NOUN: Final = (
    "后",
    "前",
    "时",
    "期间",
    "以外",
    "之日",
    "的规定",
    "的期限",
    "情形",
    "的行政处罚",
    "决定",
    "应当",
    "标准计算",
)
# A noun ends where one of these begins: nobody confiscates a fine.
_STRONG: Final = (
    "责令",
    "没收",
    "吊销",
    "罚款",
    "拘留",
    "警告",
    "通报批评",
    "暂扣",
    "并处",
    "可以",
    "处以",
    "并可",
    "给予",
    "处罚",
    "并由",
    "处警",
)
_JOINTS: Final = (
    "以及",
    "并且",
    "或者由",
    "或者",
    "或",
    "并",
    "、",
    "和",
    "及",
    "且",
    "直至由",
    "直至",
    "同时",
    "，",
)
_BUSINESS: Final = ("业务", "经营", "营业", "执业")
_NEVER: Final = frozenset("；。：，")
# 没收工具并, 停止生产且: a joint closes no noun; 合并, 许可, 会议纪要 do.
_OPEN_TAIL: Final = re.compile(
    "(?:(?<![合兼吞归])并|且|(?<![许认])可|或者|或|以及|及|和|、|的|同时|直至|至"
    "|可以|(?<![反供相响适对效])应|(?<![退返归偿发送])还|另|并处|并罚|(?<!办事)处(?:以)?|(?:并|且|、|但)(?:依法|直接|应当))$"
)
# 工具并对责任人员, 生产、由公安机关: what follows the joint is another clause.
_OTHER_CLAUSE: Final = re.compile(
    "(?:并且?|、|或者?|和|以及|及|且|同时|直至|，)"
    "(?:对(?![外方内接照比岸账])|由|责令|[处罚](?:以|款|[0-9一二三四五六七八九十两百千])"
    "|记[0-9一二三四五六十]{1,3}分|强制[拆清报排]|限期|追缴|收缴|取缔|予以|按日|每)"
    "|(?<![三“的])同时"
)
_FIGURES: Final = frozenset("0123456789一二三四五六七八九十两半")
# 处一万元的负责人: no name begins so.
_IMPOSED: Final = re.compile("并?处(?![方置于级室长理])")
_OR: Final = ("或者", "或")
_AND_OR: Final = ("以及", "及其", "和", "及", "、", "与", *_OR)
_AND: Final = ("以及", "及其", "和", "及", "、", "与")
# What may follow a joint and begin another penalty.
_STARTERS: Final = (
    "impose",
    "confiscate",
    "revoke",
    "suspend",
    "downgrade",
    "shut_down",
    "restrict",
    "correct",
    "suspend_business",
    "restrict_business",
    "warning",
    "criticism",
    "detention",
    "fine",
    "may",
    "or",
    "single_or_joint",
    "no_penalty",
    "circumstance",
    "for_life",
    "grounds",
)
_ORDERS: Final = (
    "责令",
    "予以",
    "限期",
    "强制",
    "向社会",
    "记入",
    "列入",
    "收缴",
    "追缴",
    "取缔",
    "公告",
    "责成",
    "消除影响",
    "收回",
    "追回",
    "召回",
    "追加",
    "按日",
)
# 违法所得并上缴国库, 依法: what is done, and no thing.
_DONE_TO_IT: Final = re.compile(
    "(?<![合兼吞归一])并(?![网购联列行轨案线表存发入])|^依法$|(?<!而)且(?!末)"
)
# 第三十六条: no figure begins inside the number of a provision either.
_ORDINAL: Final = re.compile("第[0-9〇零一二三四五六七八九十百千]*$")
_POINTS: Final = re.compile("记[0-9一二三四五六七八九十]{1,3}分")


class Phrases:
    """A clause of a text.

    Args:
        text: the whole text, in normal spelling.
        end: place after the clause.
        words: the vocabulary.
    """

    def __init__(self, text: str, end: int, words: Words) -> None:
        self.text = text
        self.end = end
        self.words = words
        self._sets = words.sets
        self._ends: dict[int, tuple[int, ...]] = {}

    def word(self, name: str, at: int) -> str | None:
        """The longest word of a list that stands at ``at``."""
        # Asked at each place of a text: no further call where none begins.
        if at >= self.end:
            return None
        for word in self._sets[name].by_first.get(self.text[at], ()):
            if self.text.startswith(word, at) and at + len(word) <= self.end:
                return word
        return None

    def any_word(self, names: tuple[str, ...], at: int) -> bool:
        """Whether a word of one of the lists stands at ``at``."""
        return self.words.union(names).at(self.text, at, self.end) is not None

    def all(self, name: str, at: int) -> Sequence[str]:
        """Every word of a list that stands at ``at``, longest first."""
        if at >= self.end:
            return ()
        listed = self._sets[name].by_first.get(self.text[at])
        if listed is None:
            return ()
        return [
            word
            for word in listed
            if self.text.startswith(word, at) and at + len(word) <= self.end
        ]

    def starts(self, word: str, at: int) -> bool:
        """Whether ``word`` stands at ``at``."""
        return self.text.startswith(word, at) and at + len(word) <= self.end

    def skip(self, at: int, found: tuple[str, ...]) -> int:
        """The place after the first of ``found`` that stands at ``at``."""
        if not self.text.startswith(found, at):
            return at
        for word in found:
            if self.starts(word, at):
                return at + len(word)
        return at

    def find(self, word: str, at: int, within: int) -> int | None:
        """The place after ``word``, if it stands within so many characters."""
        place = self.text.find(word, at, min(self.end, at + within))
        return None if place < 0 else place + len(word)

    def may_figure(self, at: int) -> bool:
        """Whether a figure may begin at ``at``."""
        return (
            self.text[at] in _FIGURES
            and _ORDINAL.search(self.text, max(0, at - 8), at) is None
        )

    def noun_ends(self, start: int) -> tuple[int, ...]:
        """Places where a noun that starts at ``start`` may end, in order."""
        found = self._ends.get(start)
        if found is None:
            found = self._ends[start] = tuple(self._noun_ends(start))
        return found

    def _noun_ends(self, start: int) -> Iterator[int]:
        text = self.text
        stop = min(self.end, start + LONGEST_NOUN)
        at = start
        while at < stop:
            sign = text[at]
            if sign in "（“《":
                at = self._past(at, stop)
                continue
            if sign in _NEVER:
                if at > start:
                    yield at
                return
            if at > start:
                if text.startswith(_STRONG, at):
                    yield at
                    return
                if text.startswith(_JOINTS, at) and self._penalty_after(at):
                    yield at
            at += 1
        if stop == self.end and stop > start:
            yield stop

    def _past(self, at: int, stop: int) -> int:
        depth = 0
        while at < stop:
            sign = self.text[at]
            depth += (sign in "（“《") - (sign in "）”》")
            at += 1
            if depth <= 0:
                break
        return at

    def _penalty_after(self, at: int) -> bool:
        for joint in _JOINTS:
            if not self.starts(joint, at):
                continue
            after = at + len(joint)
            if self.any_word(_STARTERS, after):
                return True
            if after < self.end and (
                self.text[after] in _FIGURES
                or self.starts("停止", after)
                or self.text.startswith(_ORDERS, after)
                or _POINTS.match(self.text, after, self.end)
                or self.starts("由", after)
                or self.starts("对", after)
                or self.starts("按", after)
                or self.starts("将", after)
            ):
                return True
        return False

    # --- nouns -----------------------------------------------------

    def is_noun(self, noun: str) -> bool:
        """Whether the words can be an object: no penalty and no mark in
        them.
        """
        return (
            bool(noun)
            and "不得" not in noun
            and not any(sign in noun for sign in _STRONG)
            and (noun[-1] not in "的、和及或")
            and not noun.endswith(_NOT_NOUN)
            and _OPEN_TAIL.search(noun) is None
            and _OTHER_CLAUSE.search(noun) is None
            and noun[0] not in "的、和及或，且并"
        )

    def is_thing(self, noun: str) -> bool:
        """Whether the words name a thing alone: nothing is done to it."""
        return self.is_noun(noun) and _DONE_TO_IT.search(noun) is None

    def is_name(self, words: str) -> bool:
        """Whether the words can name somebody: like a noun, but what befell
        him may stand in it (被吊销许可证的…人员).
        """
        return (
            bool(words)
            and "不得" not in words
            and words[-1] not in "的、和及或第并且"
            and words[0] not in "的、和及或，罚"
            and not words.endswith(_NOT_NOUN)
            and _IMPOSED.match(words) is None
        )

    def is_permit(self, noun: str) -> bool:
        """Whether the words end as the name of a permit does."""
        plain = noun.removesuffix("》")
        return plain.endswith(self.words["permit_ends"].ends)

    def is_business(self, noun: str) -> bool:
        """Whether the words name some business."""
        return any(word in noun for word in _BUSINESS)

    def things_around_gains(self, noun: str) -> tuple[str, str] | None:
        """The things on both sides of the gains: 电影片和违法所得以及工具."""
        for word in self.words["gains"].ends:
            at = noun.find(word, 1)
            while at > 0:
                head, tail = noun[:at], noun[at + len(word) :]
                joint = next(filter(head.endswith, _AND), None)
                link = next(filter(tail.startswith, _AND), None)
                if joint and link:
                    head, tail = head[: -len(joint)], tail[len(link) :]
                    if self.is_noun(head) and self.is_noun(tail):
                        return head, tail
                at = noun.find(word, at + 1)
        return None

    def gains_and_things(self, noun: str) -> tuple[str, str, bool]:
        """Unlawful gains and other things that one 没收 takes.

        Returns:
            the words of both, and whether 或者 parts them.
        """
        gains = self.words["gains"]
        word = gains.at(noun, 0, len(noun))
        if word is not None:
            rest = noun[len(word) :]
            if not rest:
                return word, "", False
            for joint in _AND_OR:
                if rest.startswith(joint) and not (
                    joint == "及其" and rest.startswith("及其他")
                ):
                    return word, rest[len(joint) :], joint in _OR
            return "", noun, False
        for ending in gains.ends:
            if noun.endswith(ending):
                rest = noun[: -len(ending)]
                for joint in _AND_OR:
                    if rest.endswith(joint):
                        return ending, rest[: -len(joint)], joint in _OR
        return "", noun, False
