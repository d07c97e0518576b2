"""Penalties in words, as an assessment has them."""

from typing import TYPE_CHECKING

from penaltykit._labels import kind_label
from penaltykit._voice import Voice, amount_text, band_text

if TYPE_CHECKING:
    from penaltykit.assessment._result import Recommended, Result, TableChoice


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
        amount = amount_text(item.point, item.penalty.unit, voice)
        point = _("at {amount}", amount=amount)
        if item.permissive:
            point = _("for example {amount}, left open", amount=amount)
        band = voice.clauses([band, point]) if band else point
    if band:
        text = voice.line(text, band)
    if item.penalty.obligation == "may":
        text += voice.brackets(_("may be imposed"))
    if item.penalty.obligation == "alternative":
        text += voice.brackets(_("one of several to choose from"))
    return text


def alternative_groups(
    result: "Result", voice: Voice
) -> list[tuple[str, tuple["Recommended", ...]]]:
    """What is open beside the recommendation: what opens it, and the
    penalties, in the order of the result.
    """
    groups: dict[str, list[Recommended]] = {}
    for one in result.alternatives:
        groups.setdefault(voice.pick(one.text), []).append(one)
    return [(title, tuple(found)) for title, found in groups.items()]
