"""``penaltykit new``: an empty case form, or a case file as a form."""

from pathlib import Path

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import State
from penaltykit.cli._command import Option, command
from penaltykit.cli._inputs import make_kit, read_case_file
from penaltykit.cli._options import form_of_output, output_option
from penaltykit.cli._write import emit


@command(
    "new",
    N_(
        "Write a case form that asks only what the item needs.\n\n"
        "As YAML, or as a workbook (OUT ends in .xlsx)."
    ),
    Option(
        ["--item"],
        metavar="ITEM",
        help=N_(
            "Id of the penalty item; the form has its questions. Left out,"
            " all items are listed."
        ),
    ),
    Option(
        ["--case"],
        metavar="CASE",
        type=click.Path(path_type=Path),
        help=N_("In place of an empty form: this case file as a form."),
    ),
    Option(
        ["--format", "format_"],
        type=click.Choice(["yaml", "xlsx"]),
        help=N_("Form of the output; left out, by the name of OUT."),
    ),
    output_option(N_("File to write to; left out, the standard output.")),
)
def new(
    state: State,
    *,
    item: str | None,
    case: Path | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Write the form of one item, or one line for each item."""
    _ = translator(state.lang)
    if item is not None and case is not None:
        message = _("--item and --case ask for two forms.")
        raise click.UsageError(message)
    form = form_of_output(format_, output, ("yaml", "xlsx", "yml"), "yaml")
    try:
        emit(_written(state, item, case, workbook=form == "xlsx"), output)
    except ModuleNotFoundError as error:
        message = _(
            "A workbook needs the package openpyxl:"
            " pip install 'penaltykit[xlsx]'."
        )
        raise click.ClickException(message) from error


def _written(
    state: State, item: str | None, case: Path | None, *, workbook: bool
) -> bytes:
    """The bytes of what was asked for."""
    kit = make_kit()
    if case is not None:
        read = read_case_file(case)
        if workbook:
            return kit.workbook(read, state.lang)
        from penaltykit._yaml import dump
        from penaltykit.case import to_dict

        return dump(to_dict(read), {}).encode()
    if item is not None and workbook:
        return kit.new_workbook(item, state.lang)
    if item is not None:
        return kit.new_form(item, state.lang).encode()
    items = kit.registry.items()
    width = max((len(one.id) for one in items), default=0)
    lines = (
        f"{one.id:<{width}}  {one.zh if state.lang == 'zh' else one.en}\n"
        for one in items
    )
    return "".join(lines).encode()
