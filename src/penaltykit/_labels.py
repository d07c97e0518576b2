"""Words for the codes of the model: one table a list of codes.

The codes are those of the case file, of rules and of results; a code that a
table does not have is printed as it stands. What papers print in their own
grammar stands in their layouts.
"""

from collections.abc import Mapping
from typing import Final

from penaltykit._i18n import LANGS, N_, LazyTexts, translator


class Labels:
    """The words for one list of codes.

    Args:
        words: msgid of each code.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, code: str, lang: str) -> str:
        """The word for a code; the code itself where it has none."""
        found = self._words.get(code)
        return code if found is None else translator(lang)(found)

    def both(self, code: str) -> LazyTexts:
        """The word in both languages."""
        return LazyTexts(lambda: {lang: self(code, lang) for lang in LANGS})


kind_label: Final = Labels(
    {
        "fine": N_("fine"),
        "warning": N_("formal warning"),
        "criticism": N_("circulated criticism"),
        "confiscate-gains": N_("confiscation of gains"),
        "confiscate-goods": N_("confiscation of goods"),
        "suspend-permit": N_("suspension of a permit"),
        "downgrade": N_("lowering of a qualification grade"),
        "revoke-permit": N_("revocation of a permit"),
        "restrict-business": N_("restriction of business"),
        "suspend-business": N_("order to suspend business"),
        "shut-down": N_("order to shut down"),
        "restrict-occupation": N_("restriction of occupation"),
        "detention": N_("administrative detention"),
        "other-penalty": N_("other penalty"),
        "order-correct": N_("order to correct"),
        "order-stop": N_("order to stop"),
        "other-order": N_("other order"),
        "no-penalty": N_("no penalty"),
    }
)
"""A kind of penalty, or an order that is none."""
unit_label: Final = Labels(
    {
        "times": N_("times"),
        "percent": N_("percent"),
        "days": N_("days"),
        "months": N_("months"),
        "years": N_("years"),
        "life": N_("for life"),
        "yuan": N_("yuan"),
        "kg": N_("kg"),
        "t": N_("tonnes"),
        "m2": N_("square metres"),
        "min": N_("minutes"),
        "case": N_("cases"),
        "month": N_("months"),
        "year": N_("years"),
        "day": N_("days"),
        "h": N_("hours"),
        "mu": N_("mu"),
        "ha": N_("hectares"),
        "degree": N_("degrees"),
        "m": N_("metres"),
        "km": N_("kilometres"),
        "m3": N_("cubic metres"),
        "L": N_("litres"),
        "person": N_("persons"),
        "grade": N_("grades"),
    }
)
"""A unit of an amount, or of a fact."""
outcome_label: Final = Labels(
    {
        "penalty": N_("a penalty"),
        "no-penalty-shall": N_("no penalty (the law so requires)"),
        "no-penalty-may": N_("no penalty possible (the agency decides)"),
        "statutory-gap": N_("a gap in the law: no provision covers the case"),
        "undetermined": N_("undetermined: facts are missing"),
    }
)
"""What the law and the table lead to."""
verdict_label: Final = Labels(
    {
        "inside": N_("inside the recommendation"),
        "outside-benchmark": N_("outside the benchmark"),
        "outside-statute": N_("outside the law"),
        "mitigated": N_("under the floor, by mitigation"),
        "undetermined": N_("cannot be told yet"),
    }
)
"""How a stated penalty stands to what is recommended."""
party_kind_label: Final = Labels(
    {
        "citizen": N_("citizen"),
        "individual-business": N_("individual business"),
        "legal-person": N_("legal person"),
        "other-organisation": N_("other organisation"),
    }
)
"""A kind of party."""
phase_label: Final = Labels(
    {
        "filed": N_("filed"),
        "investigated": N_("investigated"),
        "noticed": N_("prior notice given"),
        "heard": N_("heard"),
        "decided": N_("decided"),
        "served": N_("decision served"),
        "performed": N_("performed"),
        "closed": N_("closed"),
    }
)
"""How far a case has come."""
paper_label: Final = Labels(
    {
        "prior-notice": N_("prior notice"),
        "hearing-notice": N_("notice of the right to a hearing"),
        "hearing-call": N_("call to the hearing"),
        "decision": N_("penalty decision"),
        "on-the-spot-decision": N_("on-the-spot decision"),
        "no-penalty-decision": N_("decision of no penalty"),
        "correction-order": N_("order to correct"),
        "service-receipt": N_("receipt of service"),
        "demand": N_("demand"),
        "postponement": N_("postponement"),
        "clerical-correction": N_("clerical correction"),
        "change": N_("decision to change"),
        "annulment": N_("annulment"),
        "plain-card": N_("card in plain words"),
    }
)
"""The name of a paper."""
severity_label: Final = Labels(
    {
        "error": N_("error"),
        "undetermined": N_("undetermined"),
        "warning": N_("warning"),
        "note": N_("note"),
    }
)
"""How heavy a finding is."""
element_label: Final = Labels(
    {
        "legal-basis": N_("legal basis"),
        "facts": N_("facts"),
        "penalty-kind": N_("kind of penalty"),
        "benchmark": N_("discretion benchmark"),
        "result-use": N_("use of the result"),
        "remedies": N_("remedies"),
        "officers": N_("officers"),
    }
)
"""One of the seven elements of disclosure."""
duty_label: Final = Labels(
    {
        "law": N_("duty of law"),
        "sector-rule": N_("rule of the sector"),
        "local-rule": N_("local rule"),
        "house-standard": N_("house standard"),
    }
)
"""Where a duty comes from."""
status_label: Final = Labels(
    {
        "in-force": N_("in force"),
        "to-be-confirmed": N_("to be confirmed"),
        "off": N_("switched off"),
    }
)
"""Whether a rule or a figure is applied."""
state_label: Final = Labels(
    {
        "unknown": N_("not known"),
        "not-ascertainable": N_("cannot be ascertained"),
        "not-applicable": N_("not applicable"),
    }
)
"""A state of a fact that is not ``known``."""
