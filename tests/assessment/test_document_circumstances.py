"""What a benchmark document itself names, applied to its own table.

Guangdong art. 12 (positions) and art. 14 (30 to 50 % less after a public
apology); Jiangmen art. 5 (top of the stage, one stage up) and art. 6.
"""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit._resources import tables_root
from penaltykit.assessment import Result
from penaltykit.penalty import PenaltyKind

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WASHING = "03-vehicle-washing"
APOLOGY = "guangdong-eco-2021.public-apology"
THREE_TIMES = "jiangmen-eco-2020.punished-three-times-in-two-years"
TWICE = "jiangmen-eco-2020.punished-twice-in-two-years"
INCIDENT = "jiangmen-eco-2020.major-incident"

Run = Callable[..., Result]


def claim(name: str, status: str = "found", **more: Any) -> dict[str, Any]:
    return {
        "circumstance": name,
        "status": status,
        "reasons": "经查实。",
        **more,
    }


@pytest.fixture
def guangdong(kit: pk.Kit) -> Run:
    """The washing case of 2024: row 1, 20,000 to 50,000; ordinary 35,000."""

    def run(*claims: dict[str, Any], **facts: Any) -> Result:
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["circumstances"] = list(claims)
        for name, value in facts.items():
            if name == "item":
                violation["item"] = value
            else:
                fact = name.replace("__", ".")
                violation["facts"][fact] = {"value": value}
        return kit.assess(pk.read_case(json.dumps(data))).results[0]

    return run


@pytest.fixture
def jiangmen(kit: pk.Kit) -> Run:
    """The same act of 2022, under the city's document: class 4 is stage 2,
    50,000 to 80,000; class 5 stage 1; class 1 stage 5, 160,000 to 200,000."""

    def run(
        *claims: dict[str, Any], water: str = "class-4", **facts: Any
    ) -> Result:
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        violation = data["violations"][0]
        violation["act"].update({"from": "2022-05-13", "to": "2022-05-13"})
        violation["circumstances"] = list(claims)
        facts = {
            "water__function_class": water,
            "water__protected_area": "none",
            **facts,
        }
        for name, value in facts.items():
            violation["facts"][name.replace("__", ".")] = {"value": value}
        data["events"] = [{"kind": "decided", "date": "2022-07-01"}]
        data["papers"] = []
        result = kit.assess(pk.read_case(json.dumps(data))).results[0]
        assert result.table is not None
        assert result.table.id == "jiangmen-eco-2020/2-13"
        return result

    return run


def fine(result: Result) -> tuple[Any, ...]:
    """Both bounds of the recommended fine, and its point."""
    (entry,) = (
        r for r in result.recommended if r.penalty.kind is PenaltyKind.FINE
    )
    return entry.penalty.from_, entry.penalty.to, entry.point


def lines(result: Result, lang: str = "en") -> list[str]:
    (entry,) = (
        r for r in result.recommended if r.penalty.kind is PenaltyKind.FINE
    )
    return [line[lang] for line in entry.arithmetic]


def codes(result: Result) -> list[str]:
    return [r.code for r in result.reasons]


def text(result: Result, code: str, lang: str = "en") -> str:
    return next(r.text[lang] for r in result.reasons if r.code == code)


def verdict(result: Result) -> str:
    return next(
        s.verdict.value for s in result.stated if s.kind is PenaltyKind.FINE
    )


