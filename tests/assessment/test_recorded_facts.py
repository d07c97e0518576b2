"""What recorded facts make certain, and what they only raise.

Jiangmen art. 5, second part: punished twice for the like within two years,
the upper limit of the stage; three times or more, one stage up. Both are
mandatory and hold whatever the table says. Art. 5 first part: a bad response
of the public is for an officer to find. Guangdong art. 14: eleven cases in
which a public apology takes nothing off the fine.
"""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import penaltykit as pk
from penaltykit.assessment import Assessment, Result
from penaltykit.penalty import PenaltyKind

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WASHING = "03-vehicle-washing"
APOLOGY = "guangdong-eco-2021.public-apology"
TWICE = "jiangmen-eco-2020.punished-twice-in-two-years"
THREE = "jiangmen-eco-2020.punished-three-times-in-two-years"
RESPONSE = "jiangmen-eco-2020.bad-social-response"
BASIS = [
    {"law": "water-pollution-law", "article": 85, "paragraph": 1, "item": 3}
]

Run = Callable[..., Assessment]


def claim(name: str, status: str = "found", **more: Any) -> dict[str, Any]:
    return {
        "circumstance": name,
        "status": status,
        "reasons": "经查实。",
        **more,
    }


def earlier(*days: str, basis: Any = BASIS) -> list[dict[str, Any]]:
    return [
        {"number": f"示罚{n}号", "decided": day, "penalising": basis}
        for n, day in enumerate(days)
    ]


@pytest.fixture
def jiangmen(kit: pk.Kit) -> Run:
    """Washing on 2022-06-01, class 4 water: stage 2, 50,000 to 80,000."""

    def run(
        *claims: dict[str, Any],
        before: list[dict[str, Any]] | None = None,
        water: str = "class-4",
        **facts: Any,
    ) -> Assessment:
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["act"].update({"from": "2022-06-01", "to": "2022-06-01"})
        violation["circumstances"] = list(claims)
        violation["penalising"] = BASIS
        facts = {
            "water__function_class": water,
            "water__protected_area": "none",
            **facts,
        }
        for name, value in facts.items():
            violation["facts"][name.replace("__", ".")] = {"value": value}
        data["earlier_penalties"] = before or []
        data["events"] = [{"kind": "decided", "date": "2022-07-01"}]
        data["papers"] = []
        found = kit.assess(pk.read_case(json.dumps(data)))
        assert found.results[0].table is not None
        assert found.results[0].table.id == "jiangmen-eco-2020/2-13"
        return found

    return run


@pytest.fixture
def guangdong(kit: pk.Kit) -> Run:
    """The washing case of 2024 as it is: row 1, 20,000 to 50,000, ordinary
    35,000; with a second violation where one is given."""

    def run(
        *claims: dict[str, Any],
        second: dict[str, Any] | None = None,
        of_case: dict[str, Any] | None = None,
        discovered: tuple[str, ...] = ("2024-05-13",),
        **facts: Any,
    ) -> Assessment:
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["circumstances"] = list(claims)
        for name, value in facts.items():
            violation["facts"][name.replace("__", ".")] = {"value": value}
        if second is not None:
            data["violations"].append(
                {
                    "id": "V2",
                    "act": violation["act"],
                    "parties": ["P1"],
                    "facts": {},
                    **second,
                }
            )
        for name, value in (of_case or {}).items():
            data["facts"][name] = {"value": value, "grounds": "经查实。"}
        data["events"] = [
            *({"kind": "discovered", "date": day} for day in discovered),
            *(e for e in data["events"] if e["kind"] != "discovered"),
        ]
        return kit.assess(pk.read_case(json.dumps(data)))

    return run


def fine(result: Result) -> tuple[Any, ...]:
    (entry,) = (
        r for r in result.recommended if r.penalty.kind is PenaltyKind.FINE
    )
    return entry.penalty.from_, entry.penalty.to, entry.point


def codes(result: Result) -> list[str]:
    return [r.code for r in result.reasons]


def text(result: Result, code: str, lang: str = "zh") -> str:
    return next(r.text[lang] for r in result.reasons if r.code == code)


