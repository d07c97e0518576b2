"""What a benchmark document itself names, as circumstances of a case.

In a case file they are claimed as ``<document>.<circumstance>``, and what
rules a correction out as ``<document>.<circumstance>.<exclusion>``.
"""

from collections.abc import Iterator

from penaltykit.assessment._circumstances import Circumstance
from penaltykit.benchmark import Document, DocumentCircumstance, Library

EXCLUSION = "exclusion"
"""The effect of a circumstance that only rules another one out."""


def document_circumstances(library: Library) -> dict[str, Circumstance]:
    """The circumstances of every document, by the name in case files.

    Args:
        library: benchmark documents and tables.
    """
    return {
        circumstance.id: circumstance
        for document in library.documents.values()
        for own in document.policy.circumstances
        for circumstance in _named(document, own)
    }


def _named(
    document: Document, own: DocumentCircumstance
) -> Iterator[Circumstance]:
    name = f"{document.id}.{own.id}"
    obligation = "may" if own.permissive else "shall"
    yield Circumstance(
        id=name,
        zh=own.text["zh"],
        en=own.text["en"],
        effect=own.effect.value,
        obligation=obligation,
        citation=own.citation,
        asks={},
        when=own.when,
        sufficient=own.sufficient,
        facts=own.facts,
        document=document,
        rule=own,
    )
    for exclusion in own.excluded:
        yield Circumstance(
            id=f"{name}.{exclusion.id}",
            zh=exclusion.text["zh"],
            en=exclusion.text["en"],
            effect=EXCLUSION,
            obligation="shall",
            citation=own.citation,
            asks={},
            document=document,
        )
