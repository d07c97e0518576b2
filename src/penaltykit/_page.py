"""What our HTML pages share: one style, one policy, one head.

A page needs nothing else and runs nothing: its style is inside, allowed by
its hash in a policy that forbids everything else. Colour never says anything
that the words do not say; the colours of both schemes keep a contrast of 4.5
to 1 or more.
"""

import base64
import hashlib
import re
from html import escape
from typing import Final

TAGS: Final = {"zh": "zh-CN", "en": "en"}

STYLE: Final = """
:root { color-scheme: light dark;
  --ink: #111; --paper: #fff; --desk: #f2f2f2; --soft: #444; --line: #767676;
  --band: #eee; --link: #0b4a8f; --good: #14532d; --note: #333;
  --undetermined: #5b21b6; --warning: #7c4a03; --error: #9b1c1c; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #1b1b1b; --desk: #101010; --soft: #bdbdbd;
    --line: #8a8a8a; --band: #2b2b2b; --link: #9cc7ff; --good: #86d9a3;
    --note: #d0d0d0; --undetermined: #cbb3ff; --warning: #f0c070;
    --error: #ff9d9d; }
}
body { margin: 0; background: var(--desk); color: var(--ink);
  line-height: 1.65; font-family: "Noto Sans CJK SC", "Source Han Sans SC",
  "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
main, nav { box-sizing: border-box; margin: 0 auto; padding: 1rem 1.5rem;
  background: var(--paper); overflow-wrap: break-word; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { position: static; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem;
  border-top: 3px solid var(--ink); break-after: avoid; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; break-after: avoid; }
h4 { font-size: 1rem; margin: .8rem 0 .2rem; break-after: avoid; }
dt { font-weight: 700; }
dd { margin: 0; }
ol, ul { margin: .3rem 0; padding-left: 1.6em; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .85em;
  color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem;
  text-align: left; vertical-align: top; min-width: 2.5em; }
thead th { background: var(--band); }
tbody th { font-weight: 400; }
.good { color: var(--good); }
.note { color: var(--note); }
.undetermined { color: var(--undetermined); }
.warning { color: var(--warning); }
.error { color: var(--error); font-weight: 700; }
@page { size: A4; margin: 18mm;
  @bottom-right { content: counter(page) " / " counter(pages);
    font-size: 8pt; } }
@media screen and (max-width: 40rem) {
  main, nav { padding: 1rem; }
  table, tbody, tr, th, td { display: block; }
  caption { display: block; }
  thead { position: absolute; left: -999em; }
  tr { border: 1px solid var(--line); margin: .5rem 0; padding: .25rem 0; }
  th, td { border: 0; padding: .1rem .6rem; }
  tbody th { font-weight: 700; }
  td:empty { display: none; }
  td[data-head]::before { content: attr(data-head); color: var(--soft); }
}
@media print {
  body { background: none; font-size: 10pt; line-height: 1.5; }
  main { max-width: none; padding: 0 1px; }
  th, td { padding: .1rem .3rem; min-width: 2em; }
  nav, .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  .good, .note, .undetermined, .warning, .error { color: #000; }
}
"""

_VIEWPORT: Final = "width=device-width, initial-scale=1"
# Before a letter only: a date or an amount stays in one piece.
_BREAKS = re.compile(r"(?<=[/._\-])(?=[A-Za-z])")


def head(title: str, lang: str, more: str = "") -> str:
    """From the doctype to the end of the head.

    Args:
        title: text, not yet escaped.
        lang: ``"zh"`` or ``"en"``.
        more: style that only this page needs.
    """
    style = STYLE + more
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest())
    policy = f"default-src 'none'; style-src 'sha256-{digest.decode()}'"
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{TAGS[lang]}">\n<head>',
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f'<meta name="viewport" content="{_VIEWPORT}">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>\n</head>\n",
        ]
    )


def code(text: str) -> str:
    """A code, a pointer or a path, escaped, that may break at its joints."""
    return f"<code>{breaking(text)}</code>"


def breaking(text: str) -> str:
    """Text, escaped, that may break behind ``/``, ``.``, ``_`` and ``-``."""
    return "<wbr>".join(escape(part) for part in _BREAKS.split(text))
