"""The score of one case file, with each deduction."""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from attrs import field, frozen

from penaltykit._i18n import pick
from penaltykit.assessment import Assessment, Finding
from penaltykit.case import Case, standing
from penaltykit.review._rubric import Block, Item, Rubric, Veto

_TENTH = Decimal("0.1")
_PAPER = re.compile(r"/papers/([0-9]+)(?:/|$)")


@frozen(kw_only=True)
class Deduction:
    """Points that one finding took, or leaves open.

    ``points`` is ``0`` for what an item had lost already.
    """

    block: str
    item: str
    text: Mapping[str, str] = field(hash=False)
    code: str
    severity: str
    pointer: str
    message: Mapping[str, str] = field(hash=False)
    points: Decimal
    open: bool = False


@frozen(kw_only=True)
class Fall:
    """A veto that fell, and the finding that made it fall."""

    id: str
    text: Mapping[str, str] = field(hash=False)
    code: str
    pointer: str
    message: Mapping[str, str] = field(hash=False)
    open: bool = False


@frozen(kw_only=True)
class BlockScore:
    """Points of a block: what can be won, what is, what is open."""

    id: str
    text: Mapping[str, str] = field(hash=False)
    points: Decimal
    won: Decimal
    open: Decimal
    applies: bool


@frozen(kw_only=True)
class Score:
    """What a rubric gives a case.

    Attributes:
        rubric: which.
        points: of the blocks that apply: the case has come so far.
        won: points that nothing takes, those that are open not counted.
        open: points that hang on a fact that is missing.
        score: on the scale of the rubric, one decimal, half up; ``None``
            where no block applies yet.
        score_at_best: the same if all that is open turns out well.
        passed: false with a veto; ``None`` while one is open.
        vetoes, deductions, blocks: the parts.
        fits: whether the rubric is made for the field of the agency;
            ``None`` where the field is not known.
    """

    rubric: Rubric
    points: Decimal
    won: Decimal
    open: Decimal
    score: Decimal | None
    score_at_best: Decimal | None
    passed: bool | None
    vetoes: tuple[Fall, ...]
    deductions: tuple[Deduction, ...]
    blocks: tuple[BlockScore, ...]
    fits: bool | None = True

    @property
    def caution(self) -> Mapping[str, str] | None:
        """What is said where the rubric is one of another field."""
        return self.rubric.caution if self.fits is False else None

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """As JSON values; points are decimal strings."""
        return {
            "rubric": self.rubric.id,
            "name": pick(self.rubric.name, lang),
            "status": self.rubric.status,
            "source": pick(self.rubric.source, lang),
            "points": str(self.points),
            "won": str(self.won),
            "open": str(self.open),
            "score": None if self.score is None else str(self.score),
            "score_at_best": None
            if self.score_at_best is None
            else str(self.score_at_best),
            "passed": self.passed,
            "fits": self.fits,
            "caution": pick(self.caution, lang) if self.caution else None,
            "vetoes": [
                {
                    "id": fall.id,
                    "text": pick(fall.text, lang),
                    "code": fall.code,
                    "pointer": fall.pointer,
                    "message": pick(fall.message, lang),
                    "open": fall.open,
                }
                for fall in self.vetoes
            ],
            "blocks": [
                {
                    "id": block.id,
                    "text": pick(block.text, lang),
                    "points": str(block.points),
                    "won": str(block.won),
                    "open": str(block.open),
                    "applies": block.applies,
                }
                for block in self.blocks
            ],
            "deductions": [
                {
                    "block": one.block,
                    "item": one.item,
                    "text": pick(one.text, lang),
                    "code": one.code,
                    "severity": one.severity,
                    "pointer": one.pointer,
                    "message": pick(one.message, lang),
                    "points": str(one.points),
                    "open": one.open,
                }
                for one in self.deductions
            ],
            "reviewer": [pick(text, lang) for text in self.rubric.reviewer],
        }