def opened(result: Result) -> list[tuple[Any, ...]]:
    """Ground, facts and bounds of the fines that are open besides."""
    return [
        (a.ground.value, a.facts, a.penalty.from_, a.penalty.to)
        for a in result.alternatives
        if a.penalty.kind is PenaltyKind.FINE
    ]


class TestEarlierPenalties:
    def test_three_within_two_years_lift_the_stage(
        self, jiangmen: Run
    ) -> None:
        """2020-06-01 to 2022-05-31 are the two years: stage 3, 80,000 to
        120,000, without anybody claiming it."""
        before = earlier("2020-07-01", "2021-03-01", "2022-05-31")
        result = jiangmen(before=before).results[0]

        assert fine(result) == (80_000, 120_000, None)
        assert result.stage is not None
        assert result.stage["en"] == "stage 3"
        said = text(result, "circumstance.proven")
        assert "3次以上" in said
        assert "裁量基准文件" in said

    def test_two_take_the_top_of_the_stage(self, jiangmen: Run) -> None:
        result = jiangmen(before=earlier("2020-07-01", "2021-03-01"))

        assert fine(result.results[0]) == (80_000, 80_000, 80_000)

    def test_one_changes_nothing(self, jiangmen: Run) -> None:
        result = jiangmen(before=earlier("2021-03-01")).results[0]

        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.proven" not in codes(result)

    def test_outside_the_two_years_they_do_not_count(
        self, jiangmen: Run
    ) -> None:
        """2020-05-31 lies a day before the window; two are left."""
        before = earlier("2020-05-31", "2021-03-01", "2022-05-31")

        assert fine(jiangmen(before=before).results[0]) == (
            80_000,
            80_000,
            80_000,
        )

    def test_a_count_that_is_stated_proves_it_too(self, jiangmen: Run) -> None:
        result = jiangmen(water__same_breaches_two_years=4).results[0]

        assert fine(result) == (80_000, 120_000, None)

    def test_claimed_and_recorded_is_once(self, jiangmen: Run) -> None:
        before = earlier("2020-07-01", "2021-03-01", "2022-05-31")
        result = jiangmen(claim(THREE), before=before).results[0]

        assert fine(result) == (80_000, 120_000, None)
        assert codes(result).count("shift") == 1

    def test_in_the_top_stage_the_maximum(self, jiangmen: Run) -> None:
        """Class 1 is stage 5 already: 200,000."""
        before = earlier("2020-07-01", "2021-03-01", "2022-05-31")
        result = jiangmen(before=before, water="class-1").results[0]

        assert fine(result) == (200_000, 200_000, 200_000)

    def test_refused_it_does_not_count_and_is_told(
        self, jiangmen: Run
    ) -> None:
        """What is alike the document does not define: the officer's word
        stands, and that the record says otherwise is told."""
        before = earlier("2020-07-01", "2021-03-01", "2022-05-31")
        assessment = jiangmen(claim(THREE, "refused"), before=before)
        result = assessment.results[0]

        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.refused-recorded" in codes(result)
        assert "circumstance-against-the-record" in [
            f.code for f in assessment.findings
        ]

    def test_found_against_the_count_it_is_a_contradiction(
        self, jiangmen: Run
    ) -> None:
        result = jiangmen(
            claim(THREE), water__same_breaches_two_years=0
        ).results[0]

        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.contradicted" in codes(result)

    def test_one_that_does_not_say_for_what_leaves_it_open(
        self, jiangmen: Run
    ) -> None:
        """Two alike, one without a provision: twice or three times."""
        before = earlier("2020-07-01", "2021-03-01")
        before += earlier("2022-05-31", basis=[])
        assessment = jiangmen(before=before)
        result = assessment.results[0]

        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.count-open" in codes(result)
        assert "earlier_penalties" in text(result, "circumstance.count-open")

    def test_a_table_that_grades_by_the_count_counts_it_once(
        self, kit: pk.Kit
    ) -> None:
        """2-2 has a row for the count: the fact chose the row already."""
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["item"] = "water.no-self-monitoring"
        violation["act"].update({"from": "2022-06-01", "to": "2022-06-01"})
        violation["penalising"] = [
            {"law": "water-pollution-law", "article": 82, "item": 1}
        ]
        data["earlier_penalties"] = earlier(
            "2020-07-01",
            "2021-03-01",
            "2022-05-31",
            basis=violation["penalising"],
        )
        data["events"] = [{"kind": "decided", "date": "2022-07-01"}]
        data["papers"] = []
        result = kit.assess(pk.read_case(json.dumps(data))).results[0]

        assert result.table is not None
        assert result.table.id == "jiangmen-eco-2020/2-2"
        assert any(
            cell["fact"] == "water.same_breaches_two_years"
            for row in result.rows
            for cell in row["cells"]
        )
        assert "shift" not in codes(result)
        assert "circumstance.counted" in codes(result)


