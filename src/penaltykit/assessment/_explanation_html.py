"""An explanation as one self-contained HTML page.

What it comes to stands first, then why; the template escapes every text.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from penaltykit import _page
from penaltykit._i18n import N_, translator
from penaltykit._labels import severity_label
from penaltykit._voice import Voice
from penaltykit.assessment._explanation import (
    Explanation,
    Fields,
    Line,
    Lines,
    Part,
)

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_STYLE: Final = """
main { max-width: 54rem; }
dl { display: grid; grid-template-columns: minmax(7em, max-content) 1fr;
  gap: .15rem 1rem; margin: .3rem 0; }
li > p { margin: .1rem 0 .1rem 1em; }
cite { font-style: normal; color: var(--soft); }
.short { border: 1px solid var(--line); padding: .5rem 1rem;
  margin: 1rem 0; break-inside: avoid; }
.short h2 { border: 0; margin: 0; padding: 0; }
footer { margin-top: 2rem; border-top: 1px solid var(--line);
  color: var(--soft); }
"""

_BODY: Final = """\
<body>
<a class="skip" href="#content">{{ skip }}</a>
<main id="content">
<h1>{{ page.title }}</h1>
{{ pairs(page.about) }}\
<section class="short" aria-labelledby="short">
<h2 id="short">{{ short }}</h2>
<ul>
{% for entry in entries %}\
<li><a href="#{{ entry.target }}">{{ entry.title }}</a>\
{% if entry.told %}<ul>{% for line in entry.told %}<li>{{ say(line) }}</li>\
{% endfor %}</ul>{% endif %}</li>
{% endfor %}\
</ul>
</section>
{% for section in page.sections %}\
{% set here = "s" ~ loop.index %}\
<section aria-labelledby="{{ here }}">
<h2 id="{{ here }}">{{ section.title }}</h2>
{% for part in section.parts %}\
<section class="part-{{ part.code }}">
<h3 id="{{ here }}-{{ part.code }}">{{ part.title }}</h3>
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
{% macro say(line) %}\
{% if line.tone %}<span class="{{ line.tone }}">{{ line.text }}</span>\
{% else %}{{ line.text }}{% endif %}\
{% endmacro %}\
{% macro grid(block) %}\
<table role="table">
<caption>{{ block.caption }}</caption>
<thead><tr role="row">\
{% for name in block.head %}<th scope="col" role="columnheader">{{ name }}\
</th>{% endfor %}\
</tr></thead>
<tbody>
{% for row in block.rows %}<tr role="row">\
<th scope="row" role="rowheader">{{ row[0]|breaking }}</th>\
{% for cell in row[1:] %}\
<td role="cell" data-head="{{ block.head[loop.index] ~ colon }}">\
{{ cell|breaking }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
</table>
{% endmacro %}\
{% macro lines(block) %}\
{% if block.title %}<h4>{{ block.title }}</h4>
{% endif %}\
{% set list = "ol" if block.numbered else "ul" %}\
<{{ list }}>
{% for item in block["items"] %}\
<li>{{ say(item) }}\
{% if item.cite %} <cite>{{ item.cite }}</cite>{% endif %}\
{% for line in item.lines %}<p>{{ line|breaking }}</p>{% endfor %}</li>
{% endfor %}</{{ list }}>
{% endmacro %}\
"""

_SKIP = N_("Skip to the content")
_SHORT = N_("In short")
_SEVERITIES = ("error", "undetermined", "warning", "note")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["breaking"] = _breaking
    return environment.from_string(_MACROS + _BODY)


def _breaking(text: str) -> "Markup":
    from markupsafe import Markup

    # Escaped where it is put together.
    return Markup(_page.breaking(text))  # noqa: S704


def render_html(explanation: Explanation) -> str:
    """See :meth:`Explanation.html`."""
    _ = translator(explanation.lang)
    # Which case it is: the first of what is said about it.
    number = [value for _name, value in explanation.about[:1]]
    title = " · ".join([*number, explanation.title])
    return _page.head(title, explanation.lang, _STYLE) + _template().render(
        page=explanation.to_dict(),
        entries=list(_entries(explanation)),
        skip=_(_SKIP),
        short=_(_SHORT),
        colon="：" if explanation.lang == "zh" else ": ",
    )


@frozen
class _Entry:
    """One line of what stands first.

    Args:
        target: id of the heading where it is explained.
        title: which violation, or what of the whole case.
        told: what it comes to.
    """

    target: str
    title: str
    told: tuple[Line, ...]


def _entries(explanation: Explanation) -> Iterator[_Entry]:
    """What each section comes to, heaviest parts of the case included."""
    for number, section in enumerate(explanation.sections, 1):
        parts = {part.code: part for part in section.parts}
        if section.code == "result":
            told = tuple(_result(parts, Voice(explanation.lang)))
            yield _Entry(f"s{number}", section.title, told)
            continue
        for code in ("totals", "findings"):
            if code in parts:
                items = _items(parts[code])
                if code == "findings":
                    items = _counted(items, explanation.lang)
                title = parts[code].title
                yield _Entry(f"s{number}-{code}", title, items)


def _result(parts: dict[str, Part], voice: Voice) -> Iterator[Line]:
    """The outcome, and what the file states measured against it."""
    for block in parts["conclusion"].blocks[:1]:
        assert isinstance(block, Fields)
        for name, value in block.rows:
            yield Line(text=voice.line(name, value))
    if "stated" in parts:
        yield from (item for item in _items(parts["stated"]) if item.tone)
    else:
        yield from _items(parts["conclusion"])


def _items(part: Part) -> tuple[Line, ...]:
    return tuple(
        item
        for block in part.blocks
        if isinstance(block, Lines)
        for item in block.items
    )


def _counted(items: tuple[Line, ...], lang: str) -> tuple[Line, ...]:
    """Findings as numbers, heaviest first; each is told further down."""
    voice = Voice(lang)
    count: Counter[str] = Counter(item.tone for item in items)
    told = [
        Line(
            text=voice.line(severity_label(tone, lang), str(count[tone])),
            tone=tone,
        )
        for tone in _SEVERITIES
        if count[tone]
    ]
    return tuple(told) or items
