"""What is said of a branch of the law that was taken for want of a finding,
and of what branches have in common."""

from collections.abc import Iterable
from typing import Final

from penaltykit._i18n import both
from penaltykit._labels import kind_label
from penaltykit.assessment._fact_words import fact_label
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import band, listed, reason
from penaltykit.assessment._result import Reason
from penaltykit.assessment._unstated import Other
from penaltykit.benchmark import RowMatch
from penaltykit.citation import Citation
from penaltykit.facts import FactView
from penaltykit.money import Band

Citations = tuple[Citation, ...]

UNSTATED: Final = "statute.unstated"
"""Code of the reason for a finding that the file leaves unsaid."""


def kinds_of(options: Iterable[Option]) -> Text:
    """The kinds of several options, each once."""
    return listed(
        {
            option.penalty.kind: kind_label.both(option.penalty.kind)
            for option in options
        }.values()
    )


def unstated_reason(
    other: Other, view: FactView, citation: Citations
) -> Reason:
    """That a finding is neither made nor denied, and what it would open."""
    facts = listed([fact_label(view, fact) for fact in other.facts])
    pointers = tuple(f"{view.pointer}/facts/{fact}" for fact in other.facts)
    if other.track is None:
        text = both(
            "Whether “{facts}” holds is for an officer to find; the file"
            " neither finds nor denies it, and it is not counted. If it were"
            " found, the law would add this: {kinds}. An officer affirms or"
            " denies it, with grounds.",
            facts=facts,
            kinds=kinds_of(other.options),
        )
    else:
        text = both(
            "Whether “{facts}” holds is for an officer to find; the file"
            " neither finds nor denies it, and it is not counted. If it were"
            " found, the branch “{branch}” would apply. An officer affirms or"
            " denies it, with grounds.",
            facts=facts,
            branch=other.track.label,
        )
    return reason(UNSTATED, text, pointers=pointers, citation=citation)


def unstated_row(
    fact: str, row: RowMatch, fine: Band | None, view: FactView
) -> Reason:
    """That the row was chosen without a finding that would choose another."""
    text = both(
        "Whether “{fact}” holds is for an officer to find; the file neither"
        " finds nor denies it, and it is not counted. If it were found, row"
        " {row} of the table would fit{fine}. An officer affirms or denies"
        " it, with grounds.",
        fact=fact_label(view, fact),
        row=row.row,
        fine=both(", with a fine of {band}", band=band(fine))
        if fine is not None
        else {"zh": "", "en": ""},
    )
    return reason(
        "table.unstated",
        text,
        pointers=(f"{view.pointer}/facts/{fact}",),
        citation=row.provisions,
    )


def shared_reason(
    options: Iterable[Option], citation: Citations, *, gap: bool
) -> Reason:
    """Why something holds although no branch does."""
    kinds = kinds_of(options)
    text = (
        both(
            "All branches of the provision order this alike, so it holds in"
            " the gap between them too: {kinds}.",
            kinds=kinds,
        )
        if gap
        else both(
            "All branches that may apply order this alike, so it holds"
            " whichever it is: {kinds}.",
            kinds=kinds,
        )
    )
    return reason("statute.shared", text, citation=citation)
