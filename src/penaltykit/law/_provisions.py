"""Reading penalising provisions: branches and penalties, typed."""

import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from penaltykit._fields import Node
from penaltykit.citation import Citation
from penaltykit.engine import (
    Expression,
    FactType,
    Vocabulary,
    compile_expression,
)
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary as FactVocabulary
from penaltykit.law._model import BoundsReading, LawVersion, Provision, Track
from penaltykit.penalty import (
    ROUNDING_MODES,
    Obligation,
    Penalty,
    PenaltyKind,
    Subject,
    is_unit,
)

_PROVISION_KEYS: Final = ("ids", "citations", "tracks")
_TRACK_KEYS: Final = (
    "id",
    "label",
    "note",
    "when",
    "citations",
    "penalties",
)
_PLACE_KEYS: Final = (
    "article",
    "article_addition",
    "paragraph",
    "item",
    "subitem",
)
_PENALTY_KEYS: Final = (
    "kind",
    "object",
    "subject",
    "obligation",
    "group",
    "when",
    "from",
    "from_inclusive",
    "to",
    "to_inclusive",
    "unit",
    "base",
    "base_least",
    "per",
    "step",
    "step_from",
    "step_size",
    "rounding",
    "cap",
    "floor",
)
_EACH: Final = "each"
_NUMBERS: Final = (FactType.MONEY, FactType.QUANTITY, FactType.COUNT)


