"""All data that assessments stand on, loaded once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from penaltykit.agency import Regions
from penaltykit.assessment._added_tables import with_tables
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._document_circumstances import (
    document_circumstances,
)
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.assessment._sources import Sources
from penaltykit.benchmark import Library
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry
from penaltykit.overlay import Overlay, lay
from penaltykit.period import Calendar


@frozen(kw_only=True)
class Data:
    """Laws, tables, rules and calendars.

    Args:
        vocabulary: the facts.
        registry: laws and items.
        regions: the tree of regions.
        library: benchmark documents and tables.
        rules: checks, requirements, circumstances, parameters.
        calendar: working days.
        sources: hashes of the files.
        circumstances: of the laws and of the benchmark documents, by id.
        root: the folder of rules, with what is laid over it.
        overlay: what the user's own folders change, those of tables among
            them; ``None`` without any.
    """

    vocabulary: Vocabulary
    registry: Registry
    regions: Regions
    library: Library
    rules: RuleDesk
    calendar: Calendar
    sources: Sources
    circumstances: Mapping[str, Circumstance]
    root: Path
    overlay: Overlay | None = None


def load_data(
    rules: Path,
    tables: Path,
    engine: str = "auto",
    overlays: Sequence[Path] = (),
    added_tables: Sequence[Path] = (),
) -> Data:
    """Load a folder of rules and one of tables.

    Args:
        rules: like the shipped ``rules/``.
        tables: like the shipped ``discretion_tables/``.
        engine: ``"python"``, ``"durable"`` or ``"auto"``.
        overlays: folders of the user's own, laid over the rules in order.
        added_tables: folders of documents of the user's own, beside those of
            ``tables``.

    Raises:
        RuleError: with every fault of the first kind of file that has any.
        UnknownNameError: no such engine.
    """
    base = rules
    overlay = None
    if overlays:
        rules, overlay = lay(base, overlays)
    vocabulary = Vocabulary.load(rules)
    registry = Registry.load(rules, vocabulary)
    library = Library.load(tables, vocabulary, added_tables)
    overlay = with_tables(overlay, library)
    regions = Regions.load(rules)
    desk = RuleDesk.load(
        rules,
        vocabulary,
        names=registry.names,
        regions=regions,
        engine=engine,
    )
    return Data(
        vocabulary=vocabulary,
        registry=registry,
        regions=regions,
        library=library,
        rules=desk,
        calendar=Calendar.load(rules),
        sources=Sources(base, overlay.files if overlay else None),
        circumstances={
            **desk.circumstances,
            **document_circumstances(library),
        },
        root=rules,
        overlay=overlay,
    )