def score(assessment: Assessment, rubric: Rubric) -> Score:
    """Score one case by a rubric.

    A block counts once the case has reached its phase. An item loses what
    its findings take, never more than it has; a finding that is undetermined
    takes nothing and leaves what is left of the item open.

    Args:
        assessment: of the case.
        rubric: one for cases.
    """
    findings = assessment.findings
    blocks, deductions = [], []
    for block in rubric.blocks:
        applies = _applies(block, assessment.case)
        here = [f for f in findings if _of_block(block, f, assessment.case)]
        won = open_ = Decimal(0)
        for item in block.items if applies else ():
            taken = _deductions(block, item, here)
            lost = sum(
                (one.points for one in taken if not one.open), Decimal()
            )
            left = item.points - lost
            pending = left if any(one.open for one in taken) else Decimal(0)
            won += left - pending
            open_ += pending
            deductions += taken
        blocks.append(
            BlockScore(
                id=block.id,
                text=block.text,
                points=block.points,
                won=won,
                open=open_,
                applies=applies,
            )
        )
    counted = [block for block in blocks if block.applies]
    points = sum((block.points for block in counted), Decimal(0))
    won = sum((block.won for block in counted), Decimal(0))
    open_ = sum((block.open for block in counted), Decimal(0))
    falls = tuple(_falls(rubric.vetoes, findings))
    sure = any(not fall.open for fall in falls)
    return Score(
        rubric=rubric,
        points=points,
        won=won,
        open=open_,
        score=_scaled(rubric, won, points, vetoed=sure),
        score_at_best=_scaled(rubric, won + open_, points, vetoed=sure),
        passed=False if sure else None if falls else True,
        vetoes=falls,
        deductions=tuple(deductions),
        blocks=tuple(blocks),
        fits=rubric.fits(assessment.field),
    )


def _applies(block: Block, case: Case) -> bool:
    if not standing(case).reached(block.phase):
        return False
    return block.paper is None or any(
        paper.kind is block.paper for paper in case.papers
    )


def _of_block(block: Block, finding: Finding, case: Case) -> bool:
    """Whether a finding speaks of the paper of a block, or of no paper."""
    if block.paper is None:
        return True
    match = _PAPER.match(finding.pointer)
    if match is None:
        return True
    return case.papers[int(match[1])].kind is block.paper


def _scaled(
    rubric: Rubric, won: Decimal, points: Decimal, *, vetoed: bool
) -> Decimal | None:
    if vetoed:
        return rubric.scale.veto.quantize(_TENTH, ROUND_HALF_UP)
    if not points:
        return None
    exact = rubric.scale.base + rubric.scale.span * won / points
    return exact.quantize(_TENTH, ROUND_HALF_UP)


def _deductions(
    block: Block, item: Item, findings: Iterable[Finding]
) -> list[Deduction]:
    left = item.points
    taken = []
    for finding in findings:
        if finding.code not in item.codes:
            continue
        severity = str(finding.severity)
        open_ = severity == "undetermined"
        points = Decimal(0)
        if not open_:
            if severity not in item.takes:
                continue
            asked = item.takes[severity]
            points = left if asked is None else min(left, asked)
            left -= points
        taken.append(
            Deduction(
                block=block.id,
                item=item.id,
                text=item.text,
                code=finding.code,
                severity=severity,
                pointer=finding.pointer,
                message=finding.message,
                points=points,
                open=open_,
            )
        )
    return taken


def _falls(
    vetoes: Iterable[Veto], findings: Iterable[Finding]
) -> Iterable[Fall]:
    for veto in vetoes:
        for finding in findings:
            severity = str(finding.severity)
            open_ = severity == "undetermined"
            if finding.code in veto.codes and (
                open_ or severity in veto.severities
            ):
                yield Fall(
                    id=veto.id,
                    text=veto.text,
                    code=finding.code,
                    pointer=finding.pointer,
                    message=finding.message,
                    open=open_,
                )
