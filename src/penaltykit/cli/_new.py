"""``penaltykit new``: an empty case form."""

from pathlib import Path

from penaltykit._i18n import N_
from penaltykit.cli._base import (
    Option,
    State,
    command,
    make_kit,
    output_option,
)
from penaltykit.cli._write import emit


@command(
    "new",
    N_("Write a case form that asks only what the item needs."),
    Option(
        ["--item"],
        metavar="ITEM",
        help=N_(
            "Id of the penalty item; the form has its questions. Left out,"
            " all items are listed."
        ),
    ),
    output_option(N_("File to write to; left out, the standard output.")),
)
def new(state: State, *, item: str | None, output: Path | None) -> None:
    """Write the form of one item, or one line for each item."""
    kit = make_kit()
    if item is not None:
        text = kit.new_form(item, state.lang)
    else:
        items = kit.registry.items()
        width = max((len(one.id) for one in items), default=0)
        text = "".join(
            f"{one.id:<{width}}  {one.zh if state.lang == 'zh' else one.en}\n"
            for one in items
        )
    emit(text.encode(), output)
