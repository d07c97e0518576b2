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
from penaltykit.penalty import PenaltyKind

EFFECTS = ("no-penalty", "mitigate-or-lenient", "lenient", "severe")
OBLIGATIONS = ("shall", "may")
_NEEDED = ("id", "zh", "en", "effect", "obligation", "citation", "asks")
_KEYS = (*_NEEDED, "when", "facts", "keeps", "note")


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
        facts: facts that say the same thing.
        keeps: kinds that remain although no penalty is given.
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
    facts: tuple[str, ...] = ()
    keeps: tuple[PenaltyKind, ...] = ()
    document: Document | None = field(default=None, repr=False)
    rule: DocumentCircumstance | None = None


def load_circumstances(
    root: Path, vocabulary: Vocabulary
) -> dict[str, Circumstance]:
    """The circumstances of ``root/circumstances``, by id.

    Raises:
        RuleError: with every fault of every file, located.
    """
    return load_entries(
        sorted((root / "circumstances").glob("*.yaml")),
        lambda node: _circumstance(node, vocabulary),
    )


def _circumstance(node: Node, vocabulary: Vocabulary) -> Circumstance | None:
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
        facts=facts(node, "facts", vocabulary),
        asks=node.languages("asks"),
        citation=citations(node.child("citation")),
        when=condition(node, "when", vocabulary),
    )
    return circumstance if len(node.faults) == before else None
