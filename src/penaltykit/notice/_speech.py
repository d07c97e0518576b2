"""The voice of one paper: its language, its form of address, its names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from penaltykit._i18n import pick
from penaltykit._names import PaperNames
from penaltykit.case import Party, PartyKind
from penaltykit.citation import Citation, format_citations
from penaltykit.notice._clean import clean, one_line

# Titles and quotations keep their own words.
_PARTY: Final = re.compile("(《[^》]*》|“[^”]*”|「[^」]*」)|当事人")

_AMOUNT: Final = re.compile(r"(?<![\d.,，])\d{4,15}(?=(?:\.\d{1,2})?元)")


def plain(value: str | None) -> str:
    """A short value of the case on one line; empty where there is none."""
    return one_line(value) if value else ""


def address(parties: Sequence[Party], lang: str) -> str:
    """The one form of address of a paper: 你, 你单位 or 你们.

    An individual business is addressed as a unit when it trades under a
    name of its own, as the person when it bears the operator's name.
    """
    if lang == "en":
        return "you"
    if len(parties) != 1:
        return "你们"
    party = parties[0]
    alone = party.kind is PartyKind.CITIZEN or (
        party.kind is PartyKind.INDIVIDUAL_BUSINESS
        and party.operator == party.name
    )
    return "你" if alone else "你单位"


@frozen(kw_only=True)
class Speech:
    """How one paper speaks.

    Args:
        lang: ``"zh"`` or ``"en"``.
        names: names of laws, items and facts.
        you: the form of address.
        alone: whether the paper speaks to one party only.
    """

    lang: str
    names: PaperNames
    you: str
    alone: bool

    @classmethod
    def to(
        cls, parties: Sequence[Party], names: PaperNames, lang: str
    ) -> "Speech":
        """The voice of a paper to these parties."""
        return cls(
            lang=lang,
            names=names,
            you=address(parties, lang),
            alone=len(parties) == 1,
        )

    def tell(self, value: str | None) -> str:
        """A narrative of the file, lines kept.

        Files speak of 当事人, papers to the party: one paper has one form of
        address. Where it speaks to several, 当事人 stays, since it may mean
        one of them.
        """
        said = clean(value or "").strip()
        if self.lang != "zh" or not self.alone:
            return said
        return _PARTY.sub(lambda found: found[1] or self.you, said)

    def line(self, value: str | None) -> str:
        """A narrative on one line."""
        return one_line(self.tell(value))

    def either(self, value: Any) -> str:
        """A text of an assessment, ``{zh, en}`` or plain, on one line; its
        amounts are grouped as those of the paper are.
        """
        if value is None:
            return ""
        if isinstance(value, Mapping):
            value = pick(value, self.lang)
        said = self.line(str(value))
        if self.lang != "zh":
            return said
        return _AMOUNT.sub(lambda found: f"{int(found[0]):,}", said)

    def cited(self, given: Iterable[Citation]) -> str:
        """Places in laws, each law named once."""
        return plain(format_citations(given, self.lang, self.names.laws))