class ProvisionReader:
    """Reads provisions against one vocabulary; equal conditions are
    compiled once.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._compiled: dict[str, Expression] = {}

    def read(self, node: Node, version: LawVersion) -> list[Provision]:
        """The provisions of one entry: several items of one article that
        share their penalties stand in one entry (``ids``: provision id to
        item number, which replaces the word ``each``).
        """
        if not node.keys(_PROVISION_KEYS, _PROVISION_KEYS):
            return []
        citations = _places(node.child("citations"), version)
        tracks = [
            track
            for part in node.child("tracks").items()
            if (track := self._track(part, version, citations)) is not None
        ]
        self._check_tracks(node, tracks)
        return [
            Provision(
                id=name,
                citations=_at(citations, item, version, node),
                tracks=tuple(
                    evolve(
                        track,
                        citation=_at(track.citation, item, version, node),
                    )
                    for track in tracks
                ),
            )
            for name, item in provision_ids(node)
        ]

    def _track(
        self,
        node: Node,
        version: LawVersion,
        citations: tuple[Citation, ...],
    ) -> Track | None:
        if not node.keys(_TRACK_KEYS, ("id", "label", "penalties")):
            return None
        penalties: list[Penalty] = []
        conditions: list[Expression | None] = []
        for part in _listed(node.child("penalties")):
            if isinstance(part.value, str):
                found = self._phrase(part, version)
                penalties += found
                conditions += [self._compile(part, one.when) for one in found]
                continue
            penalty = read_penalty(part, version.bounds, self.vocabulary)
            if penalty is not None:
                penalties.append(penalty)
                conditions.append(self._condition(part))
        own = _places(node.child("citations"), version)
        return Track(
            id=node.text("id") or "",
            when=self._condition(node),
            penalties=tuple(penalties),
            conditions=tuple(conditions),
            citation=own or citations,
            label=node.languages("label"),
            note=node.languages("note"),
        )

    def _phrase(self, node: Node, version: LawVersion) -> list[Penalty]:
        """Penalties as the law prints them; faults stand at the phrase."""
        from penaltykit.clause import Bounds, phrase_penalties

        # Words are bound by what the entries of the vocabulary list.
        assert isinstance(self.vocabulary, FactVocabulary)
        said = {True: "included", False: "excluded"}
        bounds = Bounds(
            from_=said[version.bounds.above_inclusive],
            to=said[version.bounds.below_inclusive],
        )
        found = phrase_penalties(node.value, self.vocabulary, bounds)
        for fault in found.faults:
            node.fault(fault.code, **fault.params)
        for penalty in found.penalties:
            reason = _problem(penalty)
            if reason is not None:
                node.fault("law-penalty-wrong", reason=reason)
        return list(found.penalties)

    def _condition(self, node: Node) -> Expression | None:
        return self._compile(node.child("when"), node.text("when"))

    def _compile(self, node: Node, text: str | None) -> Expression | None:
        """A condition that stands at ``node``."""
        if text is None:
            return None
        found = self._compiled.get(text)
        if found is None:
            place = node.document.place(node.pointer)
            try:
                found = compile_expression(
                    text, self.vocabulary, place, expect="condition"
                )
            except RuleError as error:
                node.faults.extend(error.faults)
                return None
            self._compiled[text] = found
        return found

    @staticmethod
    def _check_tracks(node: Node, tracks: list[Track]) -> None:
        seen: set[str] = set()
        for track in tracks:
            if track.id in seen:
                node.fault("law-track-twice", found=track.id)
            seen.add(track.id)
            if track.when is None and len(tracks) > 1:
                node.fault("law-track-always", found=track.id)


def _listed(node: Node) -> Iterator[Node]:
    """The parts of a list; a phrase stands for a list of its own."""
    if isinstance(node.value, str):
        yield node
    else:
        yield from node.items()


def provision_ids(entry: Node) -> list[tuple[str, int | None]]:
    """The provisions of one entry, each with the item it stands for."""
    node = entry.child("ids")
    if isinstance(node.value, list):
        return [
            (part.value, None)
            for part in node.items()
            if isinstance(part.value, str)
        ]
    return [(name, node.count(name)) for name, _ in node.entries()]


def _places(node: Node, version: LawVersion) -> tuple[Citation, ...]:
    """Citations of the law itself; item 0 stands for ``each``."""
    found = []
    for part in node.items():
        if not part.keys(_PLACE_KEYS, ("article",)):
            continue
        each = part.value.get("item") == _EACH
        numbers: dict[str, Any] = {
            key: part.count(key)
            for key in _PLACE_KEYS
            if not (each and key == "item")
        }
        if each:
            numbers["item"] = 0
        citation = version.cite(Citation(**numbers))
        if not each and version.exists(citation) is False:
            part.fault("law-place-missing", found=part.value)
        found.append(citation)
    return tuple(found)


def _at(
    citations: tuple[Citation, ...],
    item: int | None,
    version: LawVersion,
    node: Node,
) -> tuple[Citation, ...]:
    """The citations with ``each`` replaced by the item of one provision."""
    placed = tuple(
        evolve(citation, item=item) if citation.item == 0 else citation
        for citation in citations
    )
    for old, new in zip(citations, placed, strict=True):
        if old is not new and version.exists(new) is False:
            node.child("ids").fault(
                "law-place-missing", found=f"{new.article}({new.item})"
            )
    return placed


def read_penalty(
    node: Node, bounds: BoundsReading, vocabulary: Vocabulary
) -> Penalty | None:
    """One penalty; 以上 and 以下 follow ``bounds`` unless it says else."""
    if not node.keys(_PENALTY_KEYS, ("kind",)):
        return None
    before = len(node.faults)
    kind = node.choice("kind", tuple(PenaltyKind))
    subject = node.choice("subject", tuple(Subject))
    obligation = node.choice("obligation", tuple(Obligation))
    low, high = node.decimal("from"), node.decimal("to")
    unit = node.text("unit")
    if unit is None and (low is not None or high is not None):
        unit = "yuan"
    facts = {
        key: _fact(node, key, vocabulary) for key in ("base", "per", "step")
    }
    if kind is None or len(node.faults) > before:
        return None
    penalty = Penalty(
        kind=PenaltyKind(kind),
        object=node.text("object"),
        subject=Subject(subject or Subject.PARTY),
        obligation=Obligation(obligation or Obligation.MUST),
        group=node.text("group"),
        when=node.text("when"),
        from_=low,
        from_inclusive=node.truth("from_inclusive", bounds.above_inclusive),
        to=high,
        to_inclusive=node.truth("to_inclusive", bounds.below_inclusive),
        unit=unit,
        base_least=node.decimal("base_least"),
        step_from=node.decimal("step_from"),
        step_size=node.decimal("step_size"),
        rounding=node.choice("rounding", ROUNDING_MODES),
        cap=node.decimal("cap"),
        floor=node.decimal("floor"),
        **facts,
    )
    reason = _problem(penalty)
    if reason is not None:
        node.fault("law-penalty-wrong", reason=reason)
        return None
    return penalty


def _fact(node: Node, key: str, vocabulary: Vocabulary) -> str | None:
    name = node.text(key)
    if name is None:
        return None
    signature = vocabulary.signature(name)
    if signature is None:
        near = difflib.get_close_matches(name, list(vocabulary.names()), n=1)
        node.child(key).fault(
            "law-fact-unknown", found=name, nearest=near[0] if near else None
        )
    elif signature.type not in _NUMBERS:
        node.child(key).fault("law-fact-not-number", found=name)
    return name


def _problem(penalty: Penalty) -> Mapping[str, str] | None:
    """Why a penalty contradicts itself, in both languages."""
    low, high, unit = penalty.from_, penalty.to, penalty.unit
    open_amount = low is None and high is None
    alternative = penalty.obligation is Obligation.ALTERNATIVE
    fine = penalty.kind is PenaltyKind.FINE
    problems = (
        (
            unit is not None and not is_unit(unit),
            f"没有“{unit}”这一单位",
            f"no unit {unit}",
        ),
        (
            low is not None and high is not None and low > high,
            "下限高于上限",
            "the lower bound is above the upper",
        ),
        (fine and open_amount, "罚款没有数额", "a fine without an amount"),
        (
            unit in ("times", "percent") and penalty.base is None,
            "倍数或者百分比缺少基数",
            "no base to multiply",
        ),
        (
            penalty.base_least is not None and penalty.base is None,
            "写了基数的最低值却没有基数",
            "the least of a base without the base",
        ),
        (
            alternative and penalty.group is None,
            "选择处罚缺少分组",
            "an alternative without a group",
        ),
        (
            penalty.step is None
            and not (penalty.step_size is None and penalty.step_from is None),
            "写了级距却没有写计级的事实",
            "a size of steps without the fact that counts them",
        ),
        (penalty.step_size == 0, "级距为零", "steps of no size"),
        (
            penalty.cap is not None
            and penalty.cap < (penalty.floor or Decimal(0)),
            "封顶低于保底",
            "the cap is below the floor",
        ),
    )
    for wrong, zh, en in problems:
        if wrong:
            return {"zh": zh, "en": en}
    return None