_BY_COUNT: dict[int, tuple[Any, ...]] = {
    0: (50_000, 80_000, None),
    1: (50_000, 80_000, None),
    2: (80_000, 80_000, 80_000),
}
_MORE = (80_000, 120_000, None)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.dates(dt.date(2019, 1, 1), dt.date(2022, 12, 31)),
        max_size=6,
        unique=True,
    )
)
def test_the_number_within_the_window_decides(
    jiangmen: Run, days: list[dt.date]
) -> None:
    """The two years before 2022-06-01: 2020-06-01 to 2022-05-31."""
    inside = [
        day
        for day in days
        if dt.date(2020, 6, 1) <= day <= dt.date(2022, 5, 31)
    ]
    before = earlier(*(day.isoformat() for day in days))
    result = jiangmen(before=before).results[0]

    assert fine(result) == _BY_COUNT.get(len(inside), _MORE)


class TestForAnOfficer:
    """Art. 5: a bad response of the public, the top of the stage; a larger
    incident, one stage up (可)."""

    def test_recorded_and_not_found_is_told_as_open(
        self, jiangmen: Run
    ) -> None:
        assessment = jiangmen(env__major_impact=True)
        result = assessment.results[0]

        assert fine(result) == (50_000, 80_000, None)
        (told,) = (
            r for r in result.reasons if r.code == "circumstance.unstated"
        )
        assert "社会反响" in told.text["zh"]
        assert any(
            "突发环境事件" in r.text["zh"]
            for r in result.reasons
            if r.code == "circumstance.unstated-may"
        )
        # The top of stage 2; or stage 2 and 3, since it is only allowed.
        assert opened(result) == [
            ("attestation", (RESPONSE,), 80_000, 80_000),
            (
                "attestation",
                ("jiangmen-eco-2020.major-incident",),
                50_000,
                120_000,
            ),
        ]
        found = [
            f
            for f in assessment.findings
            if f.code == "circumstance-left-open"
        ]
        # Only the one that is mandatory asks for an answer.
        assert [f.severity.value for f in found] == ["warning"]
        assert "社会反响" in found[0].message["zh"]
        assert "突发" not in found[0].message["zh"]

    @pytest.mark.parametrize("status", ["refused", "claimed"])
    def test_answered_or_claimed_it_is_told_elsewhere(
        self, jiangmen: Run, status: str
    ) -> None:
        assessment = jiangmen(
            claim(RESPONSE, status),
            claim("jiangmen-eco-2020.major-incident", "refused"),
            env__major_impact=True,
        )

        assert "circumstance.unstated" not in codes(assessment.results[0])
        assert opened(assessment.results[0]) == []
        assert "circumstance-left-open" not in [
            f.code for f in assessment.findings
        ]

    def test_nothing_recorded_nothing_told(self, jiangmen: Run) -> None:
        result = jiangmen(env__major_impact=False).results[0]

        assert "circumstance.unstated" not in codes(result)


OUTLET = {"item": "water.outlet-in-source-zone"}


