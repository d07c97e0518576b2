"""Findings that only say again what another finding says.

Much hangs on the penalty: whether a hearing was due, who had to discuss it,
how it compares with what was told. Where a decided case states none, or none
for one of several violations, each of these is open for the same cause. One
finding says that cause; the others would bury it.
"""

from collections.abc import Iterable

from penaltykit.assessment._result import Finding, Severity

_CAUSES = ("nothing-decided", "penalty-not-split")


def without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without those that are open for want of the very thing that
    another one misses.

    Args:
        findings: of one case.
    """
    findings = list(findings)
    told = {
        finding.pointer
        for finding in findings
        if finding.code in _CAUSES
        and finding.severity is not Severity.UNDETERMINED
    }
    if not told:
        return findings
    return [
        finding
        for finding in findings
        if finding.severity is not Severity.UNDETERMINED
        or finding.pointer not in told
    ]
