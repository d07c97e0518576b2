"""What the wording of a paper tells, where one word is not enough: rights and
their terms, how and by when to pay, the sum, the day.

A part counts as told only where it is told for what it is: ``不适用听证程序``
offers no hearing, ``五日内改正`` is no term to ask for one, and
``到期不缴纳罚款的`` names no way to pay.
"""

from typing import Final

from penaltykit.case import Paper, PaperKind
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._flat import FlatText
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._told_terms import ToldTerm, told_terms_of
from penaltykit.facts._views import FactView


def flat_text(view: FactView) -> FlatText:
    """The wording of the paper of a view, made ready once for all parts; an
    empty one where none is recorded."""
    text = (view.paper.text if view.paper else None) or ""
    return view.facts.once(("flat", text), lambda: FlatText(text))


def told_terms_in(view: FactView) -> tuple[ToldTerm, ...]:
    """The terms that the paper of a view tells, each with what it is for."""
    text = (view.paper.text if view.paper else None) or ""
    return view.facts.once(
        ("told-terms", text), lambda: told_terms_of(flat_text(view))
    )


# --- the right to be heard ---------------------------------------------------

# Three days before 2021-07-15 (行政处罚法 art. 42(1)(1) as it was then).
_DAYS_ONCE: Final = 3


def tells_hearing_term(view: FactView) -> bool:
    """Whether the paper gives the party at least the days of the law to ask
    for a hearing (art. 64(1)), or a last day."""
    least = figure(view, "hearing.request-days") or _DAYS_ONCE
    return any(
        term.count is None or term.unit == "months" or term.count >= least
        for term in told_terms_in(view)
        if not term.purposes or "hear" in term.purposes
    )


def tells_statement_term(view: FactView) -> bool:
    """Whether the paper says by when the party may state and defend."""
    return any(
        not term.purposes or "state" in term.purposes
        for term in told_terms_in(view)
    )


# --- payment -----------------------------------------------------------------

_ONLY_PAYMENT: Final = (PaperKind.DEMAND, PaperKind.POSTPONEMENT)
_ON_THE_SPOT: Final = Pattern(r"(?<![□○])当场(?:收缴|缴纳|交纳|缴清)")


def payment_terms(view: FactView) -> list[ToldTerm]:
    """The terms to pay or to perform that a paper sets. A last day before
    the paper was made belongs to its facts."""
    paper = view.paper
    assert paper is not None
    since = paper.date or view.facts.decided[0]
    return [
        term
        for term in told_terms_in(view)
        if "pay" in term.purposes
        and (term.is_of_penalty or paper.kind in _ONLY_PAYMENT)
        and (term.day is None or since is None or term.day >= since)
    ]


def tells_payment_term(view: FactView) -> bool:
    """Whether the paper says by when to pay or to perform (art. 59(1)(4)): by
    a last day, at once, or in days. Whether the days to pay a fine are the
    fifteen of the law (art. 67(3)) is asked by a check of its own."""
    if _ON_THE_SPOT.search(flat_text(view).whole) is not None:
        return True
    paper = view.paper
    free = paper is not None and paper.kind in _ONLY_PAYMENT
    days = figure(view, "payment.days")
    return any(
        free
        or days is None
        or term.count is None
        or (term.unit == "days" and term.count == days)
        or is_for_fine(term)
        for term in payment_terms(view)
    )


_BY_LEAVE: Final = Pattern(r"分期|延期|暂缓|催告")


def is_for_fine(term: ToldTerm) -> bool:
    """Whether a term is a number of days in which a fine is to be paid; more
    time that was granted on request is none."""
    return (
        term.count is not None
        and "罚款" in term.about
        and "缴" in term.about
        and _BY_LEAVE.search(term.about) is None
    )


_UNPAID: Final = Pattern(
    r"(?:不|未|拒不|少|欠)[^。；，]{0,8}(?:缴纳|缴款|缴清|缴|交纳|支付)"
)
_OBJECT: Final = Pattern(r"罚|款项|没收|违法所得|决定书|本决定|缴款")
_WAY: Final = Pattern(
    r"(?<![□○])当场(?:收缴|缴纳|交纳|缴清)|"
    r"缴款(?:识别)?码|缴款书|缴款通知|缴费码|二维码|扫码|扫描|非税|专户|国库|"
    r"指定账[户号]|代收|代理银行|[收汇]款(?:银行|账户|人)|开户(?:银)?行|"
    r"电子支付|支付系统|电子缴款|网上缴|缴款平台|微信|支付宝|"
    r"(?:银行|信用社|账户|账号)[^。；]{0,40}(?:缴|交纳|支付|汇|转入|存入)|"
    r"(?:缴|交纳|支付|汇|转入|存入)[^。；]{0,30}(?:银行|信用社|账[户号])|"
    r"(?:(?<![收接])到(?!期)|[至向往]|通过|持|凭)[^。；，]{2,40}"
    r"(?:缴纳|缴清|缴款|交纳|支付)|"
    r"[缴汇转存](?:至|入|到|往|交)|交[至到]|刷卡|预缴|已[^。；，]{0,16}缴"
)


