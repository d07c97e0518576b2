"""Reading the dates of a table or a row of its own."""

from collections.abc import Mapping
from typing import Final

from penaltykit.benchmark._read import Node
from penaltykit.benchmark._term import ALWAYS, Term

TERM_KEYS: Final = ("effective", "expires", "retired")


def read_term(node: Node, parts: Mapping[str, Node]) -> Term:
    """The dates of a table or row, without any those of its document.

    Args:
        node: the table or row.
        parts: of it.
    """
    if not parts.keys() & set(TERM_KEYS):
        return ALWAYS
    first = parts["effective"].date() if "effective" in parts else None
    last = parts["expires"].date() if "expires" in parts else None
    if first is not None and last is not None and last < first:
        parts["expires"].fault(
            "table-term-backwards",
            found=last.isoformat(),
            expected=first.isoformat(),
        )
    retired = None
    if "retired" in parts:
        retired = parts["retired"].texts()
        if "expires" not in parts:
            node.fault("table-missing-key", key="expires")
    return Term(effective=first, expires=last, retired=retired)
