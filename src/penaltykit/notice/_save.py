"""Writing a file whole or not at all."""

import os
import secrets
from pathlib import Path


def write(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target`` by way of a temporary name beside it.

    Raises:
        OSError: the folder cannot be written; nothing is left behind.
    """
    target = target.resolve()  # through a link, not over it
    partial = target.with_name(f".new-{secrets.token_hex(8)}.part")
    # Not tempfile: its files are private, a paper has the rights that the
    # umask gives any new file.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(partial, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