def tells_payment_way(flat: FlatText) -> bool:
    """Whether a wording says where or how to pay; that a late charge comes
    if nothing is paid names no way."""
    before = ""
    for piece in flat.inline:
        about = _OBJECT.search(piece) or _OBJECT.search(before)
        if about and _WAY.search(_UNPAID.sub("", piece)):
            return True
        before = piece
    return False


# --- the sum -----------------------------------------------------------------

_AMOUNT: Final = (
    r"(?:[0-9][0-9,.]{0,20}[百千万亿]{0,2}|"
    r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,16})"
)
_FIGURE: Final = rf"(?<![0-9.,第]){_AMOUNT}[元圆]"
_TO: Final = r"(?:以上|至|到|-|－|—|–|~|～)"
# A range of the law, a price per piece, the most that a late charge may be.
_NO_SUM: Final = Pattern(
    rf"{_AMOUNT}[元圆]?{_TO}{{1,2}}{_AMOUNT}[元圆](?:以下)?|"
    rf"{_AMOUNT}[元圆]以[上下]|(?:不?超[过出]|不足|不满|低于){_AMOUNT}[元圆]|"
    rf"每[^。；，]{{1,12}}?{_AMOUNT}[元圆]"
)
_SUM: Final = Pattern(
    rf"{_FIGURE}|(?:[¥￥]|RMB|[（(](?:人民币)?元[）)][:：]?){_AMOUNT}"
)
_NEAR: Final = 40  # signs between a fine and its sum


# What a decision retells of the notice is not what it decides.
_RETELLS: Final = Pattern(r"告知|通知书|陈述|申辩|听证|曾|此前|上次|前次")
_RETOLD: Final = Pattern(
    r"(?:拟|曾|此前|上次|前次)[^。；，]{0,30}罚[^。；，]{0,24}"
)


def tells_fine(flat: FlatText) -> bool:
    """Whether a wording gives a fine as one sum, not as a range."""
    for piece in flat.inline:
        if "罚" not in piece:
            continue
        own = _NO_SUM.sub("", piece)
        if _RETELLS.search(piece) is not None:
            own = _RETOLD.sub("", own)
        for match in _SUM.finditer(own):
            start, end = match.span()
            if "罚" in own[max(start - _NEAR, 0) : end + _NEAR]:
                return True
    return False


# --- the day -----------------------------------------------------------------

_DAY: Final = (
    r"(?:年[^年\n]{1,4}月[^月\n]{1,4}[日号]|"
    r"20[0-9]{2}\s*[-./]\s*[0-9]{1,2}\s*[-./]\s*[0-9]{1,2})"
)
_OWN_LINE: Final = Pattern(
    rf"(?m)^[^，,。；;：:\n]{{0,60}}{_DAY}[\s（(）)印章盖公]*$"
)
# 开平市市场监督管理局（印章）2025年4月21日, whatever follows on the line
_SIGNED: Final = Pattern(
    r"(?:[局府厅会院署队关所委]|[（(]\s*(?:公|印|盖)?\s*[章印]\s*[）)])\s*"
    rf"[0-9一二〇○零Oo]{{4}}\s*{_DAY}"
)
_LABELLED: Final = Pattern(
    rf"(?:日期|时间)\s*[:：][^，,。；;：:\n]{{0,8}}{_DAY}|"
    rf"{_DAY}\s*(?:作出|签发|落款)"
)
_ANY_DAY: Final = Pattern(_DAY)


def tells_its_day(paper: Paper) -> bool:
    """Whether a wording is dated: on a line of its own or behind who signs,
    or by a label. A text without lines is dated by any day in it."""
    text = (paper.text or "").strip()
    if "\n" not in text:
        return _ANY_DAY.search(text) is not None
    marks = (_OWN_LINE, _SIGNED, _LABELLED)
    return any(mark.search(text) is not None for mark in marks)
