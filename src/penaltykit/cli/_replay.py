"""``penaltykit replay``: whether a receipt still stands."""

from pathlib import Path

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import CLEAN, FOUND, State, stop
from penaltykit.cli._command import command
from penaltykit.cli._inputs import make_kit, read_case_file
from penaltykit.cli._options import case_argument, engine_options, json_option
from penaltykit.cli._style import style


@command(
    "replay",
    N_(
        "Verify a receipt: the case, the laws, tables and rules, and that"
        " assessing again gives the same."
    ),
    click.Argument(
        ["receipt"], metavar="RECEIPT", type=click.Path(path_type=Path)
    ),
    case_argument(),
    json_option(),
    *engine_options(),
)
def replay(
    state: State,
    *,
    receipt: Path,
    path: Path,
    as_json: bool,
    rules: Path | None,
    tables: Path | None,
    engine: str,
) -> None:
    """Print every difference; exit code 1 if there is any."""
    from penaltykit.assessment import dumps, plain, read_receipt

    _ = translator(state.lang)
    read = read_receipt(receipt.read_bytes(), str(receipt))
    case = read_case_file(path)
    found = make_kit(rules, tables, engine).replay(read, case)
    if as_json:
        body = {
            "ok": found.ok,
            "differences": plain(found.differences, state.lang),
        }
        click.echo(dumps(body), nl=False)
    elif found.ok:
        text = _(
            "The receipt stands: same case, same laws, tables and rules, same"
            " result."
        )
        click.echo(style(text, "good"))
    else:
        text = _("The receipt does not stand:")
        click.echo(style(text, "error"))
        for difference in found.differences:
            click.echo(f"  {difference.text[state.lang]}")
    stop(CLEAN if found.ok else FOUND)
