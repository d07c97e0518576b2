"""Facts of one paper: what it prints, and whether that agrees."""

from decimal import Decimal

from penaltykit._pattern import Pattern
from penaltykit.case import EventKind, Paper, PaperKind, StatedPenalty
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_party import is_named, names_party
from penaltykit.facts._derive_penalty import words_give, words_problem
from penaltykit.facts._entry import Scope
from penaltykit.facts._text import HEAD, half_width, is_masked
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind


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
    everyone = list(range(len(view.case.parties)))
    if view.paper is None or not view.paper.parties:
        return everyone
    return [
        index
        for index in everyone
        if is_named(view.paper, view.case.parties[index])
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
    of its wording, is that of a party, letter by letter. A masked head is
    passed over."""
    pointer = f"{view.pointer}/parties"
    if view.paper is None:
        return not_applicable(pointer)
    names = {party.name for party in view.case.parties}
    for index, name in enumerate(view.paper.parties):
        if not any(names_party(name, party) for party in view.case.parties):
            return known(False, f"{pointer}/{index}")
    head = HEAD.search(view.paper.text or "")
    if head is not None and not is_masked(head["name"]):
        if not any(head["name"].startswith(name) for name in names):
            return known(False, f"{view.pointer}/text")
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
    r"(?<![0-9,])[¥￥]?\s*(?P<figure>[0-9][0-9,]{0,20}(?:\.[0-9]{1,2})?)\s*元?"
)
_WORDS = rf"(?<![{_NUMERALS}])(?P<words>[{_NUMERALS}]{{2,40}})"
_PAIRS = (
    Pattern(rf"{_WORDS}\s*[（(]\s*(?:小写[:：]?)?\s*{_FIGURE}\s*[）)]"),
    Pattern(
        rf"{_FIGURE}\s*[（(]\s*(?:大写[:：]?)?\s*(?:人民币)?\s*{_WORDS}\s*[）)]"
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
            if not words_give(match["words"], figure):
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
    in_text = _words_agree(view.facts.plain(text).whole) if text else None
    if in_text is False:
        return known(False, f"{view.pointer}/text")
    if problem is None and in_text is None:
        return not_applicable(pointer)
    return known(True, pointer)


_FINAL = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


def _change_of(view: FactView) -> bool:
    """Whether a change of the decision is on file that prints penalties for
    a party whom the paper of the view addresses."""
    return any(
        other.kind is PaperKind.CHANGE
        and other.penalties
        and any(
            not other.parties or is_named(other, view.case.parties[index])
            for index in addressed(view)
        )
        for other in view.case.papers
    )


Key = tuple[PenaltyKind, Decimal | None]


def _key(penalty: StatedPenalty) -> Key:
    return penalty.kind, penalty.amount


@derives(Scope.PAPER)
def penalties_agree(view: FactView) -> Reading:
    """Whether a decision prints the penalties that the case states: the same
    kinds, and for each kind of money the same sum."""
    pointer = f"{view.pointer}/penalties"
    paper = view.paper
    if paper is None or paper.kind not in _FINAL or not paper.penalties:
        return not_applicable(pointer)
    if view.facts.events(EventKind.CHANGED) and _change_of(view):
        # the file states what holds now; the change prints that
        return not_applicable(pointer)
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


_PROPOSES = Pattern(
    r"拟\s*(?:作出|决定|给予|处以|处罚|罚款|没收|吊销|责令|对\s*(?:你|当事人))"
)
_TELLING = Pattern(r"告知|听\s*证|陈述|申辩|事先|复核|法制审核|集体讨论")
_SENTENCE = Pattern(r"[。；;\n]+")


def proposes(text: str) -> bool:
    """Whether a text still speaks of a penalty as proposed, outside the
    sentences that retell what the party was told before."""
    return any(
        _PROPOSES.search(sentence) and not _TELLING.search(sentence)
        for sentence in _SENTENCE.split(text)
    )


@derives(Scope.PAPER)
def proposed_wording(view: FactView) -> Reading:
    """Whether a final decision is worded as a proposal."""
    paper = view.paper
    if paper is None or paper.kind not in _FINAL:
        return not_applicable(view.pointer)
    for index, penalty in enumerate(paper.penalties):
        if penalty.text and _PROPOSES.search(penalty.text):
            return known(True, f"{view.pointer}/penalties/{index}/text")
    if paper.text is None:
        return not_applicable(f"{view.pointer}/text")
    return known(proposes(paper.text), f"{view.pointer}/text")


# Before 2021-07-15 arts. 44, 46, 48 and 51 spoke of performance, payment,
# collection and late charge; now they are arts. 66, 67, 69 and 72.
_OLD_ARTICLES = Pattern(
    r"行政处罚法》?\s*第?\s*(?:四十四|四十六|四十八|五十一|44|46|48|51)\s*条"
    r"(?:(?!第[一二三四五六七八九十百0-9]+条)[^。]){0,40}?"
    r"(?:缴纳罚款|加处罚款|逾期不(?:缴纳|履行)|收缴罚款|到期不缴)"
)


@derives(Scope.PAPER)
def old_articles(view: FactView) -> Reading:
    """Whether the wording takes payment or the late charge from articles
    of the Penalty Law as numbered before 2021-07-15."""
    paper = view.paper
    if paper is None or paper.text is None:
        return not_applicable(f"{view.pointer}/text")
    found = _OLD_ARTICLES.search(paper.text) is not None
    return known(found, f"{view.pointer}/text")


_SUIT = Pattern(r"起诉|提起[^。；;]{0,12}诉讼|法院[^。；;]{0,12}诉讼")
_DIRECT = Pattern(r"直接|(?:六|6)\s*个\s*月")
_DENIED = Pattern(r"不(?:能|得|可以?)[^。；;]{0,12}直接")


def offers_suit(text: str) -> bool:
    """Whether a text offers a suit that needs no reconsideration before it:
    directly, or within the six months of such a suit."""
    return any(
        _SUIT.search(sentence)
        and _DIRECT.search(sentence)
        and not _DENIED.search(sentence)
        for sentence in _SENTENCE.split(text)
    )


@derives(Scope.PAPER)
def offers_direct_suit(view: FactView) -> Reading:
    """Whether the wording of a paper lets the party sue at once."""
    pointer = f"{view.pointer}/text"
    if view.paper is None or view.paper.text is None:
        return not_applicable(pointer)
    return known(offers_suit(view.paper.text), pointer)
