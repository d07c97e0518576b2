"""Small cases worked out by hand: versions of a law, findings that the file
leaves unsaid, kinds that do not fall on a party, gaps, sparing.

What a result gives is written in short: kind, object, bounds (``<`` before a
bound that does not belong), unit unless it is yuan.
"""

from collections.abc import Callable
from typing import Any

import pytest

from penaltykit.assessment import Assessment, Recommended

Small = Callable[..., Assessment]
Data = dict[str, Any]

ROAD = {"field": "transport", "party": "citizen"}
FIRE = {"field": "fire-rescue"}
FOOD = {"field": "market-regulation"}
POLICE = {"field": "public-security", "party": "citizen"}
GOODS = "road.goods-without-permit"
PASSENGERS = "road.passenger-without-permit"
NEGLIGENCE = "fire.fire-by-negligence"


def _figure(entry: Recommended) -> str:
    penalty = entry.penalty
    low, high = penalty.from_, penalty.to
    if low is None and high is None:
        return ""
    bottom = "" if low is None else f"{low:f}"
    top = "" if high is None else f"{high:f}"
    if bottom and not penalty.from_inclusive:
        bottom = f">{bottom}"
    if top and not penalty.to_inclusive:
        top = f"<{top}"
    unit = "" if penalty.unit in (None, "yuan") else f" {penalty.unit}"
    span = bottom if bottom == top else f"{bottom}..{top}"
    return f" {span}{unit}"


def _short(entry: Recommended) -> str:
    penalty = entry.penalty
    thing = f"({penalty.object})" if penalty.object else ""
    return f"{penalty.kind}{thing}{_figure(entry)}"


def _said(assessment: Assessment) -> Data:
    result = assessment.results[0]
    return {
        "version": result.law.version if result.law else None,
        "choice": result.law.choice if result.law else None,
        "outcome": result.outcome.value,
        "recommended": [_short(one) for one in result.recommended],
        "alternatives": [
            f"{one.ground}: {_short(one)}" for one in result.alternatives
        ],
        "stated": [
            f"{one.kind}: {one.verdict}"
            for one in result.stated
            if one.kind.is_penalty or one.kind == "no-penalty"
        ],
        "missing": [one.kind.value for one in result.missing],
        "settle": list(result.settle),
        "codes": {one.code for one in result.reasons},
        "findings": {one.code for one in assessment.findings},
    }


def _gains(amount: int | str) -> Data:
    return {"gains.amount": str(amount), "gains.refunded": "0"}


def _found(name: str, **more: str) -> Data:
    return {
        "circumstances": [
            {
                "circumstance": name,
                "status": "found",
                "reasons": "依据在卷证据。",
                **more,
            }
        ]
    }


def _fine(amount: int) -> Data:
    return {"penalties": [{"kind": "fine", "amount": str(amount)}]}


SLIGHT = {
    "act.slight": True,
    "act.corrected_in_time": True,
    "act.no_harm": True,
}
LABEL = {"goods.present": True, "goods.value": "8000"}

