"""Limits that hold for the sense of an expression, not for its syntax."""

from penaltykit.engine import _ast as ast
from penaltykit.engine._numbers import MAX_OPERANDS
from penaltykit.engine._tokens import Report


def check_operands(node: ast.Node, report: Report) -> None:
    """Report a sum or product of too many numbers."""
    if isinstance(node, ast.Sum | ast.Product | ast.Negative):
        count = _operands(node)
        if count > MAX_OPERANDS:
            report(
                "feel-many-operands", node.at, found=count, limit=MAX_OPERANDS
            )
        return
    for child in ast.children(node):
        check_operands(child, report)


def _operands(node: ast.Node) -> int:
    parts = ast.children(node)
    return sum(map(_operands, parts)) if parts else 1
