"""Facts of a case in words, for the sentences of the reasoning."""

from collections.abc import Iterable

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._option import Text
from penaltykit.engine import Evidence
from penaltykit.facts import FactView, words


def fact_label(view: FactView, fact: str) -> dict[str, str]:
    """The label of a fact in every language."""
    return {lang: view.label(fact, lang) for lang in LANGS}


def fact_texts(
    evidence: Iterable[Evidence], view: FactView
) -> tuple[list[Text], tuple[str, ...]]:
    """Known facts as short texts, each once, with their pointers."""
    shown: dict[str, Text] = {}
    pointers: dict[str, None] = {}
    for entry in evidence:
        if entry.fact not in shown and entry.state == "known":
            fact = view.facts.vocabulary.entry(entry.fact)
            label = fact_label(view, entry.fact)
            if entry.value is True:
                # A label that is a clause of its own says it best alone.
                shown[entry.fact] = label
            elif entry.value is False:
                shown[entry.fact] = both(
                    "it is not so that “{label}”", label=label
                )
            else:
                shown[entry.fact] = both(
                    "{label}: {value}",
                    label=label,
                    value={
                        lang: words(fact, entry.value, lang) for lang in LANGS
                    },
                )
            if entry.pointer:
                pointers[entry.pointer] = None
    return list(shown.values()), tuple(pointers)
