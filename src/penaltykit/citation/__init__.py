"""Citations: 《…》第…条第…款第…项, read and printed."""

from penaltykit.citation._model import Citation
from penaltykit.citation._names import LawNames
from penaltykit.citation._numerals import from_chinese, to_chinese
from penaltykit.citation._parse import (
    FoundCitation,
    find_citations,
    parse,
    resolve,
)
from penaltykit.citation._print import format_citation, format_citations

__all__ = [
    "Citation",
    "FoundCitation",
    "LawNames",
    "find_citations",
    "format_citation",
    "format_citations",
    "from_chinese",
    "parse",
    "resolve",
    "to_chinese",
]
