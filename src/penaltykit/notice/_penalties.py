"""Penalties as papers say them, and their sums."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from penaltykit import _yaml
from penaltykit.case import Case, Party, StatedPenalty, Violation
from penaltykit.notice import _wordings
from penaltykit.notice._speech import Speech, plain
from penaltykit.notice._template import fill
from penaltykit.notice._words import LAYOUTS
from penaltykit.penalty import Penalty, PenaltyKind

Data = dict[str, Any]
_TERMS: Final = ("days", "months", "years")
_MONEY: Final = frozenset(
    {
        PenaltyKind.FINE,
        PenaltyKind.CONFISCATE_GAINS,
        PenaltyKind.CONFISCATE_GOODS,
    }
)


@cache
def _templates() -> dict[str, dict[str, str]]:
    value: dict[str, dict[str, str]] = _yaml.load(
        LAYOUTS / "_penalties.yaml"
    ).value
    return value


def for_party(
    case: Case, violation: Violation, party: Party
) -> tuple[StatedPenalty, ...]:
    """The penalties that one violation brings one party.

    A penalty without a party falls on each party of the violation.
    """
    if party.id not in (violation.parties or _ids(case)):
        return ()
    return tuple(
        penalty
        for penalty in violation.penalties
        if penalty.party in (None, party.id)
    )


def _ids(case: Case) -> tuple[str, ...]:
    return tuple(party.id for party in case.parties)


def _term(amount: Decimal | None, unit: str | None, lang: str) -> str:
    if unit == "life":
        return "终身" if lang == "zh" else "life"
    if amount is None or unit is None or unit not in _TERMS:
        return ""
    if amount != amount.to_integral_value():
        return f"{amount}{'' if lang == 'zh' else ' '}{unit}"
    return _wordings.term(int(amount), unit, lang)


def wording(penalty: StatedPenalty, speech: Speech) -> str:
    """One penalty in words: 罚款人民币35,000元（大写：叁万伍仟元整）."""
    lang = speech.lang
    thing = penalty.object
    if thing:
        thing = speech.names.object(thing, lang)
    money = penalty.kind in _MONEY and penalty.unit in (None, "yuan")
    said = _wordings.bare(speech.line(penalty.text))
    data = {
        "amount": _wordings.amount(penalty.amount, lang)
        if money and penalty.amount is not None
        else "",
        "term": "" if money else _term(penalty.amount, penalty.unit, lang),
        "object": _wordings.bare(speech.line(thing)),
        "permit": plain(penalty.permit),
        "text": said,
        "said": said if said.startswith("责令") else "",
    }
    return fill(_templates()[penalty.kind.value][lang], lang, data)


def sum_of_fines(penalties: Sequence[StatedPenalty]) -> tuple[Decimal, ...]:
    """The stated fines in yuan; empty when one of them has no amount."""
    fines = [one for one in penalties if one.kind is PenaltyKind.FINE]
    if any(fine.amount is None for fine in fines):
        return ()
    return tuple(fine.amount for fine in fines if fine.amount is not None)


def total(penalties: Sequence[StatedPenalty], lang: str) -> Data | None:
    """The sum of several fines, with its arithmetic; ``None`` for one."""
    fines = sum_of_fines(penalties)
    if len(fines) < 2:  # noqa: PLR2004 (one fine needs no sum)
        return None
    whole = sum(fines, Decimal(0))
    unit = "元" if lang == "zh" else " yuan"
    terms = [f"{_wordings.figures(fine)}{unit}" for fine in fines]
    plus, equal = ("＋", "＝") if lang == "zh" else (" + ", " = ")
    return {
        "amount": _wordings.amount(whole, lang),
        "arithmetic": plus.join(terms)
        + equal
        + f"{_wordings.figures(whole)}{unit}",
    }


def band(penalty: Penalty, lang: str) -> str:
    """The band of a penalty in words, each bound said to count or not.

    Empty where the penalty has no amounts.
    """
    low, high = penalty.from_, penalty.to
    if low is not None and low == high:
        return _quantity(low, penalty.unit, lang)
    parts = []
    if low is not None:
        mark = _counts(lang, included=penalty.from_inclusive)
        words = _quantity(low, penalty.unit, lang)
        parts.append(
            f"从{words}{mark}" if lang == "zh" else f"from {words}{mark}"
        )
    if high is not None:
        mark = _counts(lang, included=penalty.to_inclusive)
        words = _quantity(high, penalty.unit, lang)
        lead = "到" if parts else "不超过"
        if lang == "en":
            lead = " to " if parts else "at most "
        parts.append(f"{lead}{words}{mark}")
    elif parts:
        parts.append("起" if lang == "zh" else " upwards")
    return "".join(parts)


def _counts(lang: str, *, included: bool) -> str:
    if lang == "zh":
        return "（含）" if included else "（不含）"
    return " (included)" if included else " (not included)"


def _quantity(amount: Decimal, unit: str | None, lang: str) -> str:
    if unit in (None, "yuan"):
        figures = _wordings.figures(amount)
        return f"{figures}元" if lang == "zh" else f"{figures} yuan"
    if unit in _TERMS:
        return _term(amount, unit, lang)
    sign = {"times": "倍" if lang == "zh" else " times", "percent": "%"}
    return f"{amount.normalize():f}{sign.get(unit or '', unit or '')}"
