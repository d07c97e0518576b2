"""What is open or at odds among the circumstances of a result, as facts that
rules can ask about."""

from typing import Final

from penaltykit._i18n import LANGS
from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._findings import by_language
from penaltykit.assessment._result import Reason, Result
from penaltykit.engine import Reading, make_reading

_TOLD: Final = {
    "result.circumstance_left": say.LEFT,
    "result.exclusion_left": say.EXCLUSION_OPEN,
    "result.count_left": say.COUNT_OPEN,
    "result.refused_recorded": say.REFUSED_RECORDED,
}
"""Fact id to the code of the reasons that it repeats."""
_CONTRADICTED: Final = "circumstance.contradicted"
_CODES: Final = frozenset((*_TOLD.values(), _CONTRADICTED))


def circumstance_readings(result: Result, pointer: str) -> dict[str, Reading]:
    """Whether something of each kind is told, and in which words.

    Args:
        result: of one violation and party.
        pointer: of the circumstances of the violation.
    """
    told: dict[str, list[Reason]] = {}
    for one in result.reasons:
        if one.code in _CODES:
            told.setdefault(one.code, []).append(one)
    found: dict[str, Reading] = {}
    for fact, code in _TOLD.items():
        said = told.get(code, [])
        where = next(
            (place for one in said for place in one.pointers), pointer
        )
        text = ""
        if said:
            text = by_language(
                {
                    lang: _gap(lang).join(one.text[lang] for one in said)
                    for lang in LANGS
                }
            )
        found[fact] = make_reading(("known", bool(said), where))
        found[f"{fact}_told"] = make_reading(("known", text, where))
    if _CONTRADICTED in told:
        # Of laws and of documents alike; the fact itself asks laws only.
        where = next(iter(told[_CONTRADICTED][0].pointers), pointer)
        found["circumstances.consistent"] = make_reading(
            ("known", False, where)
        )
    return found


def _gap(lang: str) -> str:
    return "" if lang == "zh" else " "
