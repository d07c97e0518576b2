"""How a stated fine was calculated: the multiple as told, and what it gives.

Real decisions tell a multiple that was worked out backwards (amount over
base, cut to one decimal), that no base of the case leads to, or whose
arithmetic is plainly wrong. Each is another mistake and needs another mend.
"""

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._json import decimal_text
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import money
from penaltykit.assessment._result import Calculation, Reckoned
from penaltykit.case import StatedPenalty
from penaltykit.citation import from_chinese
from penaltykit.engine import FactType
from penaltykit.facts import FactView
from penaltykit.money import round_yuan
from penaltykit.penalty import PenaltyKind

MULTIPLE: Final = "fine.multiple"
BASE: Final = "fine.multiple_base"

_REASONS: Final = "/discretion/reasons"
_FIGURE = r"\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
# 以上、以下 and the like make a range of it, which is no multiple chosen.
_HAN: Final = "一二两三四五六七八九十百"
_TIMES: Final = re.compile(
    rf"(?:(?P<base>{_FIGURE})\s*(?P<wan>万)?元\s*"
    r"(?:的|×|x|X|\*|乘以|乘)?\s*)?"
    rf"(?<![\d.{_HAN}])(?P<times>\d{{1,6}}(?:\.\d{{1,6}})?|[{_HAN}]{{1,7}})"
    r"\s*倍"
    r"(?!\s*(?:以上|以下|至|到|[-－—~～]))"
)
_RANGE: Final = re.compile(r"(?:至|到|[-－—~～]|以上)\s*$")
_PLACES: Final = Decimal("0.0001")
_WAN: Final = Decimal(10000)
_MOST_TIMES: Final = Decimal(10) ** 6
_MOST_YUAN: Final = Decimal(10) ** 15
# In reasons, multiples of other things (超标3倍) and bounds (上限为5倍) stand
# beside the one that was chosen.
_CLAUSE: Final = re.compile(r"[。；;，,\n：:（）()]")
_CHOSEN: Final = re.compile(r"按|处|罚|取|确定|适用")
_OF_OTHERS: Final = re.compile(
    r"超|浓度|限值|标准|至少|至多|低于|高于|不足|以内|之间|幅度|区间|可以?处"
    r"|可以|另案|同类|参照|原拟|拟按|改"
)
_BOUND: Final = re.compile(r"上限|下限|最高|最低|法定|规定|应处|应当处")
_BY: Final = re.compile(r"按|取")


@frozen(kw_only=True)
class Told:
    """The calculation that the agency tells.

    Args:
        times: the multiple.
        base: what it multiplies, in yuan; ``None`` where not told.
        pointer: where it stands in the case.
    """

    times: Decimal
    base: Decimal | None
    pointer: str


def told(stated: StatedPenalty, pointer: str, view: FactView) -> Told | None:
    """The multiple that is told for a fine, and its base.

    Read from the facts ``fine.multiple`` and ``fine.multiple_base``, else
    from the wording of the penalty where it holds one multiple and no range.

    Args:
        stated: a fine.
        pointer: of it.
        view: facts of the violation and party.
    """
    times, base = view[MULTIPLE].value, view[BASE].value
    if isinstance(times, Decimal):
        if not 0 < times < _MOST_TIMES:
            return None
        return Told(
            times=times,
            base=base
            if isinstance(base, Decimal) and base < _MOST_YUAN
            else None,
            pointer=view[MULTIPLE].pointer,
        )
    text = stated.text or ""
    found = _multiples(text)
    return _told(found[0], f"{pointer}/text") if len(found) == 1 else None


def _multiples(text: str) -> list[re.Match[str]]:
    """The multiples of a text that are no end of a range."""
    return [
        match
        for match in _TIMES.finditer(text)
        if not _RANGE.search(text[: match.start()])
    ]


def _told(match: re.Match[str], pointer: str) -> Told | None:
    times = _times(match["times"])
    if not times:
        return None
    return Told(
        times=times,
        base=_amount(match["base"], wan=bool(match["wan"])),
        pointer=pointer,
    )


def _times(text: str) -> Decimal | None:
    """``4``, ``2.5`` or ``十五`` as a number."""
    if text[0].isdecimal():
        return Decimal(text)
    number = from_chinese(text)
    return None if number is None else Decimal(number)


def _in_reasons(view: FactView) -> Told | None:
    """The one multiple that the reasons say was chosen, where the violation
    has one fine."""
    violation = view.violation
    assert violation is not None
    discretion = violation.discretion
    fines = [p for p in violation.penalties if p.kind is PenaltyKind.FINE]
    if discretion is None or not discretion.reasons or len(fines) != 1:
        return None
    found = {}
    for clause in _CLAUSE.split(discretion.reasons):
        if not _CHOSEN.search(clause) or _OF_OTHERS.search(clause):
            continue
        if _BOUND.search(clause) and not _BY.search(clause):
            continue
        for match in _multiples(clause):
            found[_times(match["times"])] = match
    if len(found) != 1:
        return None
    (match,) = found.values()
    return _told(match, f"{view.pointer}{_REASONS}")


def _amount(digits: str | None, *, wan: bool) -> Decimal | None:
    if digits is None:
        return None
    amount = Decimal(re.sub("[,，]", "", digits))
    return amount * _WAN if wan else amount