# Name, arguments of the case, what must be said of it.
CASES: list[tuple[str, tuple[Any, ...], Data, Data]] = [
    # --- versions of a law ------------------------------------------------
    # 2022: under 20,000, so 30,000 to 100,000. 2023: over 10,000, so
    # 1 x 15,000 = 15,000 to 5 x 15,000 = 75,000. Both ends lower.
    (
        "goods carried, gains 15,000, the day before the change",
        (GOODS, "2023-07-19", "2023-09-01", _gains(15000)),
        ROAD,
        {
            "version": "2023",
            "choice": "new",
            "recommended": [
                "order-stop",
                "confiscate-gains 15000",
                "fine 15000..75000",
            ],
            "alternatives": [],
        },
    ),
    # 2022: 2 x 20,000 = 40,000 to 10 x 20,000 = 200,000. 2023: neither over
    # nor under 20,000, nothing to compare.
    (
        "passengers, gains of exactly 20,000",
        (PASSENGERS, "2023-07-19", "2023-09-01", _gains(20000)),
        ROAD,
        {
            "version": "2022",
            "choice": "not-comparable",
            "recommended": [
                "order-stop",
                "confiscate-gains 20000",
                "fine 40000..200000",
            ],
        },
    ),
    # Wider on both sides is not made up here: 2022 text, gains 20,000.01,
    # 40,000.02 to 200,000.10; 2023 the same multiples: nothing is milder.
    (
        "passengers, gains of 20,000.01",
        (PASSENGERS, "2023-07-19", "2023-09-01", _gains("20000.01")),
        ROAD,
        {
            "choice": "old",
            "recommended": [
                "order-stop",
                "confiscate-gains 20000.01",
                "fine 40000.02..200000.1",
            ],
            "alternatives": [],
        },
    ),
    # Gains of 20,000 again, the new law attested as milder: now the gap
    # governs, and what both of its neighbours order holds in it.
    (
        "passengers, gains of exactly 20,000, the new law attested",
        (
            PASSENGERS,
            "2023-07-19",
            "2023-09-01",
            {**_gains(20000), "law.new_is_milder": True},
        ),
        ROAD,
        {
            "version": "2023",
            "choice": "attested",
            "outcome": "statutory-gap",
            "recommended": ["order-stop", "confiscate-gains 20000"],
            "codes": {"statute.gap", "statute.shared"},
        },
    ),
    (
        "the first day of the new law",
        (PASSENGERS, "2023-07-20", "2023-09-01", _gains(0)),
        ROAD,
        {
            "choice": "same",
            "recommended": ["order-stop", "fine 10000..100000"],
        },
    ),
    (
        "begun before, ended on the first day of the new law",
        (PASSENGERS, "2023-06-01/2023-07-20", "2023-09-01", _gains(0)),
        ROAD,
        {"version": "2023", "choice": "same"},
    ),
    (
        "begun and ended before, decided the day before the change",
        (PASSENGERS, "2023-06-01/2023-07-19", "2023-07-19", _gains(0)),
        ROAD,
        {
            "version": "2022",
            "choice": "same",
            "recommended": ["order-stop", "fine 30000..100000"],
        },
    ),
    (
        "the same, decided a day later",
        (PASSENGERS, "2023-06-01/2023-07-19", "2023-07-20", _gains(0)),
        ROAD,
        {
            "version": "2023",
            "choice": "new",
            "recommended": ["order-stop", "fine 10000..100000"],
        },
    ),
    (
        "its end not recorded",
        (PASSENGERS, "2023-06-01/?", "2023-09-01", _gains(0)),
        ROAD,
        {
            "choice": "open",
            "outcome": "undetermined",
            "recommended": [],
            "settle": ["act.to"],
        },
    ),
    # Article 65 of 2022 no longer speaks of driving schools.
    (
        "driving school, the provision gone",
        ("road.training-without-permit", "2022-03-01", "2022-05-01"),
        ROAD,
        {
            "choice": "repealed",
            "outcome": "no-penalty-shall",
            "recommended": ["no-penalty"],
            "alternatives": [],
            "no codes": {"no-penalty.education", "no-penalty.gains"},
        },
    ),
    # --- findings that the file leaves unsaid -------------------------------
    # Under 10,000: 3,000 to 10,000; where grave 10,000 to 50,000.
    (
        "goods carried, gains 5,000, gravity unsaid",
        (GOODS, "2024-03-01", "2024-05-01", _gains(5000)),
        ROAD,
        {
            "recommended": [
                "order-stop",
                "fine 3000..10000",
                "confiscate-gains 5000",
            ],
            "alternatives": [
                "attestation: order-stop",
                "attestation: fine 10000..50000",
                "attestation: confiscate-gains 5000",
            ],
            "settle": [],
            "codes": {"statute.unstated"},
        },
    ),
    (
        "the same, gravity denied",
        (
            GOODS,
            "2024-03-01",
            "2024-05-01",
            {**_gains(5000), "violation.grave": False},
        ),
        ROAD,
        {"alternatives": [], "no codes": {"statute.unstated"}},
    ),
    (
        "the same, found grave",
        (
            GOODS,
            "2024-03-01",
            "2024-05-01",
            {**_gains(5000), "violation.grave": True},
        ),
        ROAD,
        {
            "recommended": [
                "order-stop",
                "fine 10000..50000",
                "confiscate-gains 5000",
            ],
            "alternatives": [],
            "no codes": {"statute.unstated"},
        },
    ),
    # Art. 126: order and warning; 5,000 to 50,000 where refused; stop of
    # business up to the permit where grave. Two findings, each by itself.
    (
        "purchase checks, neither refusal nor gravity said",
        ("food.no-purchase-check", "2024-03-01", "2024-05-01", _gains(0)),
        {**FOOD, "penalties": [{"kind": "warning"}]},
        {
            "outcome": "penalty",
            "recommended": ["order-correct", "warning"],
            "alternatives": [
                "attestation: fine 5000..50000",
                "attestation: suspend-business",
                "attestation: revoke-permit(permit)",
            ],
            "stated": ["warning: inside"],
            "missing": [],
            "no findings": {"must-kind-missing", "result-open"},
        },
    ),
    # Art. 68 penalises only what is grave: unsaid, no branch holds.
    (
        "no help in the evacuation, gravity unsaid",
        ("fire.no-evacuation-help", "2024-03-01", "2024-05-01", _gains(0)),
        POLICE,
        {
            "outcome": "statutory-gap",
            "recommended": [],
            "alternatives": ["attestation: detention 5..10 days"],
        },
    ),
    # --- kinds that do not fall on a party ----------------------------------
    # Art. 64: detention of 10 to 15 days, and up to 500 yuan may be added;
    # where lighter a warning or up to 500.
    (
        "a company is not detained",
        (NEGLIGENCE, "2024-03-01", "2024-05-01", _gains(0)),
        FIRE,
        {
            "recommended": ["fine ..500"],
            "alternatives": [
                "attestation: warning",
                "attestation: fine ..500",
            ],
            "codes": {"statute.unfit-body"},
        },
    ),
    (
        "whether the fire service may detain is not attested",
        (NEGLIGENCE, "2024-03-01", "2024-05-01", _gains(0)),
        {**FIRE, "party": "citizen"},
        {
            "recommended": ["fine ..500"],
            "settle": ["competence.detention_by_law"],
            "codes": {"statute.unfit-police-open"},
        },
    ),
    (
        "it may not",
        (NEGLIGENCE, "2024-03-01", "2024-05-01", _gains(0)),
        {
            **FIRE,
            "party": "citizen",
            "of_case": {"competence.detention_by_law": False},
        },
        {
            "recommended": ["fine ..500"],
            "settle": [],
            "codes": {"statute.unfit-police"},
        },
    ),
    (
        "the police may",
        (NEGLIGENCE, "2024-03-01", "2024-05-01", _gains(0)),
        POLICE,
        {
            "recommended": ["detention 10..15 days", "fine ..500"],
            "no codes": {"statute.unfit-police", "statute.unfit-body"},
        },
    ),
    (
        "a citizen has no business licence",
        (
            "fire.service-false",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), "fire.major_loss": True, "violation.grave": False},
        ),
        {**FIRE, "party": "citizen"},
        {
            "recommended": ["order-correct", "fine 50000..100000"],
            "codes": {"statute.unfit-no-permit", "statute.unfit-responsible"},
        },
    ),
    (
        "an individual business may have one",
        (
            "fire.service-false",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), "fire.major_loss": True, "violation.grave": False},
        ),
        {**FIRE, "party": "individual-business"},
        {
            "recommended": [
                "order-correct",
                "fine 50000..100000",
                "revoke-permit(business-licence)",
            ],
            "codes": {"statute.unfit-permit-open"},
        },
    ),
    # Art. 52(1) revokes the permit of a producer: this one never had any,
    # so none is missing.
    (
        "a producer without a permit has none to lose",
        (
            "pesticide.produce-without-permit",
            "2024-03-01",
            "2024-05-01",
            {
                **_gains(0),
                "goods.present": False,
                "goods.value": "5000",
                "pesticide.tools_present": False,
                "permit.held": False,
            },
        ),
        {"field": "agriculture", **_fine(50000)},
        {
            "recommended": ["order-stop", "fine 50000..100000"],
            "stated": ["fine: inside"],
            "missing": [],
            "codes": {"statute.unfit-no-permit"},
        },
    ),
    # Art. 69(1): 50,000 to 100,000 for the body, 10,000 to 50,000 for whoever
    # answers for it, who is also banned for life after great loss.
    (
        "the person who answers for a fire service",
        (
            "fire.service-false-person",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), "fire.major_loss": True},
        ),
        {**FIRE, "party": "citizen"},
        {
            "recommended": [
                "fine 10000..50000",
                "restrict-occupation",
            ],
        },
    ),
    (
        "a body is no such person",
        ("fire.service-false-person", "2024-03-01", "2024-05-01", _gains(0)),
        FIRE,
        {"recommended": [], "codes": {"statute.unfit-persons"}},
    ),
    # --- gaps and open branches ---------------------------------------------
    (
        "gains not recorded: both branches order the stop",
        (PASSENGERS, "2024-03-01", "2024-05-01"),
        ROAD,
        {
            "outcome": "undetermined",
            "recommended": ["order-stop"],
            "settle": ["gains.amount"],
            "codes": {"statute.shared"},
        },
    ),
    # --- sparing -----------------------------------------------------------
    # Art. 125: under 10,000, so 5,000 to 50,000; art. 136 spares, the food
    # goes; whether the gains go too the law does not say.
    (
        "spared, yet confiscated",
        (
            "food.label",
            "2024-03-01",
            "2024-05-01",
            {**_gains(1000), **LABEL, "violation.grave": False},
        ),
        {**FOOD, **_found("food-safety-law.136")},
        {
            "outcome": "no-penalty-may",
            "recommended": [
                "confiscate-gains 1000",
                "confiscate-goods(goods)",
                "confiscate-goods(tools)",
                "fine 5000..50000",
            ],
            "alternatives": [
                "no-penalty: no-penalty",
                "no-penalty: confiscate-goods(goods)",
                "gains: confiscate-gains 1000",
            ],
            "codes": {"no-penalty.education", "no-penalty.gains"},
        },
    ),
    (
        "first time, slight harm, put right",
        (
            "fire.block-exit",
            "2024-03-01",
            "2024-05-01",
            {
                **_gains(0),
                "act.slight_harm": True,
                "act.corrected_in_time": True,
            },
        ),
        {**FIRE, **_found("penalty-law.33.first-time")},
        {
            "outcome": "no-penalty-may",
            "recommended": ["order-correct", "fine 5000..50000"],
            "alternatives": ["no-penalty: no-penalty"],
        },
    ),
    # Put right in time, so nothing is left to order.
    (
        "slight, put right, no harm: attested, not named, fined",
        (
            "fire.block-exit",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), **SLIGHT},
        ),
        {**FIRE, **_fine(5000)},
        {
            "outcome": "no-penalty-shall",
            "recommended": ["no-penalty"],
            "alternatives": [],
            "codes": {"circumstance.proven", "no-penalty.education"},
            "findings": {"penalty-where-none-shall-be"},
            "no findings": {"fine-outside-statute"},
        },
    ),
    (
        "the same, one of the three denied and the finding made",
        (
            "fire.block-exit",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), **SLIGHT, "act.no_harm": False},
        ),
        {**FIRE, **_found("penalty-law.33.slight"), **_fine(5000)},
        {
            "outcome": "penalty",
            "stated": ["fine: inside"],
            "codes": {"circumstance.contradicted"},
            "findings": {"circumstance-contradicted"},
            "no findings": {"penalty-where-none-shall-be"},
        },
    ),
    (
        "no fault: the order remains, and whichever branch it is",
        (
            "food.no-purchase-check",
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), "act.correctable": True},
        ),
        {**FOOD, **_found("penalty-law.33.no-fault")},
        {
            "outcome": "no-penalty-shall",
            "recommended": ["order-correct", "no-penalty"],
            "codes": {"no-penalty.orders", "no-penalty.education"},
            "no codes": {"statute.unstated"},
        },
    ),
    (
        "no fault, the branch not known, gains of 500 left to the agency",
        ("food.label", "2024-03-01", "2024-05-01", _gains(500)),
        {**FOOD, **_found("penalty-law.33.no-fault")},
        {
            "outcome": "no-penalty-shall",
            "recommended": ["no-penalty"],
            "alternatives": ["gains: confiscate-gains 500"],
            "settle": [],
        },
    ),
    # --- what the facts prove ------------------------------------------------
    # Born 2009-03-01: fifteen on the day of the act.
    (
        "found under fourteen, proven fifteen",
        ("fire.block-exit", "2024-03-01", "2024-05-01", _gains(0)),
        {
            **FIRE,
            "party": "citizen",
            "born": "2009-03-01",
            **_found("penalty-law.30.under-14"),
            **_fine(300),
        },
        {
            "outcome": "penalty",
            "stated": ["fine: inside"],
            "codes": {"circumstance.contradicted", "circumstance.proven"},
            "findings": {"circumstance-contradicted"},
            "no findings": {"penalty-where-none-shall-be"},
        },
    ),
    # Fourteen on 2024-03-02, the day after the act.
    (
        "a child of thirteen, nothing found",
        ("fire.block-exit", "2024-03-01", "2024-05-01", _gains(0)),
        {**FIRE, "party": "citizen", "born": "2010-03-02", **_fine(300)},
        {
            "outcome": "no-penalty-shall",
            "recommended": ["no-penalty"],
            "codes": {"no-penalty.besides", "no-penalty.education"},
            "findings": {"child-punished"},
            "no findings": {"fine-outside-statute"},
        },
    ),
    (
        "fourteen that day: leniency or mitigation is due",
        ("fire.block-exit", "2024-03-01", "2024-05-01", _gains(0)),
        {**FIRE, "party": "citizen", "born": "2010-03-01", **_fine(300)},
        {
            "outcome": "penalty",
            "codes": {"circumstance.proven"},
            "findings": {"minor-without-leniency"},
        },
    ),
    (
        "eighteen that day",
        ("fire.block-exit", "2024-03-01", "2024-05-01", _gains(0)),
        {**FIRE, "party": "citizen", "born": "2006-03-01", **_fine(300)},
        {
            "outcome": "penalty",
            "no codes": {"circumstance.proven"},
            "no findings": {"minor-without-leniency"},
        },
    ),
    (
        "a company is no child",
        ("fire.block-exit", "2024-03-01", "2024-05-01", _gains(0)),
        {**FIRE, **_found("penalty-law.30.under-14")},
        {
            "outcome": "penalty",
            "recommended": ["order-correct", "fine 5000..50000"],
            "codes": {"circumstance.contradicted"},
            "findings": {"circumstance-contradicted"},
        },
    ),
    (
        "the facts are not established",
        (
            PASSENGERS,
            "2024-03-01",
            "2024-05-01",
            {**_gains(0), "act.not_established": True},
        ),
        {**ROAD, **_fine(10000)},
        {
            "outcome": "no-penalty-shall",
            "recommended": ["no-penalty"],
            "no codes": {"no-penalty.education", "no-penalty.orders"},
            "findings": {"not-established-but-punished"},
            "no findings": {
                "penalty-where-none-shall-be",
                "fine-outside-statute",
            },
        },
    ),
]


