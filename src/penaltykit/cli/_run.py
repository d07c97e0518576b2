"""``penaltykit run``: the main job, one case file in, everything out."""

import datetime as dt
from pathlib import Path

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import State, stop
from penaltykit.cli._check import exit_code
from penaltykit.cli._command import Option, command
from penaltykit.cli._inputs import assess_file, make_kit
from penaltykit.cli._options import case_argument, fail_on_option, kit_options
from penaltykit.cli._outputs import collect, own_names
from penaltykit.cli._style import style
from penaltykit.cli._voice import voice_of
from penaltykit.cli._write import write_folder


@command(
    "run",
    N_(
        "Do the main job: check, assess, record, papers, summary.\n\n"
        "Writes assessment, receipt, findings, the disclosure record where"
        " it may be published, and the papers due in the phase of the case."
    ),
    case_argument(),
    Option(
        ["-o", "--output"],
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        metavar="OUT",
        help=N_("Folder to write to; made if it does not exist."),
    ),
    Option(
        ["--profile"],
        default="credit-china",
        metavar="PROFILE",
        help=N_("Form of the record (default credit-china)."),
    ),
    fail_on_option(),
    *kit_options(),
)
def run_case(  # noqa: PLR0913 one argument an option
    state: State,
    *,
    path: Path,
    output: Path,
    profile: str,
    fail_on: str,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
) -> None:
    """Run everything on one case."""
    _ = translator(state.lang)
    kit = make_kit(rules, tables, engine)
    assessment = assess_file(kit, path, as_of)
    outputs = collect(kit, assessment, profile, voice_of(state.lang, kit))
    written = write_folder(output, outputs.files, own_names())
    click.echo(outputs.summary)
    click.echo(style(_("Written:"), "good"))
    width = max(len(file.name) for file in written)
    for file in written:
        about = outputs.about[file.name]
        click.echo(
            f"  {output / file.name!s:<{len(str(output)) + width + 1}}"
            f"  {about}"
        )
    stop(exit_code(assessment.findings, fail_on))
