"""An explanation as one self-contained HTML page.

Nothing is fetched and nothing runs: the style is inside, allowed by its hash
in a policy that forbids everything else, and the template escapes every
text. Colour never says anything that the words do not say.
"""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Final

from penaltykit._i18n import N_, translator
from penaltykit.assessment._explanation import Explanation

if TYPE_CHECKING:
    from jinja2 import Template

_TAGS: Final = {"zh": "zh-CN", "en": "en"}

_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 0; background: #f2f2f2; color: #111; line-height: 1.65;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
  "PingFang SC", system-ui, sans-serif; }
main, nav { box-sizing: border-box; max-width: 54rem; margin: 0 auto;
  padding: 1rem 1.5rem; background: #fff; overflow-wrap: anywhere; }
nav ol { margin: 0; padding-left: 1.5em; }
a { color: #0b4a8f; }
a:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { position: static; }
h1 { font-size: 1.6rem; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem;
  border-top: 3px solid #111; break-after: avoid; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; break-after: avoid; }
h4 { font-size: 1rem; margin: .8rem 0 .2rem; break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(7em, max-content) 1fr;
  gap: .15rem 1rem; margin: .3rem 0; }
dt { font-weight: 700; }
dd { margin: 0; }
ol, ul { margin: .3rem 0; padding-left: 1.6em; }
li > p { margin: .1rem 0 .1rem 1em; }
cite { font-style: normal; color: #444; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left;
  vertical-align: top; }
thead th { background: #eee; }
tbody th { font-weight: 400; }
.good { color: #14532d; }
.note { color: #333; }
.undetermined { color: #5b21b6; }
.warning { color: #7c4a03; }
.error { color: #9b1c1c; font-weight: 700; }
footer { margin-top: 2rem; border-top: 1px solid #767676; color: #444; }
@page { size: A4; margin: 20mm; }
@media print {
  body { background: none; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  .good, .note, .undetermined, .warning, .error { color: #000; }
}
"""

_PAGE: Final = """<!DOCTYPE html>
<html lang="{{ tag }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ page.title }}</title>
<style>{{ style }}</style>
</head>
<body>
<a class="skip" href="#content">{{ skip }}</a>
<nav aria-label="{{ contents }}">
<ol>
{% for section in page.sections %}\
<li><a href="#s{{ loop.index }}">{{ section.title }}</a></li>
{% endfor %}\
</ol>
</nav>
<main id="content">
<h1>{{ page.title }}</h1>
{{ pairs(page.about) }}\
{% for section in page.sections %}\
<section aria-labelledby="s{{ loop.index }}">
<h2 id="s{{ loop.index }}">{{ section.title }}</h2>
{% for part in section.parts %}\
<section class="part-{{ part.code }}">
<h3>{{ part.title }}</h3>
{% for block in part.blocks %}\
{% if block.type == "fields" %}{{ pairs(block.rows) }}\
{% elif block.type == "grid" %}{{ grid(block) }}\
{% else %}{{ lines(block) }}{% endif %}\
{% endfor %}\
</section>
{% endfor %}\
</section>
{% endfor %}\
{% if page.closing %}<footer><p>{{ page.closing }}</p></footer>
{% endif %}\
</main>
</body>
</html>
"""

_MACROS: Final = """\
{% macro pairs(rows) %}<dl>
{% for name, value in rows %}\
<dt>{{ name }}</dt><dd>{{ value }}</dd>
{% endfor %}</dl>
{% endmacro %}\
{% macro grid(block) %}\
<div class="scroll" role="region" aria-label="{{ block.caption }}"\
 tabindex="0">
<table>
<caption>{{ block.caption }}</caption>
<thead><tr>\
{% for name in block.head %}<th scope="col">{{ name }}</th>{% endfor %}\
</tr></thead>
<tbody>
{% for row in block.rows %}<tr><th scope="row">{{ row[0] }}</th>\
{% for cell in row[1:] %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
</table>
</div>
{% endmacro %}\
{% macro lines(block) %}\
{% if block.title %}<h4>{{ block.title }}</h4>
{% endif %}\
{% set list = "ol" if block.numbered else "ul" %}\
<{{ list }}>
{% for item in block["items"] %}\
<li>{% if item.tone %}<span class="{{ item.tone }}">{{ item.text }}</span>\
{% else %}{{ item.text }}{% endif %}\
{% if item.cite %} <cite>{{ item.cite }}</cite>{% endif %}\
{% for line in item.lines %}<p>{{ line }}</p>{% endfor %}</li>
{% endfor %}</{{ list }}>
{% endmacro %}\
"""

_SKIP = N_("Skip to the content")
_CONTENTS = N_("Contents")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.from_string(_MACROS + _PAGE)


def render_html(explanation: Explanation) -> str:
    """See :meth:`Explanation.html`."""
    from markupsafe import Markup

    _ = translator(explanation.lang)
    digest = base64.b64encode(
        hashlib.sha256(_STYLE.encode()).digest()
    ).decode()
    return _template().render(
        page=explanation.to_dict(),
        tag=_TAGS[explanation.lang],
        # Ours, and full of signs that escaping would break.
        style=Markup(_STYLE),  # noqa: S704
        policy=f"default-src 'none'; style-src 'sha256-{digest}'",
        skip=_(_SKIP),
        contents=_(_CONTENTS),
    )