@pytest.mark.parametrize(
    ("where", "how", "expected"),
    [pytest.param(*rest, id=name) for name, *rest in CASES],
)
def test_a_small_case(
    small: Small, where: tuple[Any, ...], how: Data, expected: Data
) -> None:
    said = _said(small(*where, **how))
    for key, value in expected.items():
        if key in ("codes", "findings"):
            assert value <= said[key], key
        elif key.startswith("no "):
            assert not value & said[key.removeprefix("no ")], key
        else:
            assert said[key] == value, key


def test_a_ground_that_is_refused_and_proven_is_told_both_ways(
    small: Small,
) -> None:
    claim = {
        "circumstance": "penalty-law.33.slight",
        "status": "refused",
        "reasons": "认为不属轻微。",
    }
    assessment = small(
        "fire.block-exit",
        "2024-03-01",
        "2024-05-01",
        {**_gains(0), **SLIGHT},
        circumstances=[claim],
        **FIRE,
    )
    said = _said(assessment)
    assert said["outcome"] == "no-penalty-shall"
    assert said["codes"] >= {
        "circumstance.refused",
        "circumstance.proven-refused",
    }
    assert "circumstances-exclude-each-other" in said["findings"]
    (told,) = (
        one.text
        for one in assessment.results[0].reasons
        if one.code == "circumstance.proven-refused"
    )
    assert "违法行为轻微" in told["zh"]
    assert "refuses" in told["en"]


