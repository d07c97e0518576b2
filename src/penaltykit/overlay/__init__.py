"""Folders of the user's own laid over the rules: add, replace, switch off.

Replacing is said, never silent; switching off has a reason; both are told in
what is assessed with them and in its receipt.
"""

from collections.abc import Sequence
from pathlib import Path

from penaltykit.overlay._figures import (
    is_stated,
    region_depth,
    region_within,
)
from penaltykit.overlay._model import Change, Overlay

__all__ = [
    "Change",
    "Overlay",
    "is_stated",
    "lay",
    "region_depth",
    "region_within",
]


def lay(base: Path, overlays: Sequence[Path]) -> tuple[Path, Overlay]:
    """Lay folders over the rules, the later over the earlier.

    Args:
        base: a folder like ``rules/``.
        overlays: each with the same folders and files as far as it says
            something, and ``off.yaml``.

    Returns:
        A path that loaders read like ``base``, and what was changed.

    Raises:
        RuleError: with every fault of the overlays themselves; those of
            single entries are told by whoever loads them.
    """
    from penaltykit.overlay._lay import lay_over  # most runs have none

    return lay_over(base, overlays)