class TestCorrection:
    def test_without_it_the_middle(self, guangdong: Run) -> None:
        """(20,000 + 50,000) / 2 = 35,000, one may: the band stays."""
        assert fine(guangdong()) == (20_000, 50_000, 35_000)

    def test_30_to_50_percent_less(self, guangdong: Run) -> None:
        """35,000 x 70 % = 24,500; x 50 % = 17,500, under the statutory
        20,000, which is the floor: 20,000 to 24,500."""
        result = guangdong(claim(APOLOGY))

        assert fine(result) == (20_000, 24_500, None)
        assert verdict(result) == "outside-benchmark"  # 35,000 is stated
        assert lines(result)[-4:] == [
            "(20,000 yuan + 50,000 yuan) ÷ 2 = 35,000 yuan",
            "35,000 yuan less 50%: 17,500 yuan",
            "Not below the statutory minimum: 20,000 yuan",
            "35,000 yuan less 30%: 24,500 yuan",
        ]
        assert "correction" in codes(result)
        assert text(result, "correction", "zh").endswith("。")

    def test_in_the_dearest_row_the_floor_is_far(self, guangdong: Run) -> None:
        """Row 4, 110,000 to 140,000, middle 125,000: x 50 % = 62,500,
        x 70 % = 87,500."""
        result = guangdong(
            claim(APOLOGY),
            water__zone="special",
            water__effects_removed=False,
        )

        assert fine(result) == (62_500, 87_500, None)

    def test_of_a_lenient_case_the_lower_part(self, guangdong: Run) -> None:
        """Row 2, 50,000 to 80,000, lenient: below 65,000. The bottom less
        50 % is 25,000, the top less 30 % is 45,500."""
        result = guangdong(
            claim(APOLOGY),
            claim("guangdong-eco-2021.merit"),
            water__effects_removed=False,
        )

        assert fine(result) == (25_000, 45_500, None)

    @pytest.mark.parametrize("status", ["claimed", "refused"])
    def test_only_what_was_found_counts(
        self, guangdong: Run, status: str
    ) -> None:
        result = guangdong(claim(APOLOGY, status))

        assert fine(result) == (20_000, 50_000, 35_000)
        assert f"circumstance.{status}" in codes(result)

    def test_twice_is_once(self, guangdong: Run) -> None:
        result = guangdong(claim(APOLOGY), claim(APOLOGY))

        assert fine(result) == (20_000, 24_500, None)

    def test_it_is_not_of_another_party(self, kit: pk.Kit) -> None:
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        other = {**data["parties"][0], "id": "P2", "name": "示例二公司"}
        other["uscc"] = None
        data["parties"].append(other)
        violation = data["violations"][0]
        violation["parties"] = ["P1", "P2"]
        violation["circumstances"] = [claim(APOLOGY, party="P2")]
        one, two = kit.assess(pk.read_case(json.dumps(data))).results

        assert fine(one) == (20_000, 50_000, 35_000)
        assert fine(two) == (20_000, 24_500, None)


class TestExclusions:
    def test_one_that_was_found(self, guangdong: Run) -> None:
        result = guangdong(
            claim(APOLOGY), claim(f"{APOLOGY}.again-after-commitment")
        )

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "another breach after an apology" in text(
            result, "circumstance.excluded"
        )

    def test_one_that_is_only_claimed_stops_nothing(
        self, guangdong: Run
    ) -> None:
        result = guangdong(
            claim(APOLOGY), claim(f"{APOLOGY}.suspected-crime", "refused")
        )

        assert fine(result) == (20_000, 24_500, None)

    def test_a_severe_case_of_article_10(self, guangdong: Run) -> None:
        """Severe: not below 35,000; 可以, so the band stays."""
        result = guangdong(
            claim(APOLOGY),
            claim("guangdong-eco-2021.emergency-measures-breached"),
        )

        assert fine(result) == (20_000, 50_000, None)
        assert "art. 10" in text(result, "circumstance.excluded")

    def test_a_prohibition_of_drinking_water_zones(
        self, guangdong: Run
    ) -> None:
        """The item itself is one of arts. 64 to 67 of the law."""
        result = guangdong(claim(APOLOGY), item="water.person-in-first-zone")

        assert "drinking-water" in text(result, "circumstance.excluded")

    def test_a_fixed_amount_at_the_statutory_minimum(
        self, tmp_path: Path
    ) -> None:
        """A row that gives 20,000, the least the law has."""
        tables = tmp_path / "discretion_tables"
        shutil.copytree(tables_root(), tables)
        name = "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml"
        said = (tables / name).read_text("utf-8")
        said = said.replace('from: "20000", to: "50000"', 'amount: "20000"', 1)
        (tables / name).write_text(said, "utf-8")
        data = json.loads((FIXTURES / WASHING / "case.json").read_text())
        data["violations"][0]["circumstances"] = [claim(APOLOGY)]
        own = pk.Kit(tables=tables, engine="python")
        result = own.assess(pk.read_case(json.dumps(data))).results[0]

        assert fine(result) == (20_000, 20_000, 20_000)
        assert "statutory minimum" in text(result, "circumstance.excluded")


