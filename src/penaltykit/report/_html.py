"""The summary and all findings as one self-contained page."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from penaltykit._i18n import translator
from penaltykit._voice import Voice
from penaltykit.report._rows import (
    count_rows,
    finding_heads,
    finding_rows,
    group_heads,
    group_rows,
    tables,
)
from penaltykit.report._summary import Checked, Summary

_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; color: #1a1a1a;
  font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 700; padding: .3rem 0; }
th, td { border: 1px solid #999; padding: .3rem .5rem; text-align: left;
  vertical-align: top; }
thead th { background: #eee; position: sticky; top: 0; }
td.n { text-align: right; white-space: nowrap; }
.wide { overflow-x: auto; }
@media print { body { max-width: none; font-size: 9pt; }
  thead th { position: static; } }
"""


def to_html(files: Sequence[Checked], summary: Summary, voice: Voice) -> bytes:
    """A page that needs nothing else and runs nothing."""
    _ = translator(voice.lang)
    title = _("Check of {count} case files").format(count=summary.files)
    hash_ = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hash_}'"
    tag = {"zh": "zh-CN", "en": "en"}[voice.lang]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>',
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>",
        f"<body>\n<main>\n<h1>{escape(title)}</h1>",
        _table("", ["", ""], count_rows(summary, voice.lang)),
    ]
    for name, what, groups in tables(summary, voice.lang):
        if groups:
            parts.append(f"<h2>{escape(name)}</h2>")
            rows = group_rows(groups, voice.lang)
            parts.append(_table(name, group_heads(what, voice.lang), rows))
    every = _("All findings")
    parts.append(f"<h2>{escape(every)}</h2>")
    found = finding_rows(files, voice)
    parts.append(_table(every, finding_heads(voice.lang), found))
    parts.append("</main>\n</body>\n</html>\n")
    return "\n".join(parts).encode("utf-8", "replace")


def _table(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]
) -> str:
    lines = ['<div class="wide"><table>']
    if name:
        lines.append(f"<caption>{escape(name)}</caption>")
    if any(heads):
        cells = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
        lines.append(f"<thead><tr>{cells}</tr></thead>")
    lines.append("<tbody>")
    for row in rows:
        first, *rest = row
        cells = f'<th scope="row">{escape(str(first))}</th>'
        for cell in rest:
            kind = ' class="n"' if isinstance(cell, int) else ""
            cells += f"<td{kind}>{escape(str(cell))}</td>"
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</tbody></table></div>")
    return "\n".join(lines)
