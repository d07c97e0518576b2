"""Circumstances of a violation (``rules/circumstances``): what they are, what
they do, what they ask for."""

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from penaltykit._fields import Node, load_entries
from penaltykit.assessment._nodes import citations, condition, facts
from penaltykit.benchmark import Document, DocumentCircumstance
from penaltykit.citation import Citation
from penaltykit.engine import Expression, Vocabulary
from penaltykit.errors import Fault, RuleError
from penaltykit.penalty import PenaltyKind

EFFECTS = ("no-penalty", "mitigate-or-lenient", "lenient", "severe")
OBLIGATIONS = ("shall", "may")
_NEEDED = ("id", "zh", "en", "effect", "obligation", "citation", "asks")
_KEYS = (
    *_NEEDED,
    "when",
    "sufficient",
    "hangs_on",
    "breach",
    "bars",
    "besides",
    "facts",
    "keeps",
    "keeps_objects",
    "excludes",
    "within",
    "note",
)


@frozen(kw_only=True)
class Circumstance:
    """A circumstance that an officer may find.

    Args:
        id: name in case files, for example ``penalty-law.32.1``.
        zh: label.
        en: label.
        effect: one of :data:`EFFECTS`; ``mitigate-or-lenient`` leaves the
            choice to the officer.
        obligation: ``shall`` or ``may``.
        citation: where the law says so.
        asks: what must be found, by language.
        when: condition that recorded facts must not contradict.
        sufficient: whether ``when`` is all that the law asks: where recorded
            facts prove it, it counts without a finding of its own.
        hangs_on: findings of an officer that decide where all else of
            ``when`` is recorded; until they are made the outcome is open.
        bars: whether a check of its own tells that no penalty may be given
            where recorded facts prove it (a child, out of time).
        breach: whether there is a violation all the same; without one there
            is nothing to correct, to confiscate or to teach.
        besides: what is to be done where it holds, by language.
        facts: facts that say the same thing.
        keeps: kinds that remain although no penalty is given.
        keeps_objects: what alone they fall on then; empty for whatever the
            law names.
        excludes: circumstances that cannot be found beside it.
        within: law under which alone it counts, by id; ``None`` for all.
        document: the benchmark document that names it; ``None`` where a law
            does.
        rule: what that document makes of it.
    """

    id: str
    zh: str
    en: str
    effect: str
    obligation: str
    citation: tuple[Citation, ...]
    asks: Mapping[str, str] = field(hash=False)
    when: Expression | None = None
    sufficient: bool = False
    hangs_on: tuple[str, ...] = ()
    breach: bool = True
    bars: bool = False
    besides: Mapping[str, str] = field(factory=dict, hash=False)
    facts: tuple[str, ...] = ()
    keeps: tuple[PenaltyKind, ...] = ()
    keeps_objects: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    within: str | None = None
    document: Document | None = field(default=None, repr=False)
    rule: DocumentCircumstance | None = None


def load_circumstances(
    root: Path, vocabulary: Vocabulary
) -> dict[str, Circumstance]:
    """The circumstances of ``root/circumstances``, by id.

    Raises:
        RuleError: with every fault of every file, located.
    """
    excluding: list[tuple[Node, str]] = []
    found = load_entries(
        sorted((root / "circumstances").glob("*.yaml")),
        lambda node: _circumstance(node, vocabulary, excluding),
    )
    faults: list[Fault] = []
    for node, name in excluding:
        if name not in found:
            node.faults = faults
            node.fault("rule-unknown-circumstance", found=name)
    if faults:
        raise RuleError(faults)
    return found


def _circumstance(
    node: Node, vocabulary: Vocabulary, excluding: list[tuple[Node, str]]
) -> Circumstance | None:
    """One entry; whom it excludes is verified when all are read."""
    before = len(node.faults)
    if not node.keys(_KEYS, _NEEDED) or len(node.faults) > before:
        return None
    circumstance = Circumstance(
        id=node.text("id") or "",
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        effect=node.choice("effect", EFFECTS) or "",
        obligation=node.choice("obligation", OBLIGATIONS) or "",
        keeps=tuple(map(PenaltyKind, node.choices("keeps", PenaltyKind))),
        keeps_objects=node.texts("keeps_objects"),
        excludes=node.texts("excludes"),
        within=node.text("within"),
        facts=facts(node, "facts", vocabulary),
        asks=node.languages("asks"),
        citation=citations(node.child("citation")),
        when=condition(node, "when", vocabulary),
        sufficient=node.truth("sufficient", default=False),
        hangs_on=facts(node, "hangs_on", vocabulary),
        breach=node.truth("breach", default=True),
        bars=node.truth("bars", default=False),
        besides=node.languages("besides"),
    )
    if circumstance.sufficient and circumstance.when is None:
        node.fault("rule-missing-key", expected="when")
    excluding.extend(
        (part, str(part.value)) for part in node.child("excludes").items()
    )
    return circumstance if len(node.faults) == before else None
