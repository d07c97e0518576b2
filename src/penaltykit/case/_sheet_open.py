"""Opening a workbook: what is hostile or broken is refused unread."""

import io
import zipfile
from typing import TYPE_CHECKING, Any

from penaltykit.errors import CaseError, Fault, Place

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000
_HEAD = 4096


def open_workbook(data: bytes, name: str | None) -> "Workbook":
    """The workbook of a file; nothing in it is worked out.

    Raises:
        CaseError: it is no workbook, one too large to be a case, or one
            that declares entities.
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    place = Place(file=name)
    fault = _refused(data, place)
    if fault is not None:
        raise CaseError([fault])
    from openpyxl import load_workbook

    try:
        return load_workbook(
            io.BytesIO(data), keep_vba=False, keep_links=False, rich_text=False
        )
    # Whatever a broken file makes the reader stumble over.
    except Exception as error:  # noqa: BLE001 see above
        params = {"found": type(error).__name__}
        raise CaseError(
            [Fault("workbook-unreadable", place, params)]
        ) from None


def _refused(data: bytes, place: Place) -> Fault | None:
    """Why a file is not handed to the reader of workbooks, if so."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
                params = dict[str, Any](found=size, limit=MAX_UNPACKED)
                return Fault("workbook-too-large", place, params)
            if _declares(archive):
                return Fault(
                    "workbook-unreadable", place, {"found": "DOCTYPE"}
                )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Fault("workbook-unreadable", place, {"found": "zip"})
    except RuntimeError:
        return Fault("workbook-unreadable", place, {"found": "password"})
    return None


def _declares(archive: zipfile.ZipFile) -> bool:
    """Whether a part declares entities: no workbook does, and a parser
    could be made to blow them up.
    """
    for part in archive.infolist():
        with archive.open(part) as file:
            if b"<!DOCTYPE" in file.read(_HEAD).upper():
                return True
    return False
