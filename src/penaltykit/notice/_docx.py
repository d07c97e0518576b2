"""A paper as DOCX in the layout of GB/T 9704-2012.

A4, margins 37/35/28/26 mm, 22 lines of 28 characters of 16 pt 仿宋, title
22 pt, headings 黑体 then 楷体, page numbers 14 pt on the outer side.
"""

from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any, Final

from penaltykit.notice import _blocks as b
from penaltykit.notice._docx_page import (
    character_indent,
    keep_styles,
    off_grid,
    page_setup,
    properties,
    styles,
)
from penaltykit.notice._docx_zip import stable

if TYPE_CHECKING:
    from penaltykit.notice._notice import Notice

_LABEL_MM: Final = 58
_VALUE_MM: Final = 98
_WIDTH_MM: Final = 156
_RED: Final = "B00000"
_GREY: Final = "808080"
_YELLOW: Final = 7  # WD_COLOR_INDEX.YELLOW


def render_docx(notice: "Notice") -> bytes:
    """The paper as DOCX; two runs give the same bytes.

    Raises:
        ModuleNotFoundError: the extra ``docx`` (python-docx) is missing.
    """
    from docx import Document

    document = Document()
    properties(document, notice)
    styles(document, notice.lang)
    keep_styles(document)
    header = next(
        (x.header for x in notice.blocks if isinstance(x, b.PageMarks)), None
    )
    page_setup(document, header, notice.lang)
    writer = _Writer(document, notice.lang)
    for block in notice.blocks:
        writer.write(block)
    return stable(document)


class _Writer:
    """Writes blocks one after the other."""

    def __init__(self, document: Any, lang: str) -> None:
        self._document = document
        self._zh = lang == "zh"
        self._after_table = False
        self._last: Any = None

    @singledispatchmethod
    def write(self, block: b.Block) -> None:
        """Append one block."""
        raise TypeError(block)

    @write.register
    def _(self, block: b.PageMarks) -> None:
        """Stands on each page already."""

    @write.register
    def _(self, block: b.Title) -> None:
        self._paragraph(block.text, "Title")

    @write.register
    def _(self, block: b.Heading) -> None:
        self._paragraph(block.text, f"Heading {block.level}")

    @write.register
    def _(self, block: b.Paragraph) -> None:
        self._body(block.text, indent=block.indent)

    @write.register
    def _(self, block: b.Items) -> None:
        for item in block.items:
            self._body(item)

    @write.register
    def _(self, block: b.SignLines) -> None:
        self._hold()
        for label in block.labels:
            self._sign_line(label)

    def _paragraph(self, text: str, style: str = "Normal") -> Any:
        from docx.shared import Pt

        paragraph = self._document.add_paragraph(style=style)
        for piece, gap in pieces(text):
            run = paragraph.add_run(piece)
            if gap:
                run.font.highlight_color = _YELLOW
        if self._after_table:
            paragraph.paragraph_format.space_before = Pt(6)
        self._after_table = False
        self._last = paragraph
        return paragraph

    def _body(self, text: str, *, indent: bool = True) -> Any:
        paragraph = self._paragraph(text)
        if indent and self._zh:
            character_indent(paragraph)
        return paragraph

    def _hold(self) -> None:
        """Keep what comes next from standing alone on a page."""
        if self._last is not None:
            self._last.paragraph_format.keep_with_next = True

    def _sign_line(self, label: str) -> None:
        """A label, and a line to write on up to the right margin."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm, Pt

        paragraph = self._body(f"{label}\t", indent=False)
        shape = paragraph.paragraph_format
        shape.tab_stops.add_tab_stop(
            Mm(_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
        )
        shape.space_before = Pt(14.5)
        shape.keep_with_next = True

    @write.register
    def _(self, block: b.Number) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self._paragraph(block.text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(14.5)
        paragraph.paragraph_format.keep_with_next = True

    @write.register
    def _(self, block: b.DraftBanner) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt, RGBColor

        lines = [self._paragraph(block.text)]
        lines += [self._paragraph(item) for item in block.items]
        for paragraph in lines:
            off_grid(paragraph)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.line_spacing = 1.15
            for run in paragraph.runs:
                run.font.size = Pt(12)
                run.font.color.rgb = RGBColor.from_string(_RED)
        for run in lines[0].runs:
            run.font.bold = True
        lines[-1].paragraph_format.space_after = Pt(14.5)

    @write.register
    def _(self, block: b.KeyValues) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm, Pt

        if self._after_table:
            # Word would join two tables that touch.
            gap = self._document.add_paragraph()
            gap.paragraph_format.line_spacing = Pt(6)
            off_grid(gap)
        elif self._last is not None:
            above = self._last.paragraph_format
            above.space_after = above.space_after or Pt(6)
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for label, value in block.rows:
            row = table.add_row()
            _keep_row(row)
            for cell, text, width in zip(
                row.cells,
                (label, value),
                (_LABEL_MM, _VALUE_MM),
                strict=True,
            ):
                cell.width = Mm(width)
                self._cell(cell, text)
        for column, width in zip(
            table.columns, (_LABEL_MM, _VALUE_MM), strict=True
        ):
            column.width = Mm(width)
        self._after_table = True

    def _cell(self, cell: Any, text: str) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        off_grid(paragraph)
        shape = paragraph.paragraph_format
        shape.line_spacing = 1.1
        shape.space_before = shape.space_after = Pt(3)
        for piece, gap in pieces(text):
            run = paragraph.add_run(piece)
            run.font.size = Pt(14 if self._zh else 11)
            if gap:
                run.font.highlight_color = _YELLOW

    @write.register
    def _(self, block: b.Signature) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt, RGBColor

        self._hold()
        lines = block.lines()
        for number, line in enumerate(lines):
            paragraph = self._paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shape = paragraph.paragraph_format
            shape.left_indent = Mm(56)
            shape.keep_together = True
            shape.keep_with_next = number < len(lines) - 1
            if number == 0:
                shape.space_before = Pt(58)
            if block.seal and number == len(lines) - 1:
                for run in paragraph.runs:
                    run.font.color.rgb = RGBColor.from_string(_GREY)
                    run.font.size = Pt(12)


def _keep_row(row: Any) -> None:
    """A row is not torn at the end of a page, unless it fills one."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(  # noqa: SLF001 (no other way)
        OxmlElement("w:cantSplit")
    )


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at the marks of what is missing or open; each piece says
    whether it is one.
    """
    import re

    marks = r"(〔(?:缺|待定)：[^〕]*〕|\[(?:missing|open): [^\]]*\])"
    parts = re.split(marks, text)
    return [(part, index % 2 == 1) for index, part in enumerate(parts) if part]
