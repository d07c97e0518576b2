"""Kinds of agency (执法机关种类), and who leads them."""

import difflib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from attrs import field, frozen

from penaltykit._fields import Node, load_entries
from penaltykit.errors import UnknownNameError

_KEYS: Final = (
    "id",
    "zh",
    "en",
    "leadership",
    "review",
    "citation",
    "note",
    "aliases",
)


class Leadership(StrEnum):
    """Who leads an agency; decides who reviews its decisions."""

    LOCAL = "local"
    VERTICAL = "vertical"
    NOT_SETTLED = "not-settled"


class Route(StrEnum):
    """Where the decisions of an agency go for reconsideration.

    A department of a local government: that government. A system under
    vertical leadership: its next higher agency. A justice agency that
    reviews itself: its own government or the higher justice agency. A local
    government: the government above. A sub-district office: the government
    that set it up.
    """

    OWN_GOVERNMENT = "own-government"
    HIGHER_AGENCY = "higher-agency"
    OWN_OR_HIGHER = "own-government-or-higher-agency"
    GOVERNMENT_ABOVE = "government-above"
    FOUNDING_GOVERNMENT = "founding-government"
    NOT_SETTLED = "not-settled"


_ROUTES: Final = {
    Leadership.LOCAL: Route.OWN_GOVERNMENT,
    Leadership.VERTICAL: Route.HIGHER_AGENCY,
    Leadership.NOT_SETTLED: Route.NOT_SETTLED,
}


@frozen(kw_only=True)
class AgencyKind:
    """A kind of agency.

    Args:
        id: name in items.
        zh: name.
        en: name.
        leadership: local government, its own system (垂直领导), or not
            settled by the texts that are held.
        route: who reviews it; follows from the leadership unless the data
            say otherwise.
        citation: what says so; ``None`` where no text that is held does.
        note: in both languages.
        aliases: words by which a case file may name its field.
    """

    id: str
    zh: str
    en: str
    leadership: Leadership
    route: Route = Route.NOT_SETTLED
    citation: str | None = None
    note: Mapping[str, str] = field(factory=dict, hash=False)
    aliases: tuple[str, ...] = ()


class AgencyKinds:
    """Kinds of agency by id."""

    def __init__(self, kinds: Mapping[str, AgencyKind]) -> None:
        self._kinds = dict(kinds)
        self._names = {
            name: kind
            for kind in self._kinds.values()
            for name in (kind.id, kind.zh, kind.en, *kind.aliases)
        }

    @classmethod
    def load(cls, root: Path) -> Self:
        """The kinds of ``root/agencies/kinds.yaml``.

        Raises:
            RuleError: with every fault of the file.
        """
        return cls(load_entries([root / "agencies" / "kinds.yaml"], _kind))

    def get(self, kind: str) -> AgencyKind:
        """The kind with this id.

        Raises:
            UnknownNameError: with the nearest ids.
        """
        found = self._kinds.get(kind)
        if found is None:
            what = "agency kind"
            raise UnknownNameError(what, kind, self._kinds)
        return found

    def by_name(self, name: str) -> AgencyKind | None:
        """The kind that a case file means by the name of its field."""
        return self._names.get(name.strip())

    def nearest(self, name: str) -> str | None:
        """The id or name that is most like ``name``."""
        near = difflib.get_close_matches(name, self._names, n=1)
        return near[0] if near else None

    def ids(self) -> Iterator[str]:
        """Every id."""
        return iter(self._kinds)

    def __contains__(self, kind: str) -> bool:
        return kind in self._kinds


def _kind(node: Node) -> AgencyKind | None:
    if not node.keys(_KEYS, ("id", "zh", "en", "leadership")):
        return None
    leadership = node.choice("leadership", tuple(Leadership))
    route = node.choice("review", tuple(Route))
    if leadership is None or (route is None and node.value.get("review")):
        return None
    return AgencyKind(
        id=node.text("id") or "",
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        leadership=Leadership(leadership),
        route=Route(route) if route else _ROUTES[Leadership(leadership)],
        citation=node.text("citation"),
        note=node.languages("note"),
        aliases=node.texts("aliases"),
    )