class TestShift:
    def test_ordinary_leaves_the_stage_open(self, jiangmen: Run) -> None:
        assert fine(jiangmen()) == (50_000, 80_000, None)

    def test_the_top_of_the_stage(self, jiangmen: Run) -> None:
        """Art. 5: punished twice, the upper limit of stage 2: 80,000."""
        assert fine(jiangmen(claim(TWICE))) == (80_000, 80_000, 80_000)

    def test_one_stage_up(self, jiangmen: Run) -> None:
        """Art. 5: three times, from stage 2 to stage 3: 80,000 to
        120,000."""
        result = jiangmen(claim(THREE_TIMES))

        assert fine(result) == (80_000, 120_000, None)
        assert result.stage is not None
        assert result.stage["en"] == "stage 3"
        assert lines(result)[-1] == "stage 3: from 80,000 to 120,000 yuan"
        assert "shift" in codes(result)
        # The row that the facts met is still told.
        assert [row["row"] for row in result.rows] == ["2"]

    def test_already_the_top_stage_the_maximum(self, jiangmen: Run) -> None:
        """Class 1 is stage 5 already: 200,000."""
        result = jiangmen(claim(THREE_TIMES), water="class-1")

        assert fine(result) == (200_000, 200_000, 200_000)
        assert "shift.end" in codes(result)

    def test_up_and_then_the_top(self, jiangmen: Run) -> None:
        """One stage up, and of that stage the upper limit: 120,000."""
        toxic = claim("jiangmen-eco-2020.toxic-discharge")
        result = jiangmen(claim(THREE_TIMES), toxic)

        assert fine(result) == (120_000, 120_000, 120_000)

    def test_what_is_only_allowed_leaves_both_open(
        self, jiangmen: Run
    ) -> None:
        """可以: stage 2 or stage 3, 50,000 to 120,000."""
        result = jiangmen(claim(INCIDENT))

        assert fine(result) == (50_000, 120_000, None)
        assert result.stage is not None
        assert result.stage["en"] == "stage 2"

    def test_what_is_allowed_and_chosen_is_made(self, jiangmen: Run) -> None:
        result = jiangmen(claim(INCIDENT, effect="shift"))

        assert fine(result) == (80_000, 120_000, None)

    def test_what_is_allowed_at_the_top_changes_nothing(
        self, jiangmen: Run
    ) -> None:
        result = jiangmen(claim(INCIDENT), water="class-1")

        assert fine(result) == (160_000, 200_000, None)

    def test_two_grounds_are_one_stage(self, jiangmen: Run) -> None:
        """The document does not say that stages add up."""
        result = jiangmen(claim(INCIDENT, effect="shift"), claim(THREE_TIMES))

        assert fine(result) == (80_000, 120_000, None)
        assert "circumstance.once" in codes(result)

    def test_a_lenient_ground_leaves_the_stage(self, jiangmen: Run) -> None:
        """Art. 6 gives no figure."""
        result = jiangmen(claim("jiangmen-eco-2020.damages-paid"))

        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.found" in codes(result)


