"""A DOCX whose bytes depend on nothing but its content."""

import io
import zipfile
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from penaltykit.notice._docx_page import BODY, HEI, KAI, SONG, TITLE

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NEEDLESS: Final = frozenset(
    {
        *("thumbnail", "stylesWithEffects", "customXml", "webSettings"),
        *("numbering", "extended-properties"),
    }
)
_FONTS: Final = "word/fontTable.xml"
_UNIX: Final = 3


def stable(document: Any) -> bytes:
    """The document as bytes: entries sorted, dates fixed, nothing packed.

    Not packed, because two builds of zlib may pack one text differently.
    """
    # The library's template brings a picture of its own first page, the
    # styles a second time, and other parts that no paper needs.
    for rels in (document.part.package.rels, document.part.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.rpartition("/")[2] in _NEEDLESS:
                del rels[key]
    raw = io.BytesIO()
    document.save(raw)
    result = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target,
    ):
        # The list of types comes first, as readers expect it.
        names = sorted(source.namelist(), key=_order)
        for name in names:
            content = _font_table() if name == _FONTS else source.read(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content, zipfile.ZIP_STORED)
    return result.getvalue()


def _order(name: str) -> tuple[bool, str]:
    return name != "[Content_Types].xml", name


def _font_table() -> bytes:
    """The fonts, each with the names to try where it is not installed."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(font.chinese)}>"
        f"<w:altName w:val={quoteattr(font.others)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for font in (BODY, TITLE, HEI, KAI, SONG)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main">{fonts}</w:fonts>'
    ).encode()
