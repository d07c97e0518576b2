"""Why the law of a day does not have a provision that it had before, or has
later.

That a version lacks a provision says something only where its text is held:
whole, or the article itself as one that is gone. Otherwise nothing is known,
and nothing is said.
"""

import datetime as dt
from collections.abc import Mapping

from attrs import frozen

from penaltykit.law._model import Item, Law, LawVersion, Provision
from penaltykit.law._renumbering import Fate
from penaltykit.law._statute import Absence, Statute


@frozen
class _Line:
    """The versions of a law, and which of them have a provision."""

    law: Law
    provision: str
    at: int

    def known(self, index: int) -> Provision | None:
        """The provision as that version has it."""
        return self.law.versions[index].provisions.get(self.provision)

    def gone(self) -> tuple[int, int] | None:
        """The last version before that had it, and the first since that is
        known not to; ``None`` where there is none."""
        versions = self.law.versions
        for last in range(self.at - 1, -1, -1):
            had = self.known(last)
            if had is None:
                continue
            for index in range(last + 1, self.at + 1):
                if _lacks(versions[index], versions[index - 1], had):
                    return last, index
            return None
        return None

    def coming(self) -> int | None:
        """The first later version that has it, where every text from this
        one on is held whole and set beside the one before."""
        versions = self.law.versions
        if not _whole(versions[self.at]):
            return None
        for index in range(self.at + 1, len(versions)):
            step = versions[index].renumbered
            if (
                step is None
                or not step.complete
                or step.from_version != versions[index - 1].id
            ):
                return None
            if self.known(index) is not None:
                return index
        return None


def absence(
    item: Item, laws: Mapping[str, Law], date: dt.date | None
) -> Absence | None:
    """What became of the provision that penalises an item.

    Args:
        item: whose provisions are asked about.
        laws: by id.
        date: on which none of them is in force.

    Returns:
        ``None`` where one is in force, or the text of the day does not tell.
    """
    if date is None:
        return None
    found: list[Absence] = []
    for penalising in item.penalising:
        law = laws[penalising.law]
        version = law.version_at(date)
        if version is None or penalising.provision in version.provisions:
            return None
        line = _Line(law, penalising.provision, law.versions.index(version))
        one = _absence(item, line)
        if one is None:
            return None
        found.append(one)
    return next((one for one in found if one.repealed), None) or next(
        iter(found), None
    )


def _absence(item: Item, line: _Line) -> Absence | None:
    versions = line.law.versions
    gone = line.gone()
    last, first = gone if gone is not None else (line.coming(), None)
    if last is None:
        return None
    provision = line.known(last)
    assert provision is not None
    return Absence(
        statute=Statute(
            item=item,
            law=line.law,
            version=versions[last],
            provision=provision,
        ),
        in_force=versions[line.at],
        repealed_by=None if first is None else versions[first],
    )


def _whole(version: LawVersion) -> bool:
    return version.shape is not None and version.shape.complete


def _lacks(version: LawVersion, before: LawVersion, had: Provision) -> bool:
    """Whether a version that does not list a provision is known to lack it:
    its articles are said to be gone, or the text is held whole."""
    step = version.renumbered
    if step is not None and step.from_version == before.id:
        fates = {
            step.fate((one.article, one.article_addition))
            for one in had.citations
            if one.article is not None
        }
        if fates == {Fate.REPEALED}:
            return True
    return _whole(version)