class TestWhatDoesNotCount:
    def test_the_fact_that_chose_the_row(self, guangdong: Run) -> None:
        """Row 1 is that of effects removed: no leniency besides."""
        result = guangdong(claim("guangdong-eco-2021.effects-removed"))

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "circumstance.counted" in codes(result)

    def test_nor_under_the_law_without_a_choice(self, guangdong: Run) -> None:
        """Which of the two it is is open; leniency is counted already."""
        result = guangdong(claim("penalty-law.32.1"))

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "circumstance.counted" in codes(result)
        assert result.alternatives

    def test_what_the_table_itself_speaks_of(
        self, kit: pk.Kit, tmp_path: Path
    ) -> None:
        """A copy in which a ground of art. 5 is the class of the water."""
        tables = tmp_path / "discretion_tables"
        shutil.copytree(tables_root(), tables)
        name = tables / "jiangmen-eco" / "2020" / "document.yaml"
        said = name.read_text("utf-8")
        assert "facts: [env.major_impact]" in said
        said = said.replace("[env.major_impact]", "[water.function_class]")
        name.write_text(said, "utf-8")
        bad = claim("jiangmen-eco-2020.bad-social-response")

        def run(kit: pk.Kit) -> Result:
            data = json.loads((FIXTURES / WASHING / "case.json").read_text())
            violation = data["violations"][0]
            violation["act"].update({"from": "2022-05-13", "to": "2022-05-13"})
            violation["facts"]["water.function_class"] = {"value": "class-4"}
            violation["facts"]["water.protected_area"] = {"value": "none"}
            violation["circumstances"] = [bad]
            data["events"] = [{"kind": "decided", "date": "2022-07-01"}]
            data["papers"] = []
            return kit.assess(pk.read_case(json.dumps(data))).results[0]

        # Elsewhere it is the upper limit of the stage.
        assert fine(run(kit)) == (80_000, 80_000, 80_000)
        result = run(pk.Kit(tables=tables, engine="python"))
        assert fine(result) == (50_000, 80_000, None)
        assert "circumstance.in-table" in codes(result)

    def test_a_document_that_does_not_apply(self, guangdong: Run) -> None:
        result = guangdong(claim(THREE_TIMES))

        assert fine(result) == (20_000, 50_000, 35_000)
        assert "circumstance.other-document" in codes(result)

    def test_no_document_at_all(self, kit: pk.Kit) -> None:
        path = FIXTURES / "01-food-past-date" / "case.json"
        data = json.loads(path.read_text())
        data["violations"][0]["circumstances"].append(claim(APOLOGY))
        result = kit.assess(pk.read_case(json.dumps(data))).results[0]

        assert "circumstance.other-document" in codes(result)

    def test_a_document_opens_no_mitigation(self, guangdong: Run) -> None:
        mitigate = claim("guangdong-eco-2021.merit", effect="mitigate")
        result = guangdong(mitigate)

        assert result.alternatives == ()
        assert "circumstance.needs-law" in codes(result)


def test_an_unknown_name_offers_the_nearest(guangdong: Run) -> None:
    with pytest.raises(pk.CaseError) as caught:
        guangdong(claim("guangdong-eco-2021.public-apologie"))

    (fault,) = caught.value.faults
    assert fault.place.pointer == "/violations/0/circumstances/0/circumstance"
    assert APOLOGY in fault.params["nearest"]


def test_amounts_are_exact() -> None:
    from penaltykit.assessment._narrow import hull
    from penaltykit.money import Band

    low = Band(from_=Decimal("0.01"), to=Decimal(1), to_inclusive=False)
    high = Band(from_=Decimal(1), to=Decimal(2))

    assert hull(low, high) == Band(from_=Decimal("0.01"), to=Decimal(2))
    assert hull(low, Band(from_=Decimal(0), from_inclusive=False)) == Band(
        from_=Decimal(0), from_inclusive=False
    )


NO_CAPACITY = "jiangmen-eco-2020.no-capacity-left"


class TestNotSpared:
    """Jiangmen art. 7: none need be given, unless something is excluded."""

    def test_without_one_none_need_be_given(self, jiangmen: Run) -> None:
        assert jiangmen(claim(NO_CAPACITY)).outcome.value == "no-penalty-may"

    @pytest.mark.parametrize(
        "other",
        [
            # Heavy metals, found as the exclusion itself.
            f"{NO_CAPACITY}.4",
            # A case of art. 5 is the third exclusion.
            "jiangmen-eco-2020.violence-against-officers",
        ],
    )
    def test_what_is_excluded_is_not_spared(
        self, jiangmen: Run, other: str
    ) -> None:
        result = jiangmen(claim(NO_CAPACITY), claim(other))
        assert result.outcome.value == "penalty"
        assert "circumstance.excluded" in codes(result)

    def test_what_is_not_found_excludes_nothing(self, jiangmen: Run) -> None:
        result = jiangmen(
            claim(NO_CAPACITY), claim(f"{NO_CAPACITY}.4", status="refused")
        )
        assert result.outcome.value == "no-penalty-may"
