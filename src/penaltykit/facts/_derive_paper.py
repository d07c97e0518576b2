"""Facts of one paper: what it prints, and whether that agrees."""

import datetime as dt
from decimal import Decimal

from penaltykit._pattern import Pattern
from penaltykit.case import EventKind, Paper, PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_party import concerned, is_named, names_party
from penaltykit.facts._derive_penalty import words_give, words_problem
from penaltykit.facts._entry import Scope
from penaltykit.facts._head import name_at_head
from penaltykit.facts._proposing import PROPOSES, proposes
from penaltykit.facts._stands_for import head_agrees, in_brackets_agrees
from penaltykit.facts._text import half_width
from penaltykit.facts._told_parts import flat_text
from penaltykit.facts._views import FactView
from penaltykit.money import form_value, without_no_cents


@derives(Scope.PAPER)
def paper_kind(view: FactView) -> Reading:
    """Kind of the paper, in the file or still to be made."""
    assert view.paper_kind is not None
    return known(view.paper_kind.value, view.pointer)


@derives(Scope.PAPER)
def in_file(view: FactView) -> Reading:
    """Whether the paper is in the file."""
    return known(view.paper is not None, view.pointer or "/papers")


def is_recorded(paper: Paper | None) -> bool:
    """Whether the file says what the paper contains, by a list of its parts
    or by its wording."""
    return paper is not None and (bool(paper.tells) or paper.text is not None)


@derives(Scope.PAPER)
def content_recorded(view: FactView) -> Reading:
    """Whether the file says what the paper contains."""
    return known(is_recorded(view.paper), view.pointer or "/papers")


@derives(Scope.PAPER)
def seal_not_refused(view: FactView) -> Reading:
    """Whether the file does not say that the seal is missing: a paper that
    is still to be made has a place for it."""
    refused = view.paper is not None and view.paper.sealed is False
    return known(not refused, f"{view.pointer}/sealed")


@derives(Scope.PAPER)
def hearing_not_refused(view: FactView) -> Reading:
    """Whether the file does not say that the hearing was left out."""
    refused = view.paper is not None and view.paper.hearing_offered is False
    return known(not refused, f"{view.pointer}/hearing_offered")


def addressed(view: FactView) -> list[int]:
    """Positions of the parties that a paper names; all where it names none
    that the case knows."""
    everyone = list(concerned(view))
    if view.paper is None or not view.paper.parties:
        return everyone
    return [
        index
        for index, party in enumerate(view.case.parties)
        if is_named(view.paper, party)
    ] or everyone


@derives(Scope.PAPER)
def any_party(view: FactView, fact: str) -> Reading:
    """Whether a truth fact holds of any party that the paper names."""
    open_at = None
    pointer = view.pointer
    for index in addressed(view):
        reading = view.facts.party(index)[fact]
        if reading.value is True:
            return known(True, reading.pointer)
        if reading.state in ("unknown", "not-ascertainable"):
            open_at = reading.pointer
        pointer = reading.pointer
    return truth(None if open_at is not None else False, open_at or pointer)


@derives(Scope.PAPER)
def parties_agree(view: FactView) -> Reading:
    """Whether every name that the paper prints, in its list or at the head
    of its wording, is that of a party, letter by letter, and who stands for
    it is who the file says. A masked head is passed over."""
    pointer = f"{view.pointer}/parties"
    if view.paper is None:
        return not_applicable(pointer)
    parties = view.case.parties
    for index, name in enumerate(view.paper.parties):
        if not any(
            names_party(name, party) and in_brackets_agrees(name, party)
            for party in parties
        ):
            return known(False, f"{pointer}/{index}")
    text = view.paper.text or ""
    head = name_at_head(text)
    if head is not None and not any(
        head.startswith(party.name) and in_brackets_agrees(head, party)
        for party in parties
    ):
        return known(False, f"{view.pointer}/text")
    if not head_agrees(text, parties):
        return known(False, f"{view.pointer}/text")
    if head is not None:
        return known(True, pointer)
    return (
        known(True, pointer) if view.paper.parties else not_applicable(pointer)
    )


@derives(Scope.PAPER)
def agency_agrees(view: FactView) -> Reading:
    """Whether the paper is signed in the name of the case's agency and
    sealed with the same name."""
    paper = view.paper
    if paper is None or not (paper.agency or paper.seal):
        return not_applicable(f"{view.pointer}/agency")
    if paper.agency and paper.agency != view.case.agency.name:
        return known(False, f"{view.pointer}/agency")
    name = paper.agency or view.case.agency.name
    if paper.seal and not seal_of(paper.seal, name):
        return known(False, f"{view.pointer}/seal")
    return known(True, f"{view.pointer}/agency")


# A seal that the agency keeps for penalties bears the agency's own name.
_KEPT_FOR = Pattern(
    r"(?:行政处罚|行政执法|执法|执法文书|法律文书)?专用章"
    r"(?:\s*[（(][0-9一二三四五六七八九十]{1,3}[）)])?"
)


