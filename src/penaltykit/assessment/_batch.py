"""What only several files side by side can show.

The same sentence given as the reason in one file after another is no reason
of any of them (行政处罚法 arts. 5(2), 34). One file alone cannot tell.
"""

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from penaltykit._i18n import both
from penaltykit.assessment._result import Element, Finding, Severity
from penaltykit.case import Case, Violation
from penaltykit.citation import Citation
from penaltykit.facts import without_filled_in
from penaltykit.privacy import Masker

SAME_REASONS: Final = "same-reasons-elsewhere"
"""Code of the finding that other files give the same reasons."""

_LAW: Final = "administrative-penalty-law"
_CITATION: Final = (
    Citation(law=_LAW, version="2021", article=5, paragraph=2),
    Citation(law=_LAW, version="2021", article=34),
)
_SILENT: Final = re.compile(
    r"[\s，。；：、,.;:！!？?“”\"'（）()《》\[\]【】—-]+"
)
_SHORTEST: Final = 8
_NAMED: Final = 3


@frozen(kw_only=True)
class BatchFinding:
    """A finding of one case among others.

    Args:
        case: position of the case in the batch, from 0.
        case_id: its number, identity values masked.
        finding: as of a single case.
    """

    case: int
    case_id: str
    finding: Finding


@frozen
class _Given:
    case: int
    case_id: str
    pointer: str
    summary: str
    words: str


def _bare(text: str, case: Case) -> str:
    """A sentence without marks, spaces and the names of the parties; the
    figures stay, since they are what makes a reason one of its own."""
    for party in case.parties:
        text = text.replace(party.name, "")
    return _SILENT.sub("", text)


def _form(text: str, case: Case, violation: Violation) -> str:
    """A sentence without what a form leaves blank: names, the day of the
    act, the sum that was decided."""
    return _SILENT.sub("", without_filled_in(text, case, violation))


def batch_findings(cases: Iterable[Case]) -> tuple[BatchFinding, ...]:
    """Findings that only several cases together give.

    Reasons for the discretion are the same where their words are, marks and
    spaces left out, and what a form leaves blank: names, the day of the act,
    the sum that was decided. Several violations of one case may
    share a reason, and so may files that tell of the same act: cases with
    one account of the act are one matter.

    Args:
        cases: of one batch, in its order. Each is looked at once; a
            generator is fine.

    Returns:
        In the order of the batch, then of the file: ``warning`` findings
        that name some of the other cases.
    """
    found: dict[str, list[_Given]] = {}
    every: list[tuple[_Given, tuple[str, ...]]] = []
    for index, case in enumerate(cases):
        for number, violation in enumerate(case.violations):
            discretion = violation.discretion
            if discretion is None or not discretion.reasons:
                continue
            words = _bare(discretion.reasons, case)
            form = _form(discretion.reasons, case, violation)
            keys = tuple(
                dict.fromkeys(
                    key for key in (words, form) if len(key) >= _SHORTEST
                )
            )
            if not keys:
                continue
            pointer = f"/violations/{number}/discretion/reasons"
            summary = _bare(violation.act.summary, case)
            masked = Masker(case).mask(case.id)
            given = _Given(index, masked, pointer, summary, words)
            every.append((given, keys))
            for key in keys:
                found.setdefault(key, []).append(given)
    said = [
        BatchFinding(case=one.case, case_id=one.case_id, finding=finding)
        for one, keys in every
        if (finding := _same(one, [g for key in keys for g in found[key]]))
        is not None
    ]
    return tuple(sorted(said, key=lambda b: (b.case, b.finding.pointer)))


def _same(one: _Given, group: list[_Given]) -> Finding | None:
    alike = [
        other
        for other in group
        if other.case != one.case and other.summary != one.summary
    ]
    if not alike:
        return None
    alike.sort(key=lambda other: other.case)
    others = list(dict.fromkeys(other.case_id for other in alike))
    named = "、".join(others[:_NAMED])
    if not any(other.words == one.words for other in alike):
        message = both(
            "The reasons for the discretion are those of other files with"
            " another name, day or sum filled in: {count}, among them"
            " {cases}.",
            count=len(others),
            cases=named,
        )
    else:
        message = both(
            "The reasons for the discretion are word for word those of other"
            " files: {count}, among them {cases}.",
            count=len(others),
            cases=named,
        )
    return Finding(
        code=SAME_REASONS,
        severity=Severity.WARNING,
        element=Element.BENCHMARK,
        pointer=one.pointer,
        message=message,
        citation=_CITATION,
        mend=both(
            "Give the reasons of this case: its facts, its circumstances,"
            " the stage that they lead to, and why this amount."
        ),
        duty="house-standard",
    )