class TestApology:
    """35,000 less 30 to 50 %: 17,500 to 24,500, not under 20,000."""

    def test_alone_it_counts(self, guangdong: Run) -> None:
        result = guangdong(claim(APOLOGY)).results[0]

        assert fine(result) == (20_000, 24_500, None)

    def test_9_another_violation_of_the_file_is_excluded(
        self, guangdong: Run
    ) -> None:
        """Found at the same time, and one of them in a source zone."""
        result = guangdong(claim(APOLOGY), second=OUTLET).results[0]

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "同时查出多项违法" in text(result, "circumstance.excluded")

    def test_9_two_that_are_not_excluded(self, guangdong: Run) -> None:
        second = {"item": "water.no-ledger"}
        result = guangdong(claim(APOLOGY), second=second).results[0]

        assert fine(result) == (20_000, 24_500, None)

    def test_9_an_exclusion_found_on_the_other(self, guangdong: Run) -> None:
        second = {
            "item": "water.no-ledger",
            "circumstances": [claim(f"{APOLOGY}.again-after-commitment")],
        }
        result = guangdong(claim(APOLOGY), second=second).results[0]

        assert fine(result) == (20_000, 50_000, 35_000)

    def test_9_found_on_two_days_it_is_asked(self, guangdong: Run) -> None:
        """Which of the two days found which is not recorded: with or
        without, 20,000 to 50,000."""
        result = guangdong(
            claim(APOLOGY),
            second=OUTLET,
            discovered=("2024-05-13", "2024-05-20"),
        ).results[0]

        assert fine(result)[:2] == (20_000, 50_000)
        assert "circumstance.exclusion-open" in codes(result)

    def test_9_refused_it_is_answered(self, guangdong: Run) -> None:
        result = guangdong(
            claim(APOLOGY),
            claim(f"{APOLOGY}.several-breaches", "refused"),
            second=OUTLET,
        ).results[0]

        assert fine(result) == (20_000, 24_500, None)

    def test_1_in_a_source_zone_it_is_asked(self, guangdong: Run) -> None:
        """The zone alone is no prohibition of the zone: row 5 (effects
        removed) 140,000 to 170,000, middle 155,000; less 30 to 50 %, or
        not: 77,500 to 170,000."""
        assessment = guangdong(claim(APOLOGY), water__zone="drinking-source")
        result = assessment.results[0]

        assert fine(result)[:2] == (77_500, 170_000)
        assert "饮用水水源保护区" in text(
            result, "circumstance.exclusion-open"
        )
        assert "exclusion-left-open" in [f.code for f in assessment.findings]

    def test_1_answered(self, guangdong: Run) -> None:
        name = f"{APOLOGY}.drinking-water-zone"
        zone = {"water__zone": "drinking-source"}
        refused = guangdong(claim(APOLOGY), claim(name, "refused"), **zone)
        found = guangdong(claim(APOLOGY), claim(name), **zone)

        # 155,000 x 50 % and x 70 %.
        assert fine(refused.results[0]) == (77_500, 108_500, None)
        assert fine(found.results[0]) == (140_000, 170_000, 155_000)
        for one in (refused, found):
            assert "exclusion-left-open" not in [f.code for f in one.findings]

    def test_4_the_ground_of_the_law_is_the_same(self, guangdong: Run) -> None:
        """Art. 10 repeats art. 49 of the Law."""
        result = guangdong(
            claim(APOLOGY), claim("penalty-law.49.emergency")
        ).results[0]

        assert "第十条" in text(result, "circumstance.excluded")

    def test_5_transfer_for_detention(self, guangdong: Run) -> None:
        result = guangdong(
            claim(APOLOGY), water__act_of_article_63=True
        ).results[0]

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "行政拘留" in text(result, "circumstance.excluded")

    def test_6_suspected_crime(self, guangdong: Run) -> None:
        result = guangdong(
            claim(APOLOGY), of_case={"case.suspected_crime": True}
        ).results[0]

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "涉嫌" in text(result, "circumstance.excluded")

    def test_7_still_not_put_right_is_asked(self, guangdong: Run) -> None:
        """Not put right in the term is not yet: found at a re-inspection."""
        result = guangdong(claim(APOLOGY), correction__overdue=True).results[0]

        assert fine(result)[:2] == (20_000, 50_000)
        assert "复查" in text(result, "circumstance.exclusion-open")


