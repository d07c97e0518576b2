"""Which files of a folder are case files."""

from collections.abc import Iterable
from pathlib import Path

_TEXTS = (".json", ".yaml", ".yml")
_BOOKS = (".xlsx", ".xlsm")
_SCHEMA = "penaltykit/case/"
# Notepad once saved "Unicode" so: such a file cannot be used, and is told.
_MARKS = tuple(
    _SCHEMA.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_HEAD = 64 * 1024


def case_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Files as they were named, and those of folders that are cases.

    Of a folder, at any depth, taken are JSON and YAML files that name the
    schema of a case or are empty, and all workbooks, in the order of their
    names; other JSON and YAML files are passed over and told. What begins
    with a point or with ``~$`` (a workbook that is open) is not looked at.

    Returns:
        The files to check, and those passed over.
    """
    taken: list[Path] = []
    passed: list[Path] = []
    for path in paths:
        if not path.is_dir():
            taken.append(path)
            continue
        for file in sorted(path.rglob("*")):
            if _hidden(file, path) or not file.is_file():
                continue
            suffix = file.suffix.lower()
            if suffix in _BOOKS or (suffix in _TEXTS and _is_case(file)):
                taken.append(file)
            elif suffix in _TEXTS:
                passed.append(file)
    return taken, passed


def _hidden(file: Path, root: Path) -> bool:
    return any(
        part.startswith((".", "~$")) for part in file.relative_to(root).parts
    )


def _is_case(file: Path) -> bool:
    """Whether the schema of a case is named; a file that is empty or cannot
    be read is one, so that the fault is told rather than passed over.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).replace(b"\\/", b"/")
    except OSError:
        return True
    return not head.strip() or any(mark in head for mark in _MARKS)
