"""What a look over a table finds."""

import attrs
from attrs import frozen

from penaltykit.benchmark._policy import Texts


@frozen(kw_only=True)
class LintFinding:
    """One thing that a table's author should look at.

    Args:
        code: stable name.
        fault: whether the table must not be used so; otherwise it may be as
            the print has it.
        text: what was found.
        rows: ids of the rows concerned.
    """

    code: str
    fault: bool
    text: Texts = attrs.field(hash=False)
    rows: tuple[str, ...] = ()
