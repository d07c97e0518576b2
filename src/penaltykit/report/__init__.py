"""Findings over many cases: a summary to act on, and exports.

What writes each form is read when it is asked for: one case checked on a
terminal needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from penaltykit.report._summary import Checked, Group, Summary, summarise

if TYPE_CHECKING:
    from penaltykit.report._files import case_files
    from penaltykit.report._html import to_html
    from penaltykit.report._junit import to_junit
    from penaltykit.report._lead import lead
    from penaltykit.report._rows import Table
    from penaltykit.report._sarif import to_sarif
    from penaltykit.report._sheets import to_csv, to_xlsx
    from penaltykit.report._text import summary_text

__all__ = [
    "Checked",
    "Group",
    "Summary",
    "Table",
    "case_files",
    "lead",
    "summarise",
    "summary_text",
    "to_csv",
    "to_html",
    "to_junit",
    "to_sarif",
    "to_xlsx",
]

_WHERE = {
    "Table": "_rows",
    "case_files": "_files",
    "lead": "_lead",
    "summary_text": "_text",
    "to_csv": "_sheets",
    "to_html": "_html",
    "to_junit": "_junit",
    "to_sarif": "_sarif",
    "to_xlsx": "_sheets",
}


def __getattr__(name: str) -> Any:
    where = _WHERE.get(name)
    if where is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{where}"), name)