def seal_of(seal: str, agency: str) -> bool:
    """Whether a seal is one of the agency: its name, or its name with the
    purpose that the seal is kept for; an inner unit has none of its own."""
    return seal == agency or (
        seal.startswith(agency)
        and _KEPT_FOR.fullmatch(seal[len(agency) :]) is not None
    )


_NUMERALS = "零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正"
# Bounded and not begun inside a run, so that a long run is tried only once.
_FIGURE = (
    r"(?<![0-9,])[¥￥]?\s*(?P<figure>[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\s*"
    r"(?P<wan>万)?\s*[元圆]?\s*整?"
)
_WORDS = rf"(?<![{_NUMERALS}])(?P<words>[{_NUMERALS}]{{2,40}})"
_PAIRS = (
    Pattern(rf"{_WORDS}\s*[（(]\s*(?:小写[:：]?)?\s*{_FIGURE}\s*[）)]"),
    Pattern(
        rf"{_FIGURE}\s*[（(]\s*(?:大写[:：]?)?\s*(?:人民币)?\s*{_WORDS}\s*[）)]"
    ),
    # without brackets only where a sign or a label tells that it is one sum
    Pattern(
        rf"{_WORDS}\s*(?:[（(]大写[）)])?(?:[，,]?\s*(?:[（(]?小写[）)]?"
        rf"\s*[:：]?\s*(?:人民币)?[¥￥]?|[¥￥])|。?\s*[¥￥]\s*[:：])\s*{_FIGURE}"
    ),
    Pattern(
        rf"{_FIGURE}\s*[，,、]?\s*[（(]?(?:人民币)?大写[）)]?\s*[:：]?\s*"
        rf"(?:人民币)?\s*{_WORDS}"
    ),
)


def text_words_agree(text: str) -> bool | None:
    """Whether every amount that a text gives in words and in figures side by
    side is the same in both; ``None`` where there is none."""
    return _words_agree(half_width(text))


def _words_agree(plain: str) -> bool | None:
    seen = None
    for pattern in _PAIRS:
        for match in pattern.finditer(plain):
            seen = True
            figure = Decimal(match["figure"].replace(",", ""))
            figure *= 10_000 if match["wan"] else 1
            said = match["words"]
            if form_value(said) != figure and not words_give(
                without_no_cents(said), figure
            ):
                return False
    return seen


@derives(Scope.PAPER)
def paper_words_agree(view: FactView) -> Reading:
    """Whether amounts in words give the figures, in the listed penalties
    and in the wording."""
    pointer = f"{view.pointer}/penalties"
    if view.paper is None:
        return not_applicable(pointer)
    problem = words_problem(view.paper.penalties)
    if problem is not None and problem >= 0:
        return known(False, f"{pointer}/{problem}/words")
    text = view.paper.text
    in_text = _words_agree(flat_text(view).whole) if text else None
    if in_text is False:
        return known(False, f"{view.pointer}/text")
    if problem is None and in_text is None:
        return not_applicable(pointer)
    return known(True, pointer)


_FINAL = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


def _change_of(view: FactView) -> Paper | None:
    """The last change of the decision on file that prints penalties for a
    party whom the paper of the view addresses. One that names nobody whom
    the case knows is for all: that it does has its own check."""
    everyone = view.case.parties
    mine = [everyone[index] for index in addressed(view)]
    found = [
        other
        for other in view.case.papers
        if other.kind is PaperKind.CHANGE
        and other.penalties
        and (
            any(is_named(other, party) for party in mine)
            or not any(is_named(other, party) for party in everyone)
        )
    ]
    if all(other.date for other in found):
        found.sort(key=lambda other: other.date or dt.date.min)
    return found[-1] if found else None


def _binding(view: FactView) -> Paper | None:
    """The paper of the view where it prints the penalties that hold now: a
    decision, or the last change of it, whose place a change takes."""
    paper = view.paper
    if paper is None or not paper.penalties:
        return None
    if paper.kind is PaperKind.CHANGE:
        return paper if paper is _change_of(view) else None
    if paper.kind not in _FINAL:
        return None
    changed = view.facts.events(EventKind.CHANGED) and _change_of(view)
    return None if changed else paper


@derives(Scope.PAPER)
def penalties_agree(view: FactView) -> Reading:
    """Whether a decision, or the last change of it, prints the penalties
    that the case states: the same kinds, and for each kind of money the same
    sum. A change may leave out what it does not change."""
    pointer = f"{view.pointer}/penalties"
    paper = _binding(view)
    if paper is None:
        return not_applicable(pointer)
    changes = paper.kind is PaperKind.CHANGE
    parties = {view.case.parties[index].id for index in addressed(view)}
    wanted = [
        penalty
        for violation in view.case.violations
        for penalty in violation.penalties
        if penalty.party is None or penalty.party in parties
    ]
    if not wanted:
        first = next(
            (
                index
                for index, violation in enumerate(view.case.violations)
                if not violation.parties or parties & {*violation.parties}
            ),
            0,
        )
        return unknown(f"/violations/{first}/penalties")
    # Fines of several violations may be printed joined or one by one; one
    # fine stated for several parties may be printed once or for each.
    for kind in {penalty.kind for penalty in (*wanted, *paper.penalties)}:
        if not kind.is_penalty:
            continue
        given = [p.amount for p in paper.penalties if p.kind is kind]
        asked = [p.amount for p in wanted if p.kind is kind]
        if changes and not given:
            continue
        if bool(given) != bool(asked):
            return known(False, pointer)
        if None in given or None in asked:
            continue
        sums = {sum(filter(None, asked), Decimal(0))}
        if len(view.case.parties) > 1 or len(asked) > 1:
            sums |= {
                sum(filter(None, asked), Decimal(0)) * len(parties),
                *filter(None, asked),
            }
        if sum(filter(None, given), Decimal(0)) not in sums:
            where = next(
                index
                for index, penalty in enumerate(paper.penalties)
                if penalty.kind is kind
            )
            return known(False, f"{pointer}/{where}/amount")
    return known(True, pointer)


