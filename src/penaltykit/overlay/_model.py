"""What overlays change, as it is told and as receipts keep it."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen


@frozen(kw_only=True)
class Change:
    """One thing that an overlay adds, replaces or switches off.

    Args:
        kind: folder of ``rules/`` that it belongs to, ``elements`` for lines
            of the matrix, ``figures`` for stated figures.
        code: of what was added, or of what was there before.
        file: of the overlay, below ``overlay-1`` and so on.
        by: code of what stands in its place, where that is another.
        reason: why it is switched off.
        duty: of a check or line that was there before: law, sector-rule,
            local-rule or house-standard.
        title: of what was there before, by language.
    """

    kind: str
    code: str
    file: str
    by: str | None = None
    reason: str | None = None
    duty: str | None = None
    title: Mapping[str, str] = field(factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """JSON values, without what says nothing."""
        found = {
            "kind": self.kind,
            "code": self.code,
            "by": self.by,
            "reason": self.reason,
            "duty": self.duty,
            "file": self.file,
        }
        return {key: value for key, value in found.items() if value}


@frozen(kw_only=True)
class Overlay:
    """What is laid over the rules.

    Args:
        files: SHA-256 of each file, by name below ``overlay-1`` and so on in
            the order in which the folders were given; where a folder stands
            does not matter.
        added: what the rules did not have.
        replaced: what stands in the place of something.
        off: what is switched off, with its reason.
    """

    files: Mapping[str, str] = field(hash=False)
    added: tuple[Change, ...] = ()
    replaced: tuple[Change, ...] = ()
    off: tuple[Change, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON values, for receipts and outputs."""
        return {
            "files": dict(sorted(self.files.items())),
            "added": [change.to_dict() for change in self.added],
            "replaced": [change.to_dict() for change in self.replaced],
            "off": [change.to_dict() for change in self.off],
        }
