"""Writing a file whole or not at all."""

import errno
import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write ``data`` under a temporary name in the same folder, rename it.

    What is replaced keeps its permissions; a new file has those that the
    umask gives any new file. A link stays, and what it leads to is replaced.
    A pipe or a device is written to as it is: renaming would replace it.

    Args:
        path: to write to.
        data: the whole content.
        sync: whether the content is on the disk before it gets its name, so
            that not even a power cut leaves an empty file.

    Raises:
        OSError: nothing was left behind; names ``path`` as it was given.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    target = path.resolve()
    if target.is_file() and not os.access(target, os.W_OK):
        # Renaming would get round what its owner asked for.
        code = errno.EACCES
        raise PermissionError(code, os.strerror(code), str(path))
    partial = target.parent / f".new-{os.urandom(8).hex()}"
    # Not tempfile: its files are private, and finding out the umask means
    # changing it for a moment under the other threads.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(partial, flags, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if sync:
                    file.flush()
                    os.fsync(file.fileno())
            if target.is_file():
                partial.chmod(target.stat().st_mode & 0o777)
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        # The user knows the name that was given, not the temporary one.
        raise OSError(error.errno, error.strerror, str(path)) from error
