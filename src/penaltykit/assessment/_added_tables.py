"""Documents of the user's own among what is told of folders of their own."""

from attrs import evolve

from penaltykit.benchmark import Library
from penaltykit.overlay import Change, Overlay

KIND = "documents"
"""Of a change: a benchmark document, not a part of the rules."""


def with_tables(overlay: Overlay | None, library: Library) -> Overlay | None:
    """What is laid over the rules, with the documents that stand beside the
    shipped ones or in their place.

    Args:
        overlay: of the rules; ``None`` without any.
        library: with the documents that were added.
    """
    if not library.added:
        return overlay
    found = overlay or Overlay(files={})
    added, replaced = list(found.added), list(found.replaced)
    for one in library.added:
        old, new = one.replaced, one.document
        if old is None:
            added.append(
                Change(kind=KIND, code=new.id, file=one.file, title=new.name)
            )
            continue
        replaced.append(
            Change(
                kind=KIND,
                code=old.id,
                by=new.id if new.id != old.id else None,
                file=one.file,
                title=old.name,
            )
        )
    return evolve(
        found,
        files={**found.files, **library.added_files},
        added=tuple(added),
        replaced=tuple(replaced),
    )