@pytest.mark.parametrize(
    ("stated", "verdicts"),
    [
        # Spared, the food taken; the gains of 1,000 are for the agency.
        (
            [
                {"kind": "no-penalty"},
                {"kind": "confiscate-goods"},
                {"kind": "confiscate-gains", "amount": "1000"},
            ],
            [
                "no-penalty: inside",
                "confiscate-goods: inside",
                "confiscate-gains: inside",
            ],
        ),
        # Not spared although it may be: the whole of the provision.
        (
            [
                {"kind": "fine", "amount": "5000"},
                {"kind": "confiscate-goods"},
                {"kind": "confiscate-gains", "amount": "1000"},
            ],
            [
                "fine: inside",
                "confiscate-goods: inside",
                "confiscate-gains: inside",
            ],
        ),
    ],
)
def test_may_be_spared(
    small: Small, stated: list[Data], verdicts: list[str]
) -> None:
    said = _said(
        small(
            "food.label",
            "2024-03-01",
            "2024-05-01",
            {**_gains(1000), **LABEL, "violation.grave": False},
            **_found("food-safety-law.136"),
            penalties=stated,
            **FOOD,
        )
    )
    assert said["stated"] == verdicts
    assert said["missing"] == []


def test_gains_beside_no_penalty_are_for_the_agency(small: Small) -> None:
    said = _said(
        small(
            "food.label",
            "2024-03-01",
            "2024-05-01",
            {**_gains(1000), **LABEL},
            **_found("penalty-law.33.no-fault"),
            penalties=[
                {"kind": "no-penalty"},
                {"kind": "confiscate-gains", "amount": "1000"},
            ],
            **FOOD,
        )
    )
    assert said["stated"] == [
        "no-penalty: inside",
        "confiscate-gains: undetermined",
    ]


