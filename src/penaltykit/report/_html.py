"""The summary and all findings as one self-contained page.

What to do first, then where it goes wrong, then each case with what is to be
mended in it: a page to hand on, not a table to scroll.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from attrs import frozen

from penaltykit import _page
from penaltykit._labels import element_label, phase_label, severity_label
from penaltykit._voice import Voice
from penaltykit._wording import word_message
from penaltykit.report._lead import lead
from penaltykit.report._rows import Table, count_rows, tables
from penaltykit.report._summary import Checked, Group, Summary

if TYPE_CHECKING:
    from penaltykit.assessment import Finding

_STYLE: Final = """
main { max-width: 72rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
.counts div { border: 1px solid var(--line); padding: .3rem .8rem;
  min-width: 5.5em; }
.counts dt { font-weight: 400; font-size: .85rem; }
.counts dd { font-size: 1.4rem; font-weight: 700; line-height: 1.2; }
td.n { text-align: right; white-space: nowrap; }
td.zero { color: var(--soft); }
section.case { border-top: 1px solid var(--line); margin-top: 1rem; }
section.case h3 { margin: .6rem 0 0; }
.about { margin: 0; color: var(--soft); font-size: .9rem; }
section.case > ul { list-style: none; padding: 0; }
section.case > ul > li { margin: .6rem 0; padding-left: .8rem;
  border-left: 4px solid var(--line); }
section.case > ul > li.error { border-color: var(--error); }
section.case > ul > li.undetermined { border-color: var(--undetermined); }
section.case > ul > li.warning { border-color: var(--warning); }
section.case li[class] { color: inherit; font-weight: inherit; }
li p { margin: 0; }
.small { font-size: .9rem; color: var(--soft); }
@media screen and (max-width: 40rem) {
  td.n { display: inline-block; width: auto; min-width: 0;
    text-align: left; }
  td.n.zero { display: none; }
}
"""
_LINKED = 5
_CODE = 1


def to_html(
    files: Sequence[Checked],
    summary: Summary,
    voice: Voice,
    more: Sequence[Table] = (),
) -> bytes:
    """A page that needs nothing else and runs nothing.

    Args:
        files: what was looked at.
        summary: of them.
        voice: language and names.
        more: tables to stand behind those of the summary, such as scores.
    """
    _ = voice.tell
    title = _("Check of {count} case files", count=summary.files)
    told = [one for one in files if one.findings or one.faults is not None]
    places: dict[str, _Place] = {}
    for number, one in enumerate(told, 1):
        places.setdefault(one.path, _Place(f"c{number}", one.number))
    parts = [
        _page.head(title, voice.lang, _STYLE),
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n",
        _counts(summary, voice.lang),
    ]
    steps = lead(summary, voice.lang)
    if steps:
        items = "".join(f"<li>{escape(step)}</li>\n" for step in steps)
        heading = _("What to do first")
        parts.append(f"<h2>{escape(heading)}</h2>\n")
        parts.append(f"<ol>\n{items}</ol>\n")
    # The files to look at first stand before the tables to read.
    shown = sorted(
        tables(summary, voice.lang), key=lambda table: table.code != "file"
    )
    parts += [_table(table, places, voice) for table in (*shown, *more)]
    if told:
        heading = _("All findings")
        parts.append(f"<h2>{escape(heading)}</h2>\n")
    parts += [
        _case(one, f"c{number}", voice) for number, one in enumerate(told, 1)
    ]
    parts.append("</main>\n</body>\n</html>\n")
    return "".join(parts).encode("utf-8", "replace")


@frozen
class _Place:
    """Where a file stands on the page: the id, and the number of its case."""

    anchor: str
    name: str


def _counts(summary: Summary, lang: str) -> str:
    cells = "\n".join(
        f"<div><dt>{escape(name)}</dt><dd>{number}</dd></div>"
        for name, number in count_rows(summary, lang)
    )
    return f'<dl class="counts">\n{cells}\n</dl>\n'


def _table(table: Table, places: Mapping[str, _Place], voice: Voice) -> str:
    heads = list(table.heads)
    if table.code == "check":
        # The code stands below the name, and the cases behind the row.
        del heads[_CODE]
        heads.append(voice.tell("Where"))
    cells = "".join(
        f'<th scope="col" role="columnheader">{escape(head)}</th>'
        for head in heads
    )
    name = escape(table.title)
    lines = [
        f"<h2>{name}</h2>",
        f'<table role="table" aria-label="{name}">',
        f'<thead><tr role="row">{cells}</tr></thead>\n<tbody>',
    ]
    for number, row in enumerate(table.rows):
        group = table.groups[number] if table.groups else None
        rest = list(row[1:])
        first = _page.breaking(str(row[0]))
        if table.code == "check":
            first += f"<br>{_page.code(str(rest.pop(_CODE - 1)))}"
        elif str(row[0]) in places:
            first = f'<a href="#{places[str(row[0])].anchor}">{first}</a>'
        line = f'<th scope="row" role="rowheader">{first}</th>'
        for head, cell in zip(heads[1:], rest, strict=False):
            line += _cell(voice.line(head), cell)
        if group is not None and table.code == "check":
            where = _where(group, places, voice)
            head = escape(voice.line(heads[-1]))
            line += f'<td role="cell" data-head="{head}">{where}</td>'
        lines.append(f'<tr role="row">{line}</tr>')
    lines.append("</tbody></table>\n")
    return "\n".join(lines)


def _cell(head: str, cell: str | int) -> str:
    kind = ""
    if isinstance(cell, int):
        kind = ' class="n"' if cell else ' class="n zero"'
    return (
        f'<td role="cell" data-head="{escape(head)}"{kind}>'
        f"{_page.breaking(str(cell))}</td>"
    )


def _where(group: Group, places: Mapping[str, _Place], voice: Voice) -> str:
    """Links to the first cases of a group, and how many more there are."""
    links = [
        f'<a href="#{place.anchor}">{_page.breaking(place.name or path)}</a>'
        for path in group.files[:_LINKED]
        if (place := places.get(path)) is not None
    ]
    more = len(group.files) - _LINKED
    return voice.join(links) + (f" +{more}" if more > 0 else "")


def _case(one: Checked, anchor: str, voice: Voice) -> str:
    """One file: whose it is, and each finding with how it is mended."""
    title = escape(one.number or one.path)
    about = [_page.code(one.path)] if one.number else []
    if one.assessment is not None:
        case = one.assessment.case
        about.append(escape(phase_label(str(case.phase), voice.lang)))
        about.append(escape(voice.join(one.officers)))
    items = "\n".join(_items(one, voice))
    return (
        f'<section class="case" aria-labelledby="{anchor}">\n'
        f'<h3 id="{anchor}">{title}</h3>\n'
        f'<p class="about">{" · ".join(part for part in about if part)}</p>\n'
        f"<ul>\n{items}\n</ul>\n</section>\n"
    )


def _items(one: Checked, voice: Voice) -> Iterator[str]:
    _ = voice.tell
    if one.faults is not None:
        for fault in one.faults.faults:
            place = fault.place
            where = " ".join(
                str(part)
                for part in (
                    place.line,
                    place.sheet,
                    place.cell,
                    place.pointer,
                )
                if part is not None
            )
            yield _item(
                "error",
                voice.line(_("unusable")),
                word_message(fault, voice.lang),
                "",
                (fault.code, where),
            )
    # The same said of several places is said once.
    same: dict[tuple[str, ...], list[Finding]] = {}
    for finding in one.findings:
        head = severity_label(finding.severity, voice.lang)
        if finding.element is not None:
            label = element_label(str(finding.element), voice.lang)
            head += voice.brackets(label)
        said = (head, voice.pick(finding.message), _below(finding, voice))
        same.setdefault((finding.code, *said), []).append(finding)
    for (code, head, text, below), found in same.items():
        places = dict.fromkeys(finding.pointer for finding in found)
        tone = str(found[0].severity)
        yield _item(tone, voice.line(head), text, below, (code, *places))


def _item(
    tone: str, head: str, text: str, below: str, ids: Iterable[str]
) -> str:
    told = " ".join(_page.code(part) for part in ids if part)
    return (
        f'<li class="{tone}"><p><strong class="{tone}">{escape(head)}</strong>'
        f' {_page.breaking(text)}</p>{below}<p class="small">{told}</p></li>'
    )


def _below(finding: "Finding", voice: Voice) -> str:
    """How it is mended, and what it rests on."""
    _ = voice.tell
    lines = []
    mend = voice.pick(finding.mend)
    if mend:
        text = voice.line(_("To mend"), mend)
        lines.append(f"<p>{escape(text)}</p>")
    if finding.citation:
        basis = voice.line(_("Basis"), voice.cite(finding.citation))
        lines.append(f'<p class="small">{escape(basis)}</p>')
    return "".join(lines)
