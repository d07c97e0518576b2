"""Writing whole or not at all."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from penaltykit._i18n import translator
from penaltykit._write import write_whole
from penaltykit.cli._base import lang_of


def write_folder(
    folder: Path, files: Mapping[str, bytes], own: Iterable[str]
) -> tuple[Path, ...]:
    """Write several files of one run.

    Each is complete before the first gets its name; files of an earlier run
    that this one did not write again are removed, so that no old record
    stands beside a new refusal.

    Args:
        folder: created if it does not exist.
        files: name to content.
        own: every name that such a run may write.

    Returns:
        The paths, in the order of ``files``.
    """
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as name:
        staging = Path(name)
        for file, data in files.items():
            path = staging / file
            path.write_bytes(data)
        for old in own:
            if old not in files:
                (folder / old).unlink(missing_ok=True)
        for file in files:
            (staging / file).replace(folder / file)
    return tuple(folder / file for file in files)


def text_bytes(text: str, output: Path | None) -> bytes:
    """``text`` as bytes; without colour if it goes into a file."""
    told = text if output is None else click.unstyle(text)
    return told.encode("utf-8", "replace")


def emit(data: bytes, output: Path | None) -> None:
    """Write to ``output``, or to the standard output if there is none."""
    if output is None or str(output) == "-":
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()
        return
    _ = translator(lang_of(click.get_current_context()))
    if output.is_dir():
        message = _("{path} is a folder. Name a file in it to write to.")
        raise click.ClickException(message.format(path=output))
    if not output.parent.is_dir():
        message = _(
            "{path}: there is no folder {folder}. Make it first, or name"
            " another file."
        )
        raise click.ClickException(
            message.format(path=output, folder=output.parent)
        )
    write_whole(output, data)
