"""Page, styles and properties of a DOCX paper."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

if TYPE_CHECKING:
    from penaltykit.notice._notice import Notice

_LINES: Final = 22
_HEIGHT_MM: Final = 225
_TWIPS_A_MM: Final = 1440 / 25.4
_STYLES: Final = frozenset(
    {
        *("Normal", "Title", "Heading1", "Heading2", "Header", "Footer"),
        *("DefaultParagraphFont", "TableNormal", "TableGrid", "NoList"),
    }
)
_AFTER_SNAP: Final = tuple(
    f"w:{name}"
    for name in (
        *("spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
        *("sectPr", "pPrChange"),
    )
)


@frozen
class Fonts:
    """A font by name, and the names to try where it is not installed."""

    latin: str
    chinese: str
    others: str


BODY: Final = Fonts(
    "Times New Roman", "仿宋_GB2312", "仿宋,FangSong,STFangsong"
)
TITLE: Final = Fonts(
    "Times New Roman", "方正小标宋简体", "宋体,SimSun,STSong,Songti SC"
)
HEI: Final = Fonts("Times New Roman", "黑体", "SimHei,STHeiti,Heiti SC")
KAI: Final = Fonts("Times New Roman", "楷体_GB2312", "楷体,KaiTi,STKaiti")
SONG: Final = Fonts("Times New Roman", "宋体", "SimSun,STSong,Songti SC")


def properties(document: Any, notice: "Notice") -> None:
    """Fixed file properties: nothing of the machine or the hour."""
    core = document.core_properties
    day = notice.date or dt.date(2000, 1, 1)
    stamp = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 (no zone)
    core.title = notice.title[:255]
    core.author = core.last_modified_by = "penaltykit"
    core.comments = core.keywords = core.subject = core.category = ""
    core.language = "zh-CN" if notice.lang == "zh" else "en"
    core.created = core.modified = stamp
    core.revision = 1


def set_fonts(target: Any, fonts: Fonts) -> None:
    """Set all four slots of a run's or style's fonts; no theme remains."""
    from docx.oxml.ns import qn

    slots = target.element.get_or_add_rPr().get_or_add_rFonts()
    slots.attrib.clear()
    for slot in ("ascii", "hAnsi", "cs"):
        slots.set(qn(f"w:{slot}"), fonts.latin)
    slots.set(qn("w:eastAsia"), fonts.chinese)


def character_indent(paragraph: Any) -> None:
    """Set the first line in by two characters, as Word counts them."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.paragraph_format.first_line_indent = Pt(32)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
    indent.set(qn("w:firstLineChars"), "200")


def off_grid(target: Any) -> None:
    """Take a paragraph or style off the grid of 22 lines.

    On the grid a line that is a little too high takes two.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = getattr(target, "_p", None)
    if element is None:
        element = target.element
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    element.get_or_add_pPr().insert_element_before(snap, *_AFTER_SNAP)


def styles(document: Any, lang: str) -> None:
    """Fonts, sizes and spacing of the styles that the paper uses."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    chinese = lang == "zh"
    normal = document.styles["Normal"]
    _style(normal, BODY, 16 if chinese else 12)
    _languages(normal)
    shape = normal.paragraph_format
    shape.space_before = Pt(0)
    shape.space_after = Pt(0 if chinese else 6)
    shape.line_spacing = 1.0 if chinese else 1.15
    shape.widow_control = True
    if chinese:
        shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        # 28 characters of 16 pt are wider than 156 mm by a sixth of a
        # character: each gives a quarter of a point.
        _tighten(normal, -5)
    _title(document.styles["Title"], chinese)
    for level, fonts in ((1, HEI), (2, KAI)):
        _heading(document.styles[f"Heading {level}"], fonts, chinese)
    for name in ("Header", "Footer"):
        _style(document.styles[name], SONG, 14)


def keep_styles(document: Any) -> None:
    """Drop the styles that no paper uses: the library's template has 160."""
    from docx.oxml.ns import qn

    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _STYLES:
            root.remove(style)
            continue
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _style(style: Any, fonts: Fonts, size: float) -> None:
    from docx.shared import Pt, RGBColor

    set_fonts(style, fonts)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)


def _title(style: Any, chinese: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    _style(style, TITLE, 22 if chinese else 18)
    style.font.bold = not chinese
    _tighten(style, 0)
    off_grid(style)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape.line_spacing = Pt(36 if chinese else 26)
    shape.space_after = Pt(0)
    shape.keep_with_next = True


def _heading(style: Any, fonts: Fonts, chinese: bool) -> None:
    from docx.shared import Pt

    _style(style, fonts, 16 if chinese else 13)
    style.font.bold = not chinese
    style.font.italic = False
    shape = style.paragraph_format
    shape.space_before = Pt(0 if chinese else 10)
    shape.space_after = Pt(0 if chinese else 4)
    shape.keep_with_next = True
    if chinese:
        shape.first_line_indent = Pt(32)


def _tighten(style: Any, twips: int) -> None:
    """Space between characters, in twentieths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties_ = style.element.get_or_add_rPr()
    for old in properties_.findall(qn("w:spacing")):
        properties_.remove(old)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(twips))
    # The schema wants it after the colour and before the size.
    properties_.insert_element_before(
        spacing,
        "w:w",
        "w:kern",
        "w:position",
        "w:sz",
        "w:szCs",
        "w:highlight",
        "w:u",
        "w:lang",
    )


def _languages(style: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def page_setup(document: Any, header: str | None, lang: str) -> None:
    """A4 with the margins of GB/T 9704, page numbers, a draft's head."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(20)
    # The number stands 7 mm below the type area and is 14 pt high.
    section.footer_distance = Mm(23)
    if lang == "zh":
        _line_grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, right=True)
    _page_number(section.even_page_footer, right=False)
    if header:
        for part in (section.header, section.even_page_header):
            _running_head(part, header)


def _line_grid(section: Any) -> None:
    """22 lines a page.

    Only lines: a grid of characters too would spread figures and Latin
    letters apart in some programs.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties_ = section._sectPr  # noqa: SLF001 (no other way)
    for old in properties_.findall(qn("w:docGrid")):
        properties_.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    pitch = int(_HEIGHT_MM * _TWIPS_A_MM / _LINES)
    grid.set(qn("w:linePitch"), str(pitch))
    properties_.append(grid)


def _page_number(footer: Any, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    shape = paragraph.paragraph_format
    if right:
        shape.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shape.right_indent = Pt(14)
    else:
        shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
        shape.left_indent = Pt(14)
    paragraph.add_run("— ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" —")


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run("1" if kind == "end" else "")
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001 (no other way)
        if kind == "begin":
            text = OxmlElement("w:instrText")
            text.text = f" {instruction} "
            paragraph.add_run()._r.append(text)  # noqa: SLF001


def _running_head(part: Any, header: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    part.is_linked_to_previous = False
    paragraph = part.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(header)
    run.font.size = Pt(14)
    run.font.bold = True
    run.font.color.rgb = RGBColor(0xB0, 0, 0)
