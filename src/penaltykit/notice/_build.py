"""From a layout and a context to blocks, and the gaps met on the way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen, mutable

from penaltykit._i18n import pick
from penaltykit.notice import _blocks as b
from penaltykit.notice._clean import clean, one_line, paragraphs
from penaltykit.notice._layout import Layout, Row, Section
from penaltykit.notice._template import fill, split_gaps
from penaltykit.notice._wordings import ordinal
from penaltykit.notice._words import word, words

Data = Mapping[str, Any]


@frozen(kw_only=True)
class Gap:
    """Something that the paper must print and the case does not hold."""

    name: str
    part: str | None
    element: str | None


@frozen
class _Told:
    """What a section tells; what it holds tells the same unless it says."""

    parts: tuple[str, ...] = ()
    element: str | None = None

    def inside(self, section: Section) -> "_Told":
        return _Told(
            section.parts or self.parts, section.element or self.element
        )


@mutable
class Builder:
    """Builds the blocks of one paper.

    Attributes:
        gaps: what was missing, in the order of the paper.
    """

    lang: str
    gaps: list[Gap] = field(factory=list)
    _counts: dict[int, int] = field(factory=dict, init=False)

    def paper(self, layout: Layout, context: Data) -> list[b.Block]:
        """All blocks of the paper."""
        return self._sections(layout.sections, context, _Told())

    def _sections(
        self,
        sections: Sequence[Section],
        context: Data,
        told: _Told,
    ) -> list[b.Block]:
        blocks: list[b.Block] = []
        for section in sections:
            for inner in _turns(
                section.when, section.each, section.as_, context
            ):
                heads = section.heading is not None
                if heads:
                    self._counts[section.level + 1] = 0
                made = self._section(section, inner, told.inside(section))
                # A heading over nothing would be an empty promise.
                if made and heads:
                    blocks.append(self._heading(section, inner, made[0]))
                blocks += made
        return blocks

    def _heading(
        self, section: Section, context: Data, first: b.Block
    ) -> b.Block:
        assert section.heading is not None
        number = self._counts.get(section.level, 0) + 1
        self._counts[section.level] = number
        said = self._line(section.heading, context, _Told())
        return b.Heading(
            text=ordinal(number, section.level, self.lang) + said,
            level=section.level,
            parts=section.parts or first.parts,
            element=section.element or first.element,
        )

    def _section(
        self,
        section: Section,
        context: Data,
        told: _Told,
    ) -> list[b.Block]:
        parts, element = told.parts, told.element
        made: list[b.Block] = []
        if section.sections:
            made = self._sections(section.sections, context, told)
        elif section.text is not None:
            made = [
                b.Paragraph(text=line, parts=parts, element=element)
                for line in self._lines(section.text, context, told)
            ]
        elif section.title is not None:
            line = self._line(section.title, context, told)
            level = section.level
            made.append(
                b.Title(text=line, level=level, parts=parts, element=element)
            )
        elif section.number is not None:
            line = self._line(section.number, context, told)
            made.append(b.Number(text=line, parts=parts, element=element))
        elif section.items is not None:
            made = self._items(section.items, context, told)
        elif section.signature is not None:
            made.append(self._signature(section.signature, context, told))
        else:
            made = self._listed(section, context, told)
        return made

    def _listed(
        self, section: Section, context: Data, told: _Told
    ) -> list[b.Block]:
        """Rows, or places to sign; nothing where all of them are absent."""
        parts, element = told.parts, told.element
        if section.sign:
            labels = tuple(self._labels(section.sign, context, told))
            block: b.Block = b.SignLines(
                labels=labels, parts=parts, element=element
            )
            return [block] if labels else []
        rows = tuple(self._rows(section.rows, context, told))
        block = b.KeyValues(rows=rows, parts=parts, element=element)
        return [block] if rows else []

    def _items(self, row: Row, context: Data, told: _Told) -> list[b.Block]:
        said = [
            self._line(row.value, inner, told)
            for inner in _turns((), row.each, row.as_, context)
        ]
        items = tuple(
            f"{number}. {line}" for number, line in enumerate(said, 1)
        )
        if not items:
            return []
        return [b.Items(items=items, parts=told.parts, element=told.element)]

    def _rows(
        self,
        rows: Sequence[Row],
        context: Data,
        told: _Told,
    ) -> Iterator[tuple[str, str]]:
        for row in rows:
            for inner in _turns(row.when, row.each, row.as_, context):
                value = self._line(row.value, inner, told)
                if value:
                    label = self._line(row.label, inner, told)
                    yield label, value

    def _labels(
        self,
        rows: Sequence[Row],
        context: Data,
        told: _Told,
    ) -> Iterator[str]:
        """Labels of places to sign, with the name where it is known."""
        for row in rows:
            for inner in _turns(row.when, row.each, row.as_, context):
                label = self._line(row.label, inner, told)
                name = self._line(row.value, inner, told)
                if name and self.lang == "zh":
                    label = f"{label}（{name}）"
                elif name:
                    label = f"{label} ({name})"
                yield label + ("：" if self.lang == "zh" else ":")

    def _signature(
        self,
        texts: Mapping[str, Mapping[str, str]],
        context: Data,
        told: _Told,
    ) -> b.Block:
        said = {
            key: self._line(text, context, told) for key, text in texts.items()
        }
        return b.Signature(
            agency=said["agency"],
            date=said["date"],
            seal=said.get("seal"),
            parts=told.parts,
            element=told.element,
        )

    def _line(
        self,
        text: Mapping[str, str],
        context: Data,
        told: _Told,
    ) -> str:
        return one_line(self._fill(text, context, told))

    def _lines(
        self,
        text: Mapping[str, str],
        context: Data,
        told: _Told,
    ) -> list[str]:
        return paragraphs(self._fill(text, context, told))

    def _fill(
        self,
        text: Mapping[str, str],
        context: Data,
        told: _Told,
    ) -> str:
        filled = fill(pick(text, self.lang), self.lang, context)
        printed, names = split_gaps(filled, lambda n: gap_mark(n, self.lang))
        for name in dict.fromkeys(names):
            own = words()["gap"].get(name, {}).get("part")
            gap = Gap(
                name=name,
                part=own or next(iter(told.parts), None),
                element=told.element,
            )
            if (name, gap.part) not in {(g.name, g.part) for g in self.gaps}:
                self.gaps.append(gap)
        return clean(printed)


def gap_mark(name: str, lang: str) -> str:
    """What stands in the paper for a gap: 〔缺：行政复议机关〕."""
    return mark(word("gap", name, lang), lang)


def mark(said: str, lang: str, *, unsettled: bool = False) -> str:
    """The mark of something missing, or not settled yet, at its place."""
    if unsettled:
        return f"〔待定：{said}〕" if lang == "zh" else f"[open: {said}]"
    return f"〔缺：{said}〕" if lang == "zh" else f"[missing: {said}]"


def _turns(
    when: Sequence[str], each: str | None, name: str, context: Data
) -> Iterator[Data]:
    """The contexts for which a section is built: none, one, or one for each
    member of a list.
    """
    if each is None:
        if all(_holds(one, context) for one in when):
            yield context
        return
    for member in _look(each, context):
        inner = {**context, name: member}
        if all(_holds(one, inner) for one in when):
            yield inner


def _holds(name: str, context: Data) -> bool:
    bare = name.removeprefix("not ")
    return bool(_look(bare, context)) == (bare == name)


def _look(path: str, context: Data) -> Any:
    """The value at a dotted path; a name that is not there is an error."""
    value: Any = context
    for name in path.split("."):
        value = value[name]
    return value
