"""Cells, values and conditions in words, in both languages."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from penaltykit._i18n import LANGS, N_, LazyTexts, both, pick, translator
from penaltykit._labels import kind_label, state_label, unit_label
from penaltykit.benchmark._cells import Cell, Interval
from penaltykit.benchmark._model import Column, Row
from penaltykit.benchmark._policy import Texts
from penaltykit.engine import FactType, Reading, Signature
from penaltykit.money import ROUNDINGS, Band, format_yuan
from penaltykit.penalty import Obligation, Penalty, Subject

_PER = "yuan-per-"


def joined(parts: list[Texts], mark: str = "or") -> Texts:
    """Several texts as one: with "or", or as a list."""
    marks = {
        "or": {"zh": "或者", "en": " or "},
        "list": {"zh": "、", "en": ", "},
        "semicolon": {"zh": "；", "en": "; "},
        "plus": {"zh": " + ", "en": " + "},
    }[mark]
    return LazyTexts(
        lambda: {
            lang: marks[lang].join(pick(part, lang) for part in parts)
            for lang in LANGS
        }
    )


def plain(number: Decimal) -> str:
    """A number without exponent and without idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan_text(amount: Decimal) -> Texts:
    """An amount in yuan."""
    return LazyTexts(
        lambda: {lang: format_yuan(amount, lang) for lang in LANGS}
    )


def band_text(band: Band) -> Texts:
    """A band in yuan."""
    return LazyTexts(lambda: {lang: band.format(lang) for lang in LANGS})


def value_text(value: Any, column: Column) -> Texts:
    """A known value in words."""
    return _value(value, column.signature, column.words)


def _value(
    value: Any, signature: Signature | None, words: Mapping[str, Texts]
) -> Texts:
    if value is True or value is False:
        return both("yes") if value else both("no")
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, dt.date):
        return dict.fromkeys(LANGS, value.isoformat())
    if isinstance(value, Decimal):
        if signature is not None and signature.type is FactType.MONEY:
            return yuan_text(value)
        unit = (signature.unit if signature else None) or ""
        return LazyTexts(
            lambda: {lang: _quantity(value, unit, lang) for lang in LANGS}
        )
    return dict.fromkeys(LANGS, str(value))


def _quantity(number: Decimal, unit: str, lang: str) -> str:
    gap = "" if lang == "zh" else " "
    return f"{plain(number)}{gap}{unit_label(unit, lang)}".strip()


def reading_text(reading: Reading, column: Column) -> Texts:
    """What was read of a fact, in words."""
    if reading.state == "known":
        return value_text(reading.value, column)
    return state_label.both(reading.state)


def cell_text(cell: Cell, column: Column) -> Texts:
    """What a cell asks, in words."""
    if cell.any:
        return both("anything")
    if cell.intervals is not None:
        return joined([_interval(part, column) for part in cell.intervals])
    words = sorted(cell.words or (), key=_order(column))
    return joined([value_text(word, column) for word in words])


def _order(column: Column) -> Callable[[Any], Any]:
    """Words in the order of the vocabulary, truths with yes first."""
    known = column.signature.values or ()

    def key(word: Any) -> tuple[int, str]:
        if word in known:
            return (known.index(word), "")
        return (0 if word is True else 1, str(word))

    return key


def _interval(part: Interval, column: Column) -> Texts:
    low = None if part.low is None else value_text(part.low, column)
    high = None if part.high is None else value_text(part.high, column)
    if low and high and part.low == part.high:
        return low
    texts: list[Texts] = []
    if low and part.low_inclusive:
        texts.append(both("at least {value}", value=low))
    elif low:
        texts.append(both("over {value}", value=low))
    if high and part.high_inclusive:
        texts.append(both("at most {value}", value=high))
    elif high:
        texts.append(both("under {value}", value=high))
    return joined(texts, "list") if texts else both("anything")


_MODES = {
    "half-up": N_("rounded half up to {unit}"),
    "up": N_("rounded up to {unit}"),
    "down": N_("rounded down to {unit}"),
}


# The id of a fact, as conditions and amounts name it.
FACT_ID: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_SIGNS: Final = {"<=": "≤", ">=": "≥", "!=": "≠"}
_TOKEN: Final = re.compile(
    rf'(?P<fact>{FACT_ID.pattern})|"(?P<word>[^"]*)"|(?P<sign>[<>!]=)'
    r"|\b(?P<truth>true|false)\b"
)


