"""The benchmark that the file names, against the one that applies."""

from penaltykit.assessment._findings import by_language
from penaltykit.benchmark import Choice
from penaltykit.engine import Reading
from penaltykit.facts import FactView

_NOT_HELD = "not-held"


def named_table_readings(choice: Choice, view: FactView) -> dict[str, Reading]:
    """The ``discretion.table_*`` facts of one violation and party.

    Args:
        choice: of the table, asked with the name that the file gives.
        view: of the pair.
    """
    assert view.violation is not None
    pointer = f"{view.pointer}/discretion/table"
    discretion = view.violation.discretion
    names = ("discretion.table_used", "discretion.table_held")
    if discretion is None or not discretion.table:
        none = Reading("not-applicable", None, pointer)
        return dict.fromkeys((*names, "discretion.table_why"), none)
    wrong = choice.misnamed
    held = wrong is None or wrong.code != _NOT_HELD
    text = "" if wrong is None else by_language(wrong.text)
    return {
        "discretion.table_used": Reading("known", wrong is None, pointer),
        "discretion.table_held": Reading("known", held, pointer),
        "discretion.table_why": Reading("known", text, pointer),
    }
