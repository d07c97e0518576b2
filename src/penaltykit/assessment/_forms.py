"""The case form of an item: which facts and figures it has to ask for."""

from typing import TYPE_CHECKING, Any

from penaltykit.assessment._data import Data
from penaltykit.case import Agency
from penaltykit.citation import Citation
from penaltykit.errors import UnknownNameError
from penaltykit.facts import FactEntry
from penaltykit.law import Item

if TYPE_CHECKING:
    # Loaded where it is used: an assessment needs no form.
    from penaltykit.case.form import Blank

# Figures that the Penalty Law leaves to each agency (art. 63).
_FIGURES = (
    "hearing.fine.citizen",
    "hearing.fine.organisation",
    "hearing.confiscation.citizen",
    "hearing.confiscation.organisation",
)


def form_of(data: Data, item: str, lang: str = "zh") -> str:
    """An empty case form that asks only what an item needs, as YAML.

    Asked for are the questions of the item, the facts of every table that
    was made for it, and the hearing thresholds that no rule gives for its
    field.

    Args:
        data: laws, tables, rules.
        item: id of ``rules/items``.
        lang: language of the comments.

    Raises:
        UnknownNameError: no such item.
    """
    from penaltykit.case.form import new_form

    return new_form(_blank(data, item, lang), lang)


def workbook_of(data: Data, item: str, lang: str = "zh") -> bytes:
    """The same form as an XLSX workbook; see :func:`form_of`.

    Raises:
        UnknownNameError: no such item.
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    from penaltykit.case.form import new_workbook

    return new_workbook(_blank(data, item, lang), stated_facts(data), lang)


def stated_facts(data: Data) -> tuple[FactEntry, ...]:
    """The facts that a case file may state."""
    return tuple(e for e in data.vocabulary.entries() if e.stated)


def _blank(data: Data, item: str, lang: str) -> "Blank":
    """What the form of an item asks for."""
    from penaltykit.case.form import Blank, question

    found = data.registry.item(item)
    if found is None:
        kind = "item"
        known = [entry.id for entry in data.registry.items()]
        raise UnknownNameError(kind, item, known)
    facts = dict.fromkeys(found.questions)
    for table in data.library:
        if found.id in table.items:
            facts.update(dict.fromkeys(table.facts))
    entries = [data.vocabulary.entry(name) for name in facts]
    return Blank(
        item=found.id,
        title={"zh": found.zh, "en": found.en},
        questions=tuple(question(entry) for entry in entries if entry.stated),
        breached=[_plain(citation) for citation in found.breached],
        penalising=[_plain(citation) for citation in _penalising(data, found)],
        figures=_figures(data, found, lang),
    )


def _penalising(data: Data, item: Item) -> tuple[Citation, ...]:
    """The usual penalising provision, of the newest version held."""
    usual = item.penalising[0]
    law = data.registry.law(usual.law)
    versions = law.versions if law is not None else ()
    for version in reversed(versions):
        provision = version.provisions.get(usual.provision)
        if provision is not None:
            return provision.citations
    return ()


def _plain(citation: Citation) -> dict[str, Any]:
    """A citation as a case file writes it; the version is the date's."""
    names = ("law", "article", "article_addition", "paragraph", "item")
    return {
        name: value
        for name in (*names, "subitem")
        if (value := getattr(citation, name)) is not None
    }


def _figures(data: Data, item: Item, lang: str) -> dict[str, str]:
    """Figures that no rule in force gives for the field of the item."""
    agency = Agency(
        name="", field=item.agencies[0].kind if item.agencies else None
    )
    parameters = data.rules.parameters
    return {
        name: getattr(parameters.entry(name), lang)
        for name in _FIGURES
        if parameters.known(name, agency, None).value is None
    }