def comparison_text(text: str, named: Mapping[str, Column]) -> Texts:
    """A comparison with labels for its facts and their words.

    Args:
        text: canonical, as the evidence of a condition has it.
        named: the facts of the table's conditions, by id.
    """
    return LazyTexts(
        lambda: {lang: _compared(text, named, lang) for lang in LANGS}
    )


def labelled(texts: Texts | None, named: Mapping[str, Column]) -> Texts | None:
    """Texts with labels for the facts that stand in them, if there are any.

    Args:
        texts: conditions or penalties in words.
        named: the facts of the table's conditions and amounts, by id.
    """
    if texts is None:
        return None
    return {lang: _compared(texts[lang], named, lang) for lang in LANGS}


def _compared(text: str, named: Mapping[str, Column], lang: str) -> str:
    column: Column | None = None

    def said(found: re.Match[str]) -> str:
        nonlocal column
        if found["fact"]:
            column = named.get(found["fact"])
            return found[0] if column is None else pick(column.label, lang)
        if found["sign"]:
            return _SIGNS[found["sign"]]
        if column is None:
            return found[0]
        value = found["word"]
        if value is None:
            return pick(value_text(found["truth"] == "true", column), lang)
        return pick(value_text(value, column), lang)

    return _TOKEN.sub(said, text)


def rounding_text(name: str) -> Texts:
    """A named rounding (``up-ten``) in words."""
    mode, _, _ = name.rpartition("-")
    quantum = ROUNDINGS[name][1]
    return both(_MODES[mode], unit=yuan_text(quantum))


_SUBJECTS = {
    Subject.ORGANISATION: N_("organisation"),
    Subject.PERSON: N_("person"),
    Subject.RESPONSIBLE_PERSON: N_("persons responsible"),
}


def penalty_text(penalty: Penalty, lang: str) -> str:
    """A penalty of a table in words."""
    _ = translator(lang)
    text = kind_label(penalty.kind, lang)
    if penalty.object:
        text = f"{text} ({penalty.object})"
    if penalty.from_ is not None or penalty.to is not None:
        text = f"{text} {_amounts(penalty, lang)}"
    if penalty.obligation is Obligation.MAY:
        text = _("{penalty} (may)").format(penalty=text)
    if penalty.subject in _SUBJECTS:
        subject = _(_SUBJECTS[penalty.subject])
        text = f"{subject}: {text}" if lang == "en" else f"{subject}：{text}"
    return text


def _amounts(penalty: Penalty, lang: str) -> str:
    if penalty.step is not None:
        _ = translator(lang)
        return _("{amount} more for each {size} of {fact}").format(
            amount=_span(penalty, lang),
            size=plain(penalty.step_size or Decimal(1)),
            fact=penalty.step,
        )
    return _span(penalty, lang)


def _span(penalty: Penalty, lang: str) -> str:
    if penalty.unit == "yuan":
        return Band(
            from_=penalty.from_,
            from_inclusive=penalty.from_inclusive,
            to=penalty.to,
            to_inclusive=penalty.to_inclusive,
        ).format(lang)
    low = "" if penalty.from_ is None else plain(penalty.from_)
    high = "" if penalty.to is None else plain(penalty.to)
    opened = "[" if penalty.from_inclusive else "("
    closed = "]" if penalty.to_inclusive else ")"
    span = low if low == high else f"{opened}{low}..{high}{closed}"
    base = f" × {penalty.base}" if penalty.base else ""
    if penalty.base_least is not None:
        _ = translator(lang)
        least = _("counted as {amount} at least").format(
            amount=format_yuan(penalty.base_least, lang)
        )
        base += f"（{least}）" if lang == "zh" else f" ({least})"
    return f"{span} {unit_text(penalty.unit or '', lang)}{base}"


def unit_text(unit: str, lang: str) -> str:
    """A unit in words, an amount a thing (``yuan-per-person``) too."""
    if not unit.startswith(_PER):
        return unit_label(unit, lang)
    thing = unit_label(unit.removeprefix(_PER), lang)
    return translator(lang)("yuan per {thing}").format(thing=thing)


def ended_text(row: Row) -> Texts:
    """Why a row is not applied for its own dates."""
    first, last = row.term.effective, row.term.expires
    if first is not None and last is not None:
        text = both(
            "It holds from {first} to {last} only.", first=first, last=last
        )
    elif first is not None:
        text = both("It holds from {first} only.", first=first)
    else:
        text = both("It ended on {last}.", last=last)
    if row.term.retired is None:
        return text
    return both("{text} {why}", text=text, why=row.term.retired)