class TestFoundAgainstTheRecord:
    """The outcome follows the recorded facts, and both are told."""

    @pytest.mark.parametrize(
        ("name", "facts"),
        [
            ("penalty-law.32.1", {"water__effects_removed": False}),
            (
                "guangdong-eco-2021.effects-removed",
                {"water__effects_removed": False},
            ),
            (
                "guangdong-eco-2021.slight-corrected-no-harm",
                {"act__no_harm": False},
            ),
            (
                "guangdong-eco-2021.first-slight-corrected",
                {"act__corrected_in_time": False},
            ),
        ],
    )
    def test_it_does_not_count(
        self, guangdong: Run, name: str, facts: dict[str, Any]
    ) -> None:
        assessment = guangdong(claim(name, effect="mitigate"), **facts)
        result = assessment.results[0]
        plain = guangdong(**facts).results[0]

        assert result.outcome.value == "penalty"
        assert fine(result) == fine(plain)
        assert "circumstance.contradicted" in codes(result)
        assert "circumstance-contradicted" in [
            f.code for f in assessment.findings
        ]
        assert not any(
            a.ground.value == "mitigation" for a in result.alternatives
        )

    def test_with_the_fact_it_counts(self, guangdong: Run) -> None:
        result = guangdong(
            claim("penalty-law.32.1", effect="mitigate")
        ).results[0]

        assert "circumstance.contradicted" not in codes(result)
        assert any(a.ground.value == "mitigation" for a in result.alternatives)

    def test_without_the_fact_it_counts_too(self, small: Any) -> None:
        """Elsewhere nobody records such a fact: nothing contradicts."""
        assessment = small(
            "fire.fire-by-negligence",
            "2024-03-01",
            "2024-05-01",
            field="fire-rescue",
            circumstances=[claim("penalty-law.32.1", effect="mitigate")],
        )

        assert "circumstance.contradicted" not in codes(assessment.results[0])


REPORT = [
    {
        "law": "guangdong-environmental-protection-regulation",
        "article": 71,
        "paragraph": 2,
    }
]


class TestStatedCount:
    """2.33: within one year 0 like breaches, row 3; one or more, row 4. The
    earlier decision of 2024-01-01 lies in the year before 2024-06-15."""

    @pytest.fixture
    def run(self, kit: pk.Kit) -> Run:
        def run(
            before: list[dict[str, Any]],
            stated: int | None = None,
            penalising: Any = None,
        ) -> Assessment:
            data = json.loads((FIXTURES / WASHING / "case.json").read_text())
            violation = data["violations"][0]
            violation["item"] = "water.treatment-plant-no-report"
            violation["act"].update({"from": "2024-06-15", "to": "2024-06-15"})
            violation["penalising"] = (
                REPORT if penalising is None else penalising
            )
            violation["facts"] = {
                "water.cooperated": {"value": False},
                "env.major_impact": {"value": False},
                "gains.amount": {"value": "0"},
            }
            if stated is not None:
                violation["facts"]["water.same_breaches_one_year"] = {
                    "value": stated
                }
            data["earlier_penalties"] = before
            data["events"] = [{"kind": "decided", "date": "2024-08-01"}]
            data["papers"] = []
            return kit.assess(pk.read_case(json.dumps(data)))

        return run

    @staticmethod
    def rows(assessment: Assessment) -> list[str]:
        return [row["row"] for row in assessment.results[0].rows]

    def test_less_than_is_recorded_is_told(self, run: Run) -> None:
        assessment = run(earlier("2024-01-01", basis=REPORT), stated=0)

        assert "earlier-penalties-miscounted" in [
            f.code for f in assessment.findings
        ]

    def test_as_recorded_is_not(self, run: Run) -> None:
        counted = run(earlier("2024-01-01", basis=REPORT))
        stated = run(earlier("2024-01-01", basis=REPORT), stated=1)

        assert self.rows(counted) == self.rows(stated)
        assert "earlier-penalties-miscounted" not in [
            f.code for f in stated.findings
        ]

    def test_a_law_by_its_name_is_the_same_law(self, run: Run) -> None:
        """By title, or as printed text."""
        named = [
            {
                "law": "《广东省环境保护条例》",
                "article": 71,
                "paragraph": 2,
            }
        ]
        printed = [{"text": "《广东省环境保护条例》第七十一条第二款"}]
        plain = run(earlier("2024-01-01", basis=REPORT))

        for basis in (named, printed):
            assert self.rows(
                run(earlier("2024-01-01", basis=basis))
            ) == self.rows(plain)
            assert self.rows(
                run(earlier("2024-01-01", basis=REPORT), penalising=basis)
            ) == self.rows(plain)

    def test_cited_less_deep_it_is_open(self, run: Run) -> None:
        """Art. 21 of the rules: the same paragraph and item. Art. 71 alone
        may be either."""
        coarse = [{**REPORT[0]}]
        del coarse[0]["paragraph"]
        result = run(earlier("2024-01-01", basis=coarse)).results[0]

        assert result.outcome.value == "undetermined"
        assert "water.same_breaches_one_year" in result.settle

    def test_another_item_with_another_provision_is_not_alike(
        self, run: Run
    ) -> None:
        """Told by the item alone: what penalises the one does not penalise
        the other, inside the window as outside it."""
        other = [{"decided": "2024-01-01", "item": "water.no-ledger"}]
        none = run([{"decided": "2020-01-01", "item": "water.no-ledger"}])

        assert self.rows(run(other)) == self.rows(none)

    def test_where_this_one_cites_nothing_its_item_tells(
        self, run: Run
    ) -> None:
        plain = run(earlier("2024-01-01", basis=REPORT))
        bare = run(earlier("2024-01-01", basis=REPORT), penalising=[])

        assert self.rows(bare) == self.rows(plain)


