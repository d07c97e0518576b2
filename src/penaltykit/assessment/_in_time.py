"""Procedure by the law of its own day.

Art. 37 of the Administrative Penalty Law chooses the milder law for the
substance only. A step of the procedure (a notice, a hearing, the decision,
service) is judged by the law in force on its day. The rules were read in one
version of each law: before that version took effect, what they ask is no
certain duty, and nothing here says that it was one.
"""

import datetime as dt
import re
from collections.abc import Iterable

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment._reasons import run_on
from penaltykit.assessment._requirements import Said
from penaltykit.assessment._result import (
    Element,
    Finding,
    Requirement,
    Severity,
)
from penaltykit.case import Case
from penaltykit.citation import Citation
from penaltykit.law import LawVersion, Registry

# What the law of the act says of an act is no matter of procedure.
_SUBSTANCE = (Element.LEGAL_BASIS, Element.PENALTY_KIND, Element.FACTS)
_STEP = re.compile(r"/(papers|events)/(\d+)(?:/|$)")


class _Clock:
    """Which versions the rules were read in, and what was in force when."""

    def __init__(
        self, case: Case, registry: Registry, default: dt.date
    ) -> None:
        self.case = case
        self.registry = registry
        self.default = default

    def day(self, pointer: str) -> dt.date:
        """The day of the step that a pointer leads to: that of the paper or
        the event, else of the decision."""
        step = _STEP.match(pointer)
        if step is None:
            return self.default
        steps = self.case.papers if step[1] == "papers" else self.case.events
        index = int(step[2])
        day = steps[index].date if index < len(steps) else None
        return day or self.default

    def read_in(self, citation: Citation) -> LawVersion | None:
        """The version that a rule cites: the one it names, else the newest
        that is held."""
        law = None if citation.law is None else self.registry.law(citation.law)
        if law is None or not law.versions:
            return None
        if citation.version is not None:
            return law.version(citation.version)
        return law.versions[-1]

    def later(
        self, citations: Iterable[Citation], day: dt.date
    ) -> LawVersion | None:
        """The version that the citations rest on, where every one that is
        held took effect only after ``day``."""
        found = None
        for citation in citations:
            version = self.read_in(citation)
            if version is None:
                continue
            if version.effective is None or version.effective <= day:
                return None
            found = found or version
        return found


def in_time(
    said: Said, case: Case, registry: Registry, default: dt.date
) -> Said:
    """Take back the certainty of what a later law asks.

    Args:
        said: what the rules say.
        case: gives the days of papers and events.
        registry: versions of the laws.
        default: the day of the decision, or of the assessment before it.

    Returns:
        An error that rests on a law of after the step is *undetermined*, and
        says so; a duty of such a law that is not met is open.
    """
    clock = _Clock(case, registry, default)
    findings = tuple(_finding(one, clock) for one in said.findings)
    requirements = said.requirements
    if any(_is_unmet(one) for one in requirements):
        requirements = tuple(_requirement(one, clock) for one in requirements)
    if findings == said.findings and requirements == said.requirements:
        return said
    return evolve(
        said,
        findings=tuple(
            sorted(
                findings, key=lambda f: (f.severity.rank, f.code, f.pointer)
            )
        ),
        requirements=requirements,
    )


def _finding(finding: Finding, clock: _Clock) -> Finding:
    if finding.severity is not Severity.ERROR:
        return finding
    if finding.element in _SUBSTANCE and finding.pointer.startswith(
        "/violations/"
    ):
        return finding
    day = clock.day(finding.pointer)
    version = clock.later(finding.citation, day)
    if version is None:
        return finding
    law = clock.registry.law(version.law)
    assert law is not None
    assert version.effective is not None
    cannot = both(
        "This was read in {law} ({version}), in force since {first} only; the"
        " step is of {day}, and what the law asked then is not verified here.",
        law={"zh": f"《{law.zh}》", "en": law.en},
        version=version.id,
        first=version.effective,
        day=day,
    )
    return evolve(
        finding,
        severity=Severity.UNDETERMINED,
        message=run_on((finding.message, cannot)),
    )


def _is_unmet(requirement: Requirement) -> bool:
    return requirement.met is False and bool(requirement.applies)


def _requirement(requirement: Requirement, clock: _Clock) -> Requirement:
    if not _is_unmet(requirement):
        return requirement
    day = clock.day(requirement.pointer)
    if clock.later(requirement.citation, day) is None:
        return requirement
    return evolve(requirement, applies=None)
