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
        required=True,
        metavar="ITEM",
        help=N_("Id of the penalty item; the form has its questions."),
    ),
    output_option(N_("File to write to; left out, the standard output.")),
)
def new(state: State, *, item: str, output: Path | None) -> None:
    """Write the form of one item."""
    form = make_kit().new_form(item, state.lang)
    emit(form.encode(), output)
