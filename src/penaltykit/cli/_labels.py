"""Words for the codes of the model, as the commands print them."""

from functools import cache
from typing import TYPE_CHECKING

from penaltykit._i18n import translator

if TYPE_CHECKING:
    from penaltykit.case import Case


@cache
def _kinds(lang: str) -> dict[str, str]:
    _ = translator(lang)
    return {
        "fine": _("fine"),
        "warning": _("formal warning"),
        "criticism": _("circulated criticism"),
        "confiscate-gains": _("confiscation of illegal gains"),
        "confiscate-goods": _("confiscation of illegal goods or tools"),
        "suspend-permit": _("suspension of a permit"),
        "downgrade": _("lowering of a qualification grade"),
        "revoke-permit": _("revocation of a permit"),
        "restrict-business": _("restriction of business"),
        "suspend-business": _("order to suspend business"),
        "shut-down": _("order to shut down"),
        "restrict-occupation": _("restriction of occupation"),
        "detention": _("administrative detention"),
        "other-penalty": _("other penalty"),
        "order-correct": _("order to correct"),
        "order-stop": _("order to stop"),
        "other-order": _("other order"),
        "no-penalty": _("no penalty"),
    }


def kind_label(kind: str, lang: str) -> str:
    """The word for a kind of penalty."""
    return _kinds(lang).get(kind, kind)


def outcome_label(outcome: str, lang: str) -> str:
    """What the law and the table lead to."""
    _ = translator(lang)
    return {
        "penalty": _("a penalty"),
        "no-penalty-shall": _("no penalty (the law so requires)"),
        "no-penalty-may": _("no penalty possible (the agency decides)"),
        "statutory-gap": _("a gap in the law: no provision covers the case"),
        "undetermined": _("undetermined: facts are missing"),
    }.get(outcome, outcome)


def verdict_label(verdict: str, lang: str) -> str:
    """How a stated penalty stands to what is recommended."""
    _ = translator(lang)
    return {
        "inside": _("inside the recommendation"),
        "outside-benchmark": _("outside the benchmark"),
        "outside-statute": _("outside the law"),
        "mitigated": _("under the floor, by mitigation"),
        "undetermined": _("cannot be told yet"),
    }.get(verdict, verdict)


def party_label(case: "Case", party_id: str, lang: str) -> str:
    """A party by its number and kind: names stay out of what is mailed."""
    _ = translator(lang)
    kinds = {
        "citizen": _("citizen"),
        "individual-business": _("individual business"),
        "legal-person": _("legal person"),
        "other-organisation": _("other organisation"),
    }
    for party in case.parties:
        if party.id == party_id:
            return _("party {id} ({kind})").format(
                id=party_id, kind=kinds.get(party.kind, party.kind)
            )
    return _("party {id}").format(id=party_id)


def phase_label(phase: str, lang: str) -> str:
    """How far a case has come."""
    _ = translator(lang)
    return {
        "filed": _("filed"),
        "investigated": _("investigated"),
        "noticed": _("prior notice given"),
        "heard": _("heard"),
        "decided": _("decided"),
        "served": _("decision served"),
        "performed": _("performed"),
        "closed": _("closed"),
    }.get(phase, phase)


def paper_label(kind: str, lang: str) -> str:
    """The name of a paper."""
    _ = translator(lang)
    return {
        "prior-notice": _("prior notice"),
        "hearing-notice": _("notice of the right to a hearing"),
        "hearing-call": _("call to the hearing"),
        "decision": _("penalty decision"),
        "on-the-spot-decision": _("on-the-spot decision"),
        "no-penalty-decision": _("decision of no penalty"),
        "correction-order": _("order to correct"),
        "service-receipt": _("receipt of service"),
        "demand": _("demand"),
        "postponement": _("postponement"),
        "clerical-correction": _("clerical correction"),
        "change": _("decision to change"),
        "annulment": _("annulment"),
        "plain-card": _("card in plain words"),
    }.get(kind, kind)


def severity_label(severity: str, lang: str) -> str:
    """The word for a severity."""
    _ = translator(lang)
    return {
        "error": _("error"),
        "undetermined": _("undetermined"),
        "warning": _("warning"),
        "note": _("note"),
    }[severity]


def element_label(element: str, lang: str) -> str:
    """The word for one of the seven elements of disclosure."""
    _ = translator(lang)
    return {
        "legal-basis": _("legal basis"),
        "facts": _("facts"),
        "penalty-kind": _("kind of penalty"),
        "benchmark": _("discretion benchmark"),
        "result-use": _("use of the result"),
        "remedies": _("remedies"),
        "officers": _("officers"),
    }[element]
