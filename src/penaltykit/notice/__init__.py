"""Papers to the party: prior notice, decision, on-the-spot decision."""

from penaltykit._names import LoadedNames, PaperNames
from penaltykit.notice._blocks import (
    Block,
    DraftBanner,
    Heading,
    Items,
    KeyValues,
    Number,
    PageMarks,
    Paragraph,
    Signature,
    SignLines,
    Title,
)
from penaltykit.notice._layout import Layout, kinds, load_layout
from penaltykit.notice._missing import Missing
from penaltykit.notice._notice import FORMATS, Notice, make_notice

__all__ = [
    "FORMATS",
    "Block",
    "DraftBanner",
    "Heading",
    "Items",
    "KeyValues",
    "Layout",
    "LoadedNames",
    "Missing",
    "Notice",
    "Number",
    "PageMarks",
    "PaperNames",
    "Paragraph",
    "SignLines",
    "Signature",
    "Title",
    "kinds",
    "load_layout",
    "make_notice",
]