def test_an_unsaid_finding_is_named(small: Small) -> None:
    result = small(
        "fire.no-evacuation-help",
        "2024-03-01",
        "2024-05-01",
        _gains(0),
        **POLICE,
    ).results[0]
    (told,) = (r for r in result.reasons if r.code == "statute.unstated")
    assert told.pointers == ("/violations/0/facts/violation.grave",)
    (one,) = result.alternatives
    assert one.facts == ("violation.grave",)
    assert "情节严重" in one.text["zh"]


@pytest.mark.parametrize("grave", [None, False, True])
def test_a_row_that_a_finding_would_choose_is_told(
    small: Small, grave: bool | None
) -> None:
    """Jiangmen 2-23: a plan that is not as required is fined only where
    grave, with 20,000 to 50,000 (art. 93: to 100,000); row 1."""
    facts: Data = {
        **_gains(0),
        "water.emergency_plan_breach": "not-as-required",
    }
    if grave is not None:
        facts["violation.grave"] = grave
    assessment = small(
        "water.no-emergency-plan",
        "2022-02-01",
        "2022-03-01",
        facts,
        field="ecology",
    )
    said = _said(assessment)
    told = [
        reason.text["en"]
        for reason in assessment.results[0].reasons
        if reason.code == "table.unstated"
    ]
    assert bool(told) is (grave is None)
    assert all("row 1" in text and "50,000" in text for text in told)
    if grave is None:
        assert said["recommended"] == ["order-correct"]
        assert said["alternatives"] == [
            "attestation: order-correct",
            "attestation: fine 20000..100000",
        ]
    if grave:
        assert "fine 20000..50000" in said["recommended"]
