"""The terms that a wording tells for the ways out: reconsideration, suit."""

from collections.abc import Iterator
from typing import Final

from penaltykit.case import Term
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import PlainText, terms

_WAYS: Final = Pattern(
    r"(?P<review>复议)(?!决定|机关|期间|申请书|机构)|"
    r"(?P<suit>起诉|(?<!民事)(?<!刑事)诉讼)(?!期间|期限)"
)
# Ten days to ask for more time (行政诉讼法 art. 48) are no term to sue.
_NO_WAY: Final = Pattern(r"缴|履行|加处|改正|申辩|听证|强制执行|催告|延长")
_AFTER_REVIEW: Final = Pattern(
    r"复议(?:决定|期满|期限届满|"
    r"机关[^。；，]{0,6}(?:不予|逾期|决定|作出|维持|改变|驳回))"
)


_LONGEST: Final = 4000  # no sentence of a paper comes near it


def told_terms(sentence: str) -> Iterator[tuple[str, Term, bool]]:
    """Each way out of a sentence with its term: the last one that stands
    before it and for which no other duty is named."""
    sentence = sentence[:_LONGEST]
    ways = list(_WAYS.finditer(sentence))
    found = terms(sentence) if ways else []
    begin = 0
    for way in ways:
        mine = [t for t in found if begin <= t.start and t.end <= way.start()]
        begin = way.end()
        if not mine:
            continue
        last = mine[-1]
        if _NO_WAY.search(sentence[last.end : way.start()]):
            continue
        after = _AFTER_REVIEW.search(sentence[: way.start()]) is not None
        kind = "review" if way["review"] else "suit"
        yield kind, Term(count=last.count, unit=last.unit), after


def tells_term(text: str, kind: str) -> bool:
    """Whether a text tells a term for a way out, right or wrong.

    Args:
        text: wording of a paper.
        kind: ``review`` or ``suit``.
    """
    return any(
        told == kind
        for sentence in PlainText(text).sentences
        for told, _, _ in told_terms(sentence)
    )
