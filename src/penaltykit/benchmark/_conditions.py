"""Conditions over several facts, in rows and in grades."""

from collections.abc import Callable, Collection

from penaltykit.benchmark._model import Table
from penaltykit.benchmark._outcome import CellResult
from penaltykit.benchmark._policy import Unascertainable
from penaltykit.benchmark._wording import reading_text
from penaltykit.engine import Context, Reading, Verdict, getter


def condition_context(
    table: Table, view: Context, assumed: list[str]
) -> Callable[[str], Reading]:
    """The facts as conditions of a table read them.

    Args:
        table: its ``lowest`` says what a fact counts as that cannot be
            ascertained, where the document gives the lowest grade.
        view: fact id to reading.
        assumed: receives each fact that was read so.
    """
    get = getter(view)
    lowest = table.unascertainable is Unascertainable.LOWEST

    def read(name: str) -> Reading:
        reading = get(name)
        if reading.state == "not-ascertainable" and lowest:
            value = table.lowest.get(name)
            if value is not None:
                if name not in assumed:
                    assumed.append(name)
                return Reading("known", value, reading.pointer)
        return reading

    return read


def condition_cells(
    table: Table, verdict: Verdict | None, assumed: Collection[str]
) -> tuple[CellResult, ...]:
    """The comparisons that decide a condition, each as a cell."""
    if verdict is None:
        return ()
    return tuple(
        CellResult(
            column=item.fact,
            fact=item.fact,
            label=table.named[item.fact].label,
            expected={"zh": item.expected, "en": item.expected},
            state=item.state,
            value=item.value,
            value_text=reading_text(
                Reading(item.state, item.value, item.pointer),
                table.named[item.fact],
            ),
            pointer=item.pointer,
            holds=item.result,
            assumed=item.fact in assumed,
        )
        for item in verdict.evidence
    )
