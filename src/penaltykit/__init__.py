"""Administrative penalties in the open (行政处罚公示).

One penalty case in; assessment, disclosure record and notices out, each with
its reasons::

    import penaltykit as pk

    kit = pk.Kit()
    assessment = kit.assess(pk.load_case("case.json"))
    for finding in assessment.findings:
        print(finding.severity, finding.message["en"])

Names are loaded when they are first used, so that importing costs little.
"""

from typing import TYPE_CHECKING, Any

from penaltykit._version import __version__

if TYPE_CHECKING:
    from penaltykit.assessment import (
        Assessment,
        Element,
        Finding,
        Outcome,
        Receipt,
        Replay,
        Result,
        Severity,
        Verdict,
        read_receipt,
    )
    from penaltykit.assessment._explanation import Explanation
    from penaltykit.case import Case, dump_case, load_case, read_case
    from penaltykit.citation import Citation
    from penaltykit.errors import (
        CaseError,
        CitationError,
        EngineFault,
        Fault,
        FaultsError,
        LeakError,
        PenaltyKitError,
        Place,
        RuleError,
        UnknownNameError,
    )
    from penaltykit.kit import Kit
    from penaltykit.penalty import Penalty, PenaltyKind

__all__ = [
    "Assessment",
    "Case",
    "CaseError",
    "Citation",
    "CitationError",
    "Element",
    "EngineFault",
    "Explanation",
    "Fault",
    "FaultsError",
    "Finding",
    "Kit",
    "LeakError",
    "Outcome",
    "Penalty",
    "PenaltyKind",
    "PenaltyKitError",
    "Place",
    "Receipt",
    "Replay",
    "Result",
    "RuleError",
    "Severity",
    "UnknownNameError",
    "Verdict",
    "__version__",
    "dump_case",
    "load_case",
    "read_case",
    "read_receipt",
]

_HOMES = {
    "penaltykit.assessment": (
        "Assessment",
        "Element",
        "Finding",
        "Outcome",
        "Receipt",
        "Replay",
        "Result",
        "Severity",
        "Verdict",
        "read_receipt",
    ),
    "penaltykit.assessment._explanation": ("Explanation",),
    "penaltykit.case": ("Case", "dump_case", "load_case", "read_case"),
    "penaltykit.citation": ("Citation",),
    "penaltykit.errors": (
        "CaseError",
        "CitationError",
        "EngineFault",
        "Fault",
        "FaultsError",
        "LeakError",
        "PenaltyKitError",
        "Place",
        "RuleError",
        "UnknownNameError",
    ),
    "penaltykit.kit": ("Kit",),
    "penaltykit.penalty": ("Penalty", "PenaltyKind"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public name, loaded from where it lives (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module 'penaltykit' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, loaded or not."""
    return sorted({*globals(), *__all__})
