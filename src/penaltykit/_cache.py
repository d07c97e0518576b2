"""A small cache of parsed data files, keyed by their content.

Only rules and tables go in, never a case: a case holds identity values, and
they have no business in a cache folder.
"""

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from penaltykit._write import write_whole

# Part of every key: raise it when what is stored changes its shape or its
# meaning.
_FORMAT = b"penaltykit-yaml-1\0"


@cache
def folder() -> Path | None:
    """The cache folder, or ``None`` where nothing can be written.

    ``PENALTYKIT_CACHE`` names it; empty, it switches the cache off.
    """
    named = os.environ.get("PENALTYKIT_CACHE")
    if named == "":
        return None
    if named:
        path = Path(named)
    else:
        with suppress(RuntimeError):  # no home directory
            path = _user_cache() / "penaltykit"
            return _usable(path)
        return None
    return _usable(path)


def _user_cache() -> Path:
    """The user's cache folder by the custom of the platform."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    xdg = os.environ.get("XDG_CACHE_HOME")
    return Path(xdg) if xdg else Path.home() / ".cache"


def _usable(path: Path) -> Path | None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return path if os.access(path, os.W_OK | os.X_OK) else None


def key(content: bytes) -> str:
    """The name under which ``content`` is stored."""
    return hashlib.sha256(_FORMAT + content).hexdigest()


def read(name: str) -> bytes | None:
    """What is stored under ``name``, or ``None``."""
    root = folder()
    if root is None:
        return None
    try:
        return (root / f"{name}.json").read_bytes()
    except OSError:
        return None


def write(name: str, data: bytes) -> None:
    """Store ``data`` whole or not at all; a full disk is no error."""
    root = folder()
    if root is None:
        return
    with suppress(OSError):
        write_whole(root / f"{name}.json", data, sync=False)
