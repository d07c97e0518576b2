"""The summary as text for a terminal."""

import unicodedata
from collections.abc import Sequence

from penaltykit._i18n import translator
from penaltykit.report._lead import lead
from penaltykit.report._rows import Table, count_rows, tables
from penaltykit.report._summary import Summary

_MOST = 12
_MEND = 30
_LEAST = 8


def summary_text(
    summary: Summary, lang: str = "zh", columns: int | None = None
) -> str:
    """Counts, then what goes wrong by check, officer, phase and element;
    what to do first stands last, where the eye is on a terminal.

    Args:
        summary: of :func:`penaltykit.report.summarise`.
        lang: ``"zh"`` or ``"en"``.
        columns: of the terminal; where a table is wider its last columns
            are left out, then its first is cut. ``None`` keeps all.
    """
    _ = translator(lang)
    lines = [_("Summary")]
    lines += [
        f"  {label}  {number}" for label, number in count_rows(summary, lang)
    ]
    for table in tables(summary, lang):
        rows = [[str(cell) for cell in row] for row in table.rows[:_MOST]]
        lines += ["", table.title, *_grid(table, rows, columns)]
        more = len(table.rows) - _MOST
        if more > 0:
            lines.append("  " + _("and {count} more").format(count=more))
    steps = lead(summary, lang)
    if steps:
        lines += ["", _("What to do first")]
        lines += [
            f"  {number}. {step}" for number, step in enumerate(steps, 1)
        ]
    return "\n".join(lines) + "\n"


def _grid(
    table: Table, rows: Sequence[Sequence[str]], columns: int | None
) -> list[str]:
    """Columns set below each other."""
    heads = table.heads
    cut = [[_cut(cell) for cell in row] for row in (heads, *rows)]
    widths = [
        max(width(row[place]) for row in cut) for place in range(len(heads))
    ]
    # Files of one folder differ at the end of their paths.
    keep = _cut_start if table.code == "file" else _cut
    while columns is not None and len(widths) > 1 and _over(widths, columns):
        if cut[-1][-1].isdecimal():
            # Numbers are what a table is for; the names before them give way.
            widths[0] = max(_LEAST, widths[0] - _over(widths, columns))
            cut = [[keep(row[0], widths[0]), *row[1:]] for row in cut]
            break
        widths.pop()
        cut = [row[:-1] for row in cut]
    return [
        "  "
        + "  ".join(
            cell + " " * (wide - width(cell))
            for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in cut
    ]


def _over(widths: Sequence[int], columns: int) -> int:
    """By how much a line is too wide."""
    return max(0, sum(widths) + 2 * len(widths) - columns)


def _cut(text: str, most: int = 2 * _MEND) -> str:
    """Text on one line, and no wider than that."""
    flat = " ".join(text.split())
    if width(flat) <= most:
        return flat
    while flat and width(flat) > most - 1:
        flat = flat[:-1]
    return f"{flat}…"


def _cut_start(text: str, most: int) -> str:
    """The end of a text, no wider than that."""
    return _cut(text[::-1], most)[::-1]


def width(text: str) -> int:
    """Columns of a terminal or a sheet: Chinese signs take two."""
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
