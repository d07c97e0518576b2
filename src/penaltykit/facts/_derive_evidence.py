"""Evidence: each fact proved by listed evidence, each item used."""

import re

from penaltykit.case import EventKind, EvidenceKind, FactState
from penaltykit.case import Fact as CaseFact
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

# Findings about the law or about how acts are counted rest on reasons; what
# an officer found not to be there has nothing that could prove it.
_REASONED = ("law.", "act.one_act", "limitation.", "discretion.")
_NOTHING = (False, 0, "0", "0.0", "0.00")


@derives(Scope.VIOLATION)
def violation_evidenced(view: FactView) -> Reading:
    """Whether evidence is listed for the violation (arts. 40, 54(1))."""
    assert view.violation is not None
    return known(bool(view.violation.evidence), f"{view.pointer}/evidence")


@derives(Scope.VIOLATION)
def own_word_only(view: FactView) -> Reading:
    """Whether nothing but what the party said proves the violation; not
    applicable where no evidence is listed."""
    assert view.violation is not None
    pointer = f"{view.pointer}/evidence"
    wanted = set(view.violation.evidence)
    kinds = {e.kind for e in view.case.evidence if e.id in wanted}
    if not kinds:
        return not_applicable(pointer)
    return known(kinds == {EvidenceKind.PARTY_STATEMENT}, pointer)


def _needs_proof(name: str, fact: CaseFact) -> bool:
    return (
        fact.state is FactState.KNOWN
        and not name.startswith(_REASONED)
        and fact.value not in _NOTHING
    )


@derives(Scope.VIOLATION)
def facts_evidenced(view: FactView) -> Reading:
    """Whether every fact that was found, and every circumstance, names the
    evidence that proves it."""
    assert view.violation is not None
    seen = False
    for name, fact in view.violation.facts.items():
        if not _needs_proof(name, fact):
            continue
        seen = True
        if not fact.evidence:
            return known(False, f"{view.pointer}/facts/{name}/evidence")
    for index, claim in enumerate(view.violation.circumstances):
        if claim.status.value != "found":
            continue
        seen = True
        if not claim.evidence:
            where = f"{view.pointer}/circumstances/{index}/evidence"
            return known(False, where)
    pointer = f"{view.pointer}/facts"
    return known(True, pointer) if seen else not_applicable(pointer)


# Papers of who the parties and officers are; they prove no act.
_WHO = re.compile(r"主体(?:资格|身份)|身份|营业执照|执法资格|执法证|授权委托")


@derives(Scope.CASE)
def evidence_used(view: FactView) -> Reading:
    """Whether every item of evidence is used by a violation, a fact or a
    circumstance; what shows who somebody is stands for itself."""
    case = view.case
    if not case.evidence:
        return not_applicable("/evidence")
    used = {name for v in case.violations for name in v.evidence}
    used |= {n for fact in case.facts.values() for n in fact.evidence}
    for violation in case.violations:
        used |= {n for f in violation.facts.values() for n in f.evidence}
        used |= {n for c in violation.circumstances for n in c.evidence}
    for index, item in enumerate(case.evidence):
        if item.id not in used and not _WHO.search(
            f"{item.name}{item.proves or ''}"
        ):
            return known(False, f"/evidence/{index}")
    return known(True, "/evidence")


@derives(Scope.CASE)
def evidence_explained(view: FactView) -> Reading:
    """Whether every item of evidence says what it proves."""
    if not view.case.evidence:
        return not_applicable("/evidence")
    for index, item in enumerate(view.case.evidence):
        if not item.proves:
            return known(False, f"/evidence/{index}/proves")
    return known(True, "/evidence")


_INQUIRIES = (
    EventKind.INSPECTED,
    EventKind.QUESTIONED,
    EventKind.CERTIFICATE_SHOWN,
)
_RECORDS = (
    EvidenceKind.RECORD,
    EvidenceKind.PARTY_STATEMENT,
    EvidenceKind.WITNESS,
)


@derives(Scope.CASE)
def inquiry_recorded(view: FactView) -> Reading:
    """Whether an inspection or questioning, which stands on the timeline or
    which the showing of the certificate marks, left a record among the
    evidence (art. 55(2))."""
    if not any(view.facts.events(kind) for kind in _INQUIRIES):
        return not_applicable("/events")
    found = any(item.kind in _RECORDS for item in view.case.evidence)
    return known(found, "/evidence")
