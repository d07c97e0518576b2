"""Penalties and amounts in words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from penaltykit._labels import kind_label, unit_label
from penaltykit.cli._voice import Voice
from penaltykit.money import format_yuan

if TYPE_CHECKING:
    from penaltykit.assessment import Recommended
    from penaltykit.assessment._result import TableChoice
    from penaltykit.penalty import Penalty


def amount_text(value: Decimal | None, unit: str | None, voice: Voice) -> str:
    """An amount with its unit; empty where there is none."""
    if value is None:
        return ""
    if unit in (None, "yuan"):
        return format_yuan(value, voice.lang)
    return f"{value:f} {unit_label(unit, voice.lang)}"


def band_text(penalty: "Penalty", voice: Voice) -> str:
    """From what to what, and whether the ends belong; empty if no band."""
    _ = voice.tell
    low, high = penalty.from_, penalty.to
    if low is not None and low == high:
        return amount_text(low, penalty.unit, voice)
    parts = []
    if low is not None:
        amount = amount_text(low, penalty.unit, voice)
        if penalty.from_inclusive:
            parts.append(_("from {amount}", amount=amount))
        else:
            parts.append(_("over {amount}", amount=amount))
    if high is not None:
        amount = amount_text(high, penalty.unit, voice)
        if penalty.to_inclusive:
            parts.append(_("up to {amount}", amount=amount))
        else:
            parts.append(_("under {amount}", amount=amount))
    return voice.join(parts)


def benchmark_text(table: "TableChoice", voice: Voice) -> str:
    """A benchmark by its document and its table."""
    title = voice.pick(table.title).strip("《》")
    name = voice.pick(table.name)
    return f"《{title}》{name}" if voice.lang == "zh" else f"{title}: {name}"


def recommended_text(item: "Recommended", voice: Voice) -> str:
    """One penalty with its band and its point."""
    _ = voice.tell
    text = kind_label(item.penalty.kind, voice.lang)
    text += voice.thing(item.penalty.object)
    band = band_text(item.penalty, voice)
    exact = item.penalty.from_ == item.penalty.to
    if item.point is not None and not (exact and band):
        amount = format_yuan(item.point, voice.lang)
        point = _("at {amount}", amount=amount)
        if item.permissive:
            point = _("for example {amount}, left open", amount=amount)
        band = voice.clauses([band, point]) if band else point
    if band:
        text = voice.line(text, band)
    if item.penalty.obligation == "may":
        text += voice.brackets(_("may be imposed"))
    return text
