"""The summary as text for a terminal."""

import unicodedata
from collections.abc import Sequence

from penaltykit._i18n import translator
from penaltykit.report._rows import count_rows, group_heads, group_rows, tables
from penaltykit.report._summary import Summary

_MOST = 12
_MEND = 60


def summary_text(summary: Summary, lang: str = "zh") -> str:
    """Counts, then what goes wrong by check, officer, phase and element.

    Args:
        summary: of :func:`penaltykit.report.summarise`.
        lang: ``"zh"`` or ``"en"``.
    """
    _ = translator(lang)
    lines = [_("Summary")]
    lines += [
        f"  {label}  {number}" for label, number in count_rows(summary, lang)
    ]
    for title, what, groups in tables(summary, lang):
        if not groups:
            continue
        rows = [
            [str(cell) for cell in row]
            for row in group_rows(groups[:_MOST], lang)
        ]
        heads = group_heads(what, lang)
        lines += ["", title, *_grid(heads, rows)]
        more = len(groups) - _MOST
        if more > 0:
            lines.append("  " + _("and {count} more").format(count=more))
    return "\n".join(lines) + "\n"


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns set below each other; empty ones are left out."""
    used = [
        index for index in range(len(heads)) if any(row[index] for row in rows)
    ]
    cut = [
        [_cut(row[index]) for index in used]
        for row in (list(heads), *(list(row) for row in rows))
    ]
    widths = [
        max(_width(row[place]) for row in cut) for place in range(len(used))
    ]
    return [
        "  "
        + "  ".join(
            cell + " " * (width - _width(cell))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cut
    ]


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MEND else flat[: _MEND - 1] + "…"


def _width(text: str) -> int:
    """Columns of a terminal: Chinese signs take two."""
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
