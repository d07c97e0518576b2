"""An explanation as plain text."""

from collections.abc import Iterator

from penaltykit.assessment._explanation import (
    Block,
    Explanation,
    Fields,
    Grid,
    Line,
    Lines,
    Paint,
    Part,
)

_COLON = {"zh": "：", "en": ": "}
_SEMICOLON = {"zh": "；", "en": "; "}


def render_text(explanation: Explanation, paint: Paint | None = None) -> str:
    """See :meth:`Explanation.text`."""
    return "\n".join(_Text(explanation.lang, paint).lines(explanation))


def _brackets(text: str, lang: str) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"


class _Text:
    def __init__(self, lang: str, paint: Paint | None) -> None:
        self.lang = lang
        self.paint = paint
        self.colon = _COLON[lang]

    def lines(self, explanation: Explanation) -> Iterator[str]:
        yield explanation.title
        for name, value in explanation.about:
            yield f"{name}{self.colon}{value}"
        for section in explanation.sections:
            yield ""
            yield section.title
            for part in section.parts:
                yield ""
                yield from self.part(part)
        if explanation.closing:
            yield ""
            yield explanation.closing

    def part(self, part: Part) -> Iterator[str]:
        yield f"  {part.title}"
        for block in part.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Fields(rows=rows):
                for name, value in rows:
                    yield f"    {name}{self.colon}{value}".rstrip()
            case Grid():
                yield from self.grid(block)
            case Lines():
                yield from self.sentences(block)

    def grid(self, grid: Grid) -> Iterator[str]:
        """Each row as one line that repeats the headings: columns of text
        do not stand straight where letters differ in width.
        """
        yield f"    {grid.caption}{self.colon}".rstrip()
        for row in grid.rows:
            rest = _SEMICOLON[self.lang].join(
                f"{name}{self.colon}{cell}"
                for name, cell in zip(grid.head[1:], row[1:], strict=True)
                if cell
            )
            line = f"{row[0]} | {rest}" if rest else row[0]
            yield f"      - {line}"

    def sentences(self, block: Lines) -> Iterator[str]:
        step = "    "
        if block.title:
            yield f"    {block.title}{self.colon}".rstrip()
            step = "      "
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.numbered else "- "
            yield f"{step}{mark}{self.sentence(item)}"
            for line in item.lines:
                yield f"{step}  {line}"

    def sentence(self, item: Line) -> str:
        text = item.text
        if self.paint is not None and item.tone:
            text = self.paint(text, item.tone)
        if item.cite:
            text += _brackets(item.cite, self.lang)
        return text