@derives(Scope.PAPER)
def proposed_wording(view: FactView) -> Reading:
    """Whether a final decision is worded as a proposal."""
    paper = view.paper
    if paper is None or paper.kind not in _FINAL:
        return not_applicable(view.pointer)
    for index, penalty in enumerate(paper.penalties):
        if penalty.text and PROPOSES.search(penalty.text):
            return known(True, f"{view.pointer}/penalties/{index}/text")
    if paper.text is None:
        return not_applicable(f"{view.pointer}/text")
    return known(proposes(paper.text), f"{view.pointer}/text")


# Before 2021-07-15 arts. 44, 46, 48 and 51 spoke of performance, payment,
# collection and late charge; now they are arts. 66, 67, 69 and 72. Of today
# they are about telling, evidence, publication and the procedure on the spot.
_NUMBER = (
    r"第?(?:四十四|四十六|四十八|五十一|44|46|48|51)条"
    r"(?:第?[一二三四1-4]款)?(?:第?[（(]?[一二三四1-4][)）]?项)?"
)
_OLD_ARTICLES = Pattern(
    rf"(?<!管理)处罚法》?{_NUMBER}(?:[、和及]{_NUMBER}){{0,4}}"
    r"(?:(?!第[一二三四五六七八九十百0-9]+条|公示|公开|告知|证据|当场)[^。]){0,60}?"
    r"(?P<what>加处罚款|到期不缴|逾期不(?:缴|履行)|收缴罚款|"
    r"(?:上?缴|交)(?:纳|款|至|清|入)|履行(?:上述|本|行政)?处罚)"
)
_LATE = Pattern(r"加处|到期不|逾期不")
_OLD_51 = Pattern(r"^处罚法》?第?(?:五十一|51)条")


@derives(Scope.PAPER)
def old_articles(view: FactView) -> Reading:
    """Whether the wording takes payment or the late charge from articles
    of the Penalty Law as numbered before 2021-07-15."""
    paper = view.paper
    if paper is None or paper.text is None:
        return not_applicable(f"{view.pointer}/text")
    found = any(
        # art. 51 is the old late charge; a fine on the spot cites it rightly
        _OLD_51.match(match[0]) is None or _LATE.match(match["what"])
        for match in _OLD_ARTICLES.finditer(flat_text(view).whole)
    )
    return known(found, f"{view.pointer}/text")


_SENTENCE = Pattern(r"[。；;\n]+")
_SUIT = Pattern(r"起诉|提起[^。；;]{0,12}诉讼|法院[^。；;]{0,12}诉讼")
_MONTHS = Pattern(r"(?:六|6)\s*个\s*月")
_DIRECT = Pattern(r"直接")
_DENIED = Pattern(r"不(?:能|得|可以?)[^。；;]{0,12}直接")
# What comes after a reconsideration, or after its silence (行政诉讼法 art. 45;
# 行政复议法 art. 34), is no suit in its place; what stands behind 也可 is.
_AFTER_REVIEW = Pattern(
    r"复议(?:决定|期限?届?满|期限届满|机关(?:不予|逾期|决定|驳回))|不予受理|"
    r"驳回[^。；;，,]{0,6}申请"
)
_INSTEAD = Pattern(
    r"也可|亦可|或者(?:依法|直接|[自在于][^。；;]{0,20}直接)|或直接"
)


def offers_suit(text: str) -> bool:
    """Whether a text offers a suit that needs no reconsideration before it:
    directly, or within the six months of such a suit."""
    return any(
        _SUIT.search(sentence) and _is_direct(sentence)
        for sentence in _SENTENCE.split(text)
    )


def _is_direct(sentence: str) -> bool:
    if _DENIED.search(sentence):
        return False
    if _MONTHS.search(sentence):
        return True
    for match in _DIRECT.finditer(sentence):
        before = sentence[: match.end()]
        after = list(_AFTER_REVIEW.finditer(before))
        if not after or _INSTEAD.search(before, after[-1].end()):
            return True
    return False


@derives(Scope.PAPER)
def offers_direct_suit(view: FactView) -> Reading:
    """Whether the wording of a paper lets the party sue at once."""
    pointer = f"{view.pointer}/text"
    if view.paper is None or view.paper.text is None:
        return not_applicable(pointer)
    return known(offers_suit(view.paper.text), pointer)