def reckon(
    stated: StatedPenalty, pointer: str, option: Option, view: FactView
) -> Reckoned | None:
    """Work a stated fine out again.

    Args:
        stated: a fine.
        pointer: of it.
        option: the fine of the statute, as the table leaves it.
        view: facts of the violation and party.

    Returns:
        ``None`` where nothing is told that could be worked out again.
    """
    amount = stated.amount
    if amount is None:
        return None
    said = told(stated, pointer, view)
    base = _base(option, view)
    if said is None:
        return _fixed(amount, option, base, pointer) or _by_reasons(
            stated, option, base, view
        )
    used = said.base if said.base is not None else base
    if used is None:
        return None
    if _agrees(said.times * used, amount, option):
        kind, text = Calculation.AGREES, _product(said.times, used)
    elif _backwards(said.times, used, amount):
        kind, text = Calculation.BACKWARDS, _backwards_text(said, used, amount)
    elif said.base is not None:
        kind, text = Calculation.ARITHMETIC, _product(said.times, used)
    else:
        kind, text = _no_base(said.times, amount, option, view)
    return Reckoned(
        calculation=kind,
        text=text,
        base_differs=said.base is not None
        and base is not None
        and said.base != base,
        pointer=said.pointer,
    )


def _by_reasons(
    stated: StatedPenalty, option: Option, base: Decimal | None, view: FactView
) -> Reckoned | None:
    """Where the reasons say that a multiple was chosen which does not lead to
    the fine. A wording that speaks of multiples itself goes first, if only
    of a range; and what the law does not multiply is not looked at."""
    amount = stated.amount
    if amount is None or base is None or "倍" in (stated.text or ""):
        return None
    said = _in_reasons(view)
    if said is None:
        return None
    used = said.base if said.base is not None else base
    if _agrees(said.times * used, amount, option):
        return None
    cut = said.times != said.times.to_integral_value()
    kind, text = _no_base(said.times, amount, option, view)
    if cut and _backwards(said.times, used, amount):
        kind, text = Calculation.BACKWARDS, _backwards_text(said, used, amount)
    elif kind is Calculation.NO_BASE:
        kind, text = Calculation.ARITHMETIC, _product(said.times, used)
    return Reckoned(calculation=kind, text=text, pointer=said.pointer)


def _base(option: Option, view: FactView) -> Decimal | None:
    """What the provision multiplies, as the case records it."""
    if option.penalty.unit != "times" or option.penalty.base is None:
        return None
    value = view[option.penalty.base].value
    if isinstance(value, Decimal) and value < _MOST_YUAN:
        return max(value, option.penalty.base_least or value)
    return None


def _agrees(product: Decimal, amount: Decimal, option: Option) -> bool:
    if round_yuan(product) == amount:
        return True
    # A table that rounds leads to an amount that no product is.
    band = option.benchmark
    return band is not None and band.is_point and band.contains(amount)


def _backwards(times: Decimal, base: Decimal, amount: Decimal) -> bool:
    """Whether amount over base, rounded as the multiple is, gives it."""
    if not base:
        return False
    exponent = times.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    unit = Decimal(1).scaleb(-places)
    ratio = amount / base
    return any(
        ratio.quantize(unit, rounding) == times
        for rounding in ("ROUND_HALF_UP", "ROUND_DOWN")
    )


def _product(times: Decimal, base: Decimal) -> Text:
    return both(
        "{base} × {times} = {product}",
        base=money(base),
        times=decimal_text(times),
        product=money(round_yuan(times * base)),
    )


def _backwards_text(said: Told, base: Decimal, amount: Decimal) -> Text:
    ratio = (amount / base).quantize(Decimal("0.00001"))
    return both(
        "{product}; {amount} ÷ {base} is about {ratio}",
        product=_product(said.times, base),
        amount=money(amount),
        base=money(base),
        ratio=decimal_text(ratio),
    )


def _no_base(
    times: Decimal, amount: Decimal, option: Option, view: FactView
) -> tuple[Calculation, Text]:
    """Another amount on record may be what was multiplied."""
    for fact in _amounts(view):
        value = view[fact].value
        if (
            fact != option.penalty.base
            and isinstance(value, Decimal)
            and value < _MOST_YUAN
            and round_yuan(times * value) == amount
        ):
            text = both(
                "{label}: {product}",
                label={lang: view.label(fact, lang) for lang in LANGS},
                product=_product(times, value),
            )
            return Calculation.OTHER_BASE, text
    implied = amount / times
    text = both(
        "{amount} ÷ {times} is about {base}",
        amount=money(amount),
        times=decimal_text(times),
        base=money(round_yuan(implied)),
    )
    return Calculation.NO_BASE, text


def _amounts(view: FactView) -> list[str]:
    """The amounts of money that the case states for the violation."""
    assert view.violation is not None
    vocabulary = view.facts.vocabulary
    return [
        fact
        for fact in view.violation.facts
        if fact in vocabulary
        and fact != BASE
        and vocabulary.entry(fact).type is FactType.MONEY
    ]


def _fixed(
    amount: Decimal, option: Option, base: Decimal | None, pointer: str
) -> Reckoned | None:
    """A document that fixes one multiple leaves one amount."""
    band = option.benchmark
    if band is None or not band.is_point or not base or band.from_ is None:
        return None
    if band.contains(amount):
        return None
    times = (band.from_ / base).quantize(_PLACES)
    if times * base != band.from_:
        # A step of rounding or an amount of its own: no multiple is fixed.
        return None
    return Reckoned(
        calculation=Calculation.OFF_MULTIPLE,
        text=_product(times, base),
        pointer=f"{pointer}/amount",
    )