class TestAnActThatLasted:
    """Guangdong art. 22 counts back from the day of the act and does not say
    which of the days of an act that lasted."""

    def test_both_counts_are_told_where_they_differ(self, kit: pk.Kit) -> None:
        """Punished on 2023-05-01; the act from 2024-04-01 to 2024-06-15. One
        year back from its last day: none; from its first: one."""
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["item"] = "water.treatment-plant-no-report"
        violation["act"].update(
            {"from": "2024-04-01", "to": "2024-06-15", "continuing": True}
        )
        basis = REPORT
        violation["penalising"] = basis
        violation["facts"] = {
            "water.cooperated": {"value": False},
            "env.major_impact": {"value": False},
            "gains.amount": {"value": "0"},
        }
        data["earlier_penalties"] = earlier("2023-05-01", basis=basis)
        data["events"] = [{"kind": "decided", "date": "2024-08-01"}]
        data["papers"] = []
        result = kit.assess(pk.read_case(json.dumps(data))).results[0]

        said = text(result, "look-back.day")
        assert "：0" in said
        assert "2024年4月1日" in said
        data["earlier_penalties"] = earlier("2023-12-01", basis=basis)
        same = kit.assess(pk.read_case(json.dumps(data))).results[0]
        assert "look-back.day" not in codes(same)


def test_an_act_over_a_change_that_is_not_said_to_continue(
    kit: pk.Kit, small: Any
) -> None:
    """Road transport: the text of 2022 is in force since 2022-03-29."""
    item = "road.station-without-permit"
    facts = {"gains.amount": "0"}
    at = {"field": "transport", "party": "citizen"}
    said = small(item, "2022-01-01/2022-06-01", "2022-09-01", facts, **at)
    assert "law.not-continuing" not in codes(said.results[0])
    data = json.loads(pk.dump_case(said.case))
    data["violations"][0]["act"]["continuing"] = False
    told = kit.assess(pk.read_case(json.dumps(data))).results[0]

    assert "law.not-continuing" in codes(told)
    data["violations"][0]["act"]["from"] = "2022-04-01"
    after = kit.assess(pk.read_case(json.dumps(data))).results[0]
    assert "law.not-continuing" not in codes(after)
