"""Faults of a file that cannot be used, for people and for machines."""

from pathlib import Path
from typing import Any

from penaltykit._i18n import N_, translator
from penaltykit.errors import CaseError, Fault, FaultsError, Place

# What a system says of a file, as far as it commonly says it.
_REASONS = (
    N_("File exists"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Permission denied"),
    N_("Read-only file system"),
)

_MOST_LINES = 200


def reason(error: OSError, lang: str) -> str:
    """Why a file cannot be used, as the system says it."""
    return translator(lang)(error.strerror or str(error))


def unreadable(name: Path | str, error: OSError, lang: str) -> CaseError:
    """A file that the system does not give, as a fault like any other."""
    place = Place(file=str(name))
    if isinstance(error, FileNotFoundError):
        fault = Fault("file-missing", place)
    elif isinstance(error, IsADirectoryError):
        fault = Fault("file-is-folder", place)
    else:
        params = {"found": reason(error, lang)}
        fault = Fault("file-unreadable", place, params)
    return CaseError([fault])


def faults_text(error: FaultsError, lang: str) -> str:
    """Every fault of a file that cannot be used, as far as one reads on."""
    from penaltykit._wording import word_fault

    _ = translator(lang)
    count = len(error.faults)
    head = _("The file cannot be used; {count} faults:").format(count=count)
    if count == 1:
        head = _("The file cannot be used:")
    lines = [head]
    lines += [word_fault(fault, lang) for fault in error.faults[:_MOST_LINES]]
    if count > _MOST_LINES:
        more = _("and {count} more; --json lists all")
        lines.append(more.format(count=count - _MOST_LINES))
    return "\n".join(lines)


def faults_json(error: FaultsError, lang: str) -> list[dict[str, Any]]:
    """Faults for a machine: code, place, sentence."""
    from penaltykit._wording import word_message

    return [
        {
            "code": fault.code,
            "file": fault.place.file,
            "pointer": fault.place.pointer,
            "line": fault.place.line,
            "column": fault.place.column,
            "sheet": fault.place.sheet,
            "cell": fault.place.cell,
            "message": word_message(fault, lang),
        }
        for fault in error.faults
    ]
