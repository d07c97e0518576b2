"""Laws, their versions, the penalties they provide, and penalty items."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from attrs import evolve, field, frozen

from penaltykit.citation import Citation
from penaltykit.engine import Context, Evidence, Expression, Verdict
from penaltykit.law._renumbering import Fate, Followed, Renumbering
from penaltykit.law._shape import Shape
from penaltykit.penalty import Penalty

Text = Mapping[str, str]


class Rank(StrEnum):
    """Rank of a norm, the highest first (立法法)."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative-regulation"
    LOCAL_REGULATION = "local-regulation"
    DEPARTMENT_RULE = "department-rule"
    LOCAL_GOVERNMENT_RULE = "local-government-rule"
    NORMATIVE_DOCUMENT = "normative-document"


@frozen(kw_only=True)
class BoundsReading:
    """Whether 以上 and 以下 in a law include the figure.

    Args:
        above_inclusive: of 以上.
        below_inclusive: of 以下.
        source: ``"law"`` where the law says so itself, ``"house"`` for a
            declared reading of this library.
        citation: the provision that says so; empty for a house reading.
    """

    above_inclusive: bool = True
    below_inclusive: bool = True
    source: str = "house"
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Due:
    """A penalty of a track, and whether it applies to these facts.

    Args:
        penalty: as the law provides it.
        applies: true, false, or ``None`` where ``settle`` would decide.
        verdict: of the condition; ``None`` where there is none.
    """

    penalty: Penalty
    applies: bool | None
    verdict: Verdict | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the answer rests on; looked up when first asked for."""
        return () if self.verdict is None else self.verdict.evidence

    @property
    def settle(self) -> tuple[str, ...]:
        """Facts that would settle it."""
        return () if self.verdict is None else self.verdict.settle


@frozen(kw_only=True)
class Track:
    """One branch of a penalising provision.

    Args:
        id: unique in its provision.
        when: the facts that lead to this branch; ``None`` is always.
        penalties: what it provides, in the order of the law.
        conditions: the compiled ``when`` of each penalty; ``None`` is
            always.
        citation: the provision, down to what this branch rests on.
        label: in both languages.
        note: a reading that the law leaves open, in both languages.
    """

    id: str
    when: Expression | None
    penalties: tuple[Penalty, ...]
    conditions: tuple[Expression | None, ...]
    citation: tuple[Citation, ...]
    label: Text = field(hash=False)
    note: Text = field(factory=dict, hash=False)

    def dues(self, view: Context) -> tuple[Due, ...]:
        """Every penalty of the branch with whether it applies."""
        found = []
        for penalty, condition in zip(
            self.penalties, self.conditions, strict=True
        ):
            if condition is None:
                found.append(Due(penalty=penalty, applies=True))
                continue
            verdict = condition.evaluate(view)
            found.append(
                Due(penalty=penalty, applies=verdict.value, verdict=verdict)
            )
        return tuple(found)


@frozen(kw_only=True)
class Provision:
    """A penalising provision of one version of a law.

    Args:
        id: the same in every version that has it, so that versions compare.
        citations: of the whole provision.
        tracks: its branches, in the order of the law.
    """

    id: str
    citations: tuple[Citation, ...]
    tracks: tuple[Track, ...]

    def cited(self, version: "LawVersion") -> "Provision":
        """The same provision as a part of another version."""

        def moved(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
            return tuple(version.cite(citation) for citation in citations)

        return evolve(
            self,
            citations=moved(self.citations),
            tracks=tuple(
                evolve(track, citation=moved(track.citation))
                for track in self.tracks
            ),
        )


@frozen(kw_only=True)
class LawVersion:
    """One version of a law.

    Args:
        law: id of the law.
        id: unique in the law; the year, as it is cited.
        promulgated: date of the decision or order.
        effective: first day in force; ``None`` where it is not known.
        until: last day in force; ``None`` where no end is known.
        status: ``stated`` where a text says when it takes effect,
            ``to-be-confirmed`` where the date of the decision stands in.
        source: where the dates come from.
        bounds: reading of 以上 and 以下.
        shape: what can be cited; ``None`` where nothing is known.
        provisions: by id.
        renumbered: where the articles of the version before went, as far as
            that is known.
    """

    law: str
    id: str
    promulgated: dt.date | None
    effective: dt.date | None
    until: dt.date | None
    status: str
    source: Text = field(hash=False)
    bounds: BoundsReading
    shape: Shape | None
    provisions: Mapping[str, Provision] = field(hash=False)
    renumbered: Renumbering | None = None

    def exists(self, citation: Citation) -> bool | None:
        """Whether the place exists in this version.

        Returns:
            ``None`` where the shape of the law is not known so far: the
            place cannot be verified, and is not said to be missing.
        """
        if self.shape is None:
            return True if citation.article is None else None
        return self.shape.exists(citation)

    def cite(self, citation: Citation) -> Citation:
        """``citation`` with law and version filled in."""
        return evolve(citation, law=self.law, version=self.id)


@frozen(kw_only=True)
class Law:
    """A law with its versions, the oldest first.

    Args:
        id: file name in ``rules/laws``.
        rank: of the norm.
        zh: full name.
        en: English name (no official translation is implied).
        short: other names under which it is cited.
        number: document number, for norms that are known by it.
        note: for readers, in both languages.
        versions: by effective date.
    """

    id: str
    rank: Rank
    zh: str
    en: str
    short: tuple[str, ...] = ()
    number: str | None = None
    note: Text = field(factory=dict, hash=False)
    versions: tuple[LawVersion, ...]

    def version(self, version: str) -> LawVersion | None:
        """The version with this id."""
        for found in self.versions:
            if found.id == version:
                return found
        return None

    def version_at(self, date: dt.date) -> LawVersion | None:
        """The version in force on ``date``.

        Returns:
            ``None`` before the first version that is held, and after the
            end of the last.
        """
        found = None
        for version in self.versions:
            if version.effective is not None and version.effective <= date:
                found = version
        if found is not None and found.until and found.until < date:
            return None
        return found

    def follow(self, citation: Citation, to: str | None = None) -> Followed:
        """Where an article of an older version stands in a later one.

        Args:
            citation: with the version it was cited from.
            to: version to follow it to; without it, the newest.

        Returns:
            Fate ``unknown`` where a version on the way does not say how it
            numbers, or does not say it for this article.
        """
        order = [version.id for version in self.versions]
        last = order[-1] if to is None and order else to
        if (
            citation.article is None
            or citation.version not in order
            or last not in order[order.index(citation.version) :]
        ):
            return Followed(fate=Fate.UNKNOWN)
        number = (citation.article, citation.article_addition)
        fate = Fate.SAME
        start, end = order.index(citation.version), order.index(last)
        for before, version in zip(
            order[start:end], self.versions[start + 1 : end + 1], strict=True
        ):
            step = version.renumbered
            if step is None or step.from_version != before:
                return Followed(fate=Fate.UNKNOWN)
            became = step.fate(number)
            if became in (Fate.UNKNOWN, Fate.REPEALED):
                return Followed(fate=became)
            if became is Fate.MOVED:
                number = step.articles[number] or number
                fate = became
        return Followed(
            fate=fate,
            citation=Citation(
                law=self.id,
                version=last,
                article=number[0],
                article_addition=number[1],
            ),
        )

    def title(self, lang: str = "zh") -> str:
        """The name in ``lang``."""
        return self.en if lang == "en" else self.zh


@frozen(kw_only=True)
class Penalising:
    """The provision of a law that penalises an item."""

    law: str
    provision: str


@frozen(kw_only=True)
class Competence:
    """Which kind of agency imposes a penalty, from which level up."""

    kind: str
    level: str | None = None


@frozen(kw_only=True)
class Item:
    """A penalty item (处罚事项).

    Args:
        id: ``field.act``.
        zh: name.
        en: name.
        field: of enforcement.
        breached: provisions that forbid the act.
        penalising: provisions that penalise it; the first is the usual one.
        agencies: kinds of agency competent for it.
        questions: facts that a form asks for.
    """

    id: str
    zh: str
    en: str
    field: str
    breached: tuple[Citation, ...]
    penalising: tuple[Penalising, ...]
    agencies: tuple[Competence, ...]
    questions: tuple[str, ...]

    def name(self, lang: str = "zh") -> str:
        """The name in ``lang``."""
        return self.en if lang == "en" else self.zh
