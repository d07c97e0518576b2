"""A paper as one self-contained HTML page.

Nothing is fetched: the style is inside, allowed by its hash in a content
security policy that forbids everything else. Every text is escaped.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING, Final

from penaltykit.notice import _blocks as b

if TYPE_CHECKING:
    from penaltykit.notice._notice import Notice

_TAGS: Final = {"zh": "zh-CN", "en": "en"}

_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 0; background: #eee; color: #000;
  font: 16pt/29pt FangSong, "FangSong_GB2312", "仿宋", "仿宋_GB2312",
  "Noto Serif CJK SC", serif; }
main { box-sizing: border-box; max-width: 210mm; margin: 8mm auto;
  padding: 37mm 26mm 35mm 28mm; background: #fff; overflow-wrap: anywhere; }
:lang(en) main { font: 12pt/1.5 "Times New Roman", "Liberation Serif", serif; }
h1 { margin: 0 0 1em; text-align: center; font-weight: 700; font-size: 22pt;
  line-height: 1.4; font-family: "方正小标宋简体", SimSun, "宋体",
  "Noto Serif CJK SC", serif; }
h1 span { display: block; }
h2, h3 { margin: .4em 0 0; font-size: inherit; line-height: inherit;
  break-after: avoid; }
h2 { font-weight: 400; font-family: SimHei, "黑体", "Noto Sans CJK SC",
  sans-serif; }
h3 { font-weight: 400; font-family: KaiTi, "楷体", "Noto Serif CJK SC",
  serif; }
:lang(en) h2, :lang(en) h3 { font-weight: 700; font-family: inherit; }
p, ul { margin: 0; text-align: justify; }
:lang(zh) h2, :lang(zh) h3, :lang(zh) p, :lang(zh) ul.items > li {
  text-indent: 2em; }
:lang(en) p { margin: 0 0 .5em; text-align: left; }
p.number, p.plain, header p { text-indent: 0 !important; }
p.number { text-align: center; margin-bottom: 1em; }
ul { list-style: none; padding: 0; }
table { width: 100%; margin: .6em 0; border-collapse: collapse;
  line-height: 1.5; font-size: .875em; }
th, td { border: 1px solid #000; padding: .2em .5em; text-align: left;
  vertical-align: top; font-weight: 400; }
th { width: 30%; }
.foot { margin: 2em 0 0 40%; text-align: center; break-inside: avoid; }
.foot p { text-indent: 0 !important; text-align: center; }
.sign { margin-top: 1.5em; break-inside: avoid; }
.sign p { display: flex; gap: .3em; margin-top: .6em;
  text-indent: 0 !important; }
.sign p::after { content: ""; flex: 1; min-width: 4em; height: 1.2em;
  border-bottom: 1px solid #000; }
.draft { margin-bottom: 1.5em; padding: .6em 1em; border: 2px solid #b00000;
  color: #b00000; font-size: .875em; line-height: 1.6; }
.draft p { text-indent: 0 !important; font-weight: 700; }
.running { color: #b00000; text-align: center; font-size: .75em; }
mark { background: #ffe08a; color: #000; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media screen and (max-width: 50rem) {
  body { background: #fff; }
  main { margin: 0; padding: 1.5rem 1.2rem; font-size: 1.1rem;
    line-height: 1.8; }
  :lang(en) main { font-size: 1rem; }
  h1 { font-size: 1.4rem; }
  .foot { margin-left: 10%; }
}
@media print {
  body { background: none; }
  main { max-width: none; margin: 0; padding: 0; }
  .running { position: fixed; top: 45%; left: 0; right: 0; opacity: .18;
    transform: rotate(-30deg); font-size: 36pt; line-height: 1.2; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""


def render_html(notice: "Notice") -> bytes:
    """The paper as UTF-8 HTML."""
    digest = base64.b64encode(
        hashlib.sha256(_STYLE.encode()).digest()
    ).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    body = "\n".join(_page(notice))
    page = f"""<!DOCTYPE html>
<html lang="{_TAGS[notice.lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{_text(notice.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return page.encode()


def _page(notice: "Notice") -> Iterator[str]:
    titles = [one for one in notice.blocks if isinstance(one, b.Title)]
    first = titles[0] if titles else None
    for block in notice.blocks:
        if isinstance(block, b.Title):
            # One h1 for the page, however many lines its title has.
            if block is first:
                lines = "".join(
                    f"<span>{_text(one.text)}</span>" for one in titles
                )
                yield f"<h1>{lines}</h1>"
        else:
            yield from _block(block)


@singledispatch
def _block(block: b.Block) -> Iterator[str]:
    raise TypeError(block)


@_block.register
def _(block: b.PageMarks) -> Iterator[str]:
    if block.header:
        yield f'<p class="plain running">{_text(block.header)}</p>'


@_block.register
def _(block: b.DraftBanner) -> Iterator[str]:
    yield '<aside class="draft" role="note">'
    yield f"<p>{_text(block.text)}</p>"
    yield from _list(block.items)
    yield "</aside>"


@_block.register
def _(block: b.Number) -> Iterator[str]:
    yield f'<p class="number">{_marked(block.text)}</p>'


@_block.register
def _(block: b.Heading) -> Iterator[str]:
    tag = f"h{block.level + 1}"
    yield f"<{tag}>{_text(block.text)}</{tag}>"


@_block.register
def _(block: b.Paragraph) -> Iterator[str]:
    kind = "" if block.indent else ' class="plain"'
    yield f"<p{kind}>{_marked(block.text)}</p>"


@_block.register
def _(block: b.Items) -> Iterator[str]:
    yield from _list(block.items)


@_block.register
def _(block: b.KeyValues) -> Iterator[str]:
    yield "<table>"
    for label, value in block.rows:
        yield (
            f'<tr><th scope="row">{_text(label)}</th>'
            f"<td>{_marked(value)}</td></tr>"
        )
    yield "</table>"


@_block.register
def _(block: b.SignLines) -> Iterator[str]:
    yield '<div class="sign">'
    for label in block.labels:
        yield f"<p>{_text(label)}</p>"
    yield "</div>"


@_block.register
def _(block: b.Signature) -> Iterator[str]:
    yield '<div class="foot">'
    for line in block.lines():
        yield f"<p>{_marked(line)}</p>"
    yield "</div>"


def _list(items: tuple[str, ...]) -> Iterator[str]:
    if items:
        # Numbers stand in the text: they must be copied and read aloud too.
        yield '<ul class="items">'
        for item in items:
            yield f"<li>{_marked(item)}</li>"
        yield "</ul>"


def _text(text: str) -> str:
    return escape(text, quote=True)


_MARKS = (
    ("〔缺：", "〕"),
    ("〔待定：", "〕"),
    ("[missing: ", "]"),
    ("[open: ", "]"),
)


def _marked(text: str) -> str:
    """Escaped text, with the marks of what is missing or open visible."""
    said = _text(text)
    for opening, closing in _MARKS:
        if opening in said:
            said = _mark(said, opening, closing)
    return said


def _mark(text: str, opening: str, closing: str) -> str:
    head, *rest = text.split(opening)
    for piece in rest:
        inside, found, after = piece.partition(closing)
        if found:
            head += f"<mark>{opening}{inside}{closing}</mark>{after}"
        else:
            head += opening + piece
    return head
