"""Who stands for a party, as papers print it: behind its name in brackets, or
at the head of the wording."""

from collections.abc import Iterable, Iterator
from typing import Final

from penaltykit.case import Party
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import is_masked

_ROLES: Final = "经营者|业主|投资人|负责人|法定代表人"
_BRACKET: Final = Pattern(
    rf"\s*[（(]\s*(?:{_ROLES})\s*[:：]?\s*(?P<name>[^（）()]{{0,40}}?)\s*[）)]"
)
_HEAD: Final = 400  # signs in which a paper says who the party is
_LINE: Final = Pattern(
    r"(?:法定代表人|经营者|业主|投资人)"
    r"\s*(?:[（(][^（）()\n]{0,20}[）)])?\s*[:：]\s*"
    r"(?P<name>[\u4e00-\u9fff·]{2,12})(?=[\s，,。；;、]|$)"
)


def _known(parties: Iterable[Party]) -> set[str]:
    names = (
        name
        for party in parties
        for name in (party.operator, party.legal_representative)
    )
    return {name.strip() for name in names if name}


def in_brackets_agrees(printed: str, party: Party) -> bool:
    """Whether who runs the business, where a paper prints it behind the
    name of the party, is who the file says; a covered name is passed over.

    Args:
        printed: name of the party with what follows.
        party: whose name it begins with.
    """
    known = _known([party])
    match = _BRACKET.match(printed, len(party.name))
    if match is None or not known:
        return True
    name = match["name"].strip()
    return not name or is_masked(name) or name in known


def at_head(text: str) -> Iterator[str]:
    """Names of who stands for a party at the head of a wording."""
    for match in _LINE.finditer(text, 0, _HEAD):
        if not is_masked(match["name"]):
            yield match["name"]


def head_agrees(text: str, parties: Iterable[Party]) -> bool:
    """Whether everybody whom the head of a wording names as standing for a
    party is one who does; where the file names nobody there is nothing to
    compare.

    Args:
        text: wording of a paper.
        parties: of the case.
    """
    known = _known(parties)
    return not known or all(name in known for name in at_head(text))
