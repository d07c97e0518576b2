"""What law and table lead to, by figures worked out by hand."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from penaltykit.assessment import Outcome, Recommended, Result, Verdict
from penaltykit.penalty import PenaltyKind

Judge = Callable[..., Result]

FOOD = "01-food-past-date"
CATERING = "02-catering-without-permit"
WASHING = "03-vehicle-washing"
TRANSPORT = "04-passenger-transport"
SPOT = "05-fire-on-the-spot"


def fine(entries: tuple[Recommended, ...]) -> Recommended:
    """The fine among recommended penalties."""
    (found,) = (e for e in entries if e.penalty.kind is PenaltyKind.FINE)
    return found


def band(entry: Recommended) -> tuple[Any, ...]:
    """Both bounds with whether they belong."""
    p = entry.penalty
    return p.from_, p.from_inclusive, p.to, p.to_inclusive


def verdicts(result: Result) -> dict[str, str]:
    """Verdict by kind of stated penalty, orders left out."""
    return {
        s.kind.value: s.verdict.value
        for s in result.stated
        if s.kind.is_penalty
    }


def set_fact(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one fact of the first violation."""

    def change(data: dict[str, Any]) -> None:
        data["violations"][0]["facts"][name] = {"value": value}

    return change


def drop_fact(name: str) -> Callable[[dict[str, Any]], None]:
    """Forget one fact of the first violation."""

    def change(data: dict[str, Any]) -> None:
        del data["violations"][0]["facts"][name]

    return change


def set_fine(amount: str) -> Callable[[dict[str, Any]], None]:
    """State another fine."""

    def change(data: dict[str, Any]) -> None:
        for stated in data["violations"][0]["penalties"]:
            if stated["kind"] == "fine":
                stated["amount"] = amount
                stated.pop("words", None)
                stated.pop("text", None)

    return change


class TestFood:
    def test_goods_of_100_lead_to_the_fixed_band(self, judge: Judge) -> None:
        """100 < 10,000, so art. 124(1): 50,000 to 100,000."""
        result = judge(FOOD)

        assert band(fine(result.recommended)) == (50_000, True, 100_000, True)

    def test_mitigation_opens_what_lies_under_the_floor(
        self, judge: Judge
    ) -> None:
        result = judge(FOOD)

        assert result.outcome is Outcome.PENALTY
        assert result.table is None
        assert band(fine(result.alternatives)) == (None, True, 50_000, False)
        assert verdicts(result)["fine"] == "mitigated"
        assert result.missing == ()

    def test_without_the_ground_5000_is_outside_the_statute(
        self, judge: Judge
    ) -> None:
        def refuse(data: dict[str, Any]) -> None:
            data["violations"][0]["circumstances"] = []

        result = judge(FOOD, refuse)

        assert verdicts(result)["fine"] == "outside-statute"
        assert result.alternatives == ()

    def test_the_choice_of_mitigation_must_be_stated(
        self, judge: Judge
    ) -> None:
        def unsaid(data: dict[str, Any]) -> None:
            data["violations"][0]["circumstances"][0].pop("effect")

        result = judge(FOOD, unsaid)

        assert verdicts(result)["fine"] == "undetermined"

    def test_goods_of_exactly_10000_are_fined_by_multiples(
        self, judge: Judge
    ) -> None:
        """10,000 is not "under 10,000": 10 x 10,000 = 100,000 and
        20 x 10,000 = 200,000."""
        result = judge(FOOD, set_fact("goods.value", "10000"))

        assert band(fine(result.recommended)) == (100_000, True, 200_000, True)

    def test_one_fen_less_is_under_10000(self, judge: Judge) -> None:
        result = judge(FOOD, set_fact("goods.value", "9999.99"))

        assert band(fine(result.recommended)) == (50_000, True, 100_000, True)

    def test_gains_stated_wrongly_are_seen(self, judge: Judge) -> None:
        def change(data: dict[str, Any]) -> None:
            for stated in data["violations"][0]["penalties"]:
                if stated["kind"] == "confiscate-gains":
                    stated["amount"] = "41"

        result = judge(FOOD, change)

        assert verdicts(result)["confiscate-gains"] == "outside-statute"


class TestCatering:
    def test_10000_is_under_the_floor_of_50000(self, judge: Judge) -> None:
        result = judge(CATERING)

        assert band(fine(result.recommended)) == (50_000, True, 100_000, True)
        assert verdicts(result) == {
            "confiscate-gains": "inside",
            "fine": "outside-statute",
        }

    def test_the_goods_that_nobody_mentions_are_missing(
        self, judge: Judge
    ) -> None:
        result = judge(CATERING)

        kinds = {missing.kind for missing in result.missing}
        assert kinds == {PenaltyKind.CONFISCATE_GOODS}


class TestWashing:
    def test_the_middle_of_the_band_is_the_permissive_position(
        self, judge: Judge
    ) -> None:
        """§2.14, general water, effects removed: 20,000 to under 50,000;
        (20,000 + 50,000) / 2 = 35,000."""
        result = judge(WASHING)

        found = fine(result.recommended)
        assert result.table is not None
        assert result.table.id == "guangdong-eco-2021/2.14"
        assert band(found) == (20_000, True, 50_000, False)
        assert found.point == 35_000
        assert found.permissive
        assert verdicts(result) == {"fine": "inside"}

    @pytest.mark.parametrize(
        ("amount", "verdict"),
        [
            ("19999.99", "outside-statute"),
            ("20000", "inside"),
            ("49999.99", "inside"),
            ("50000", "outside-benchmark"),
            ("200000", "outside-benchmark"),
            ("200000.01", "outside-statute"),
        ],
    )
    def test_bounds(self, judge: Judge, amount: str, verdict: str) -> None:
        """The table's 以下 excludes 50,000; the statute's includes
        200,000."""
        result = judge(WASHING, set_fine(amount))

        assert verdicts(result)["fine"] == verdict

    def test_a_missing_fact_leaves_the_row_open(self, judge: Judge) -> None:
        result = judge(WASHING, drop_fact("water.effects_removed"))

        assert result.outcome is Outcome.UNDETERMINED
        assert "water.effects_removed" in result.settle
        assert verdicts(result)["fine"] == "undetermined"

    def test_a_fine_above_the_statute_needs_no_row(self, judge: Judge) -> None:
        """Whatever the row is, 300,000 > 200,000."""

        def change(data: dict[str, Any]) -> None:
            drop_fact("water.effects_removed")(data)
            set_fine("300000")(data)

        result = judge(WASHING, change)

        assert verdicts(result)["fine"] == "outside-statute"

    def test_what_cannot_be_ascertained_counts_as_the_lowest_grade(
        self, judge: Judge
    ) -> None:
        """Guangdong art. 5; a forgotten fact is not treated so (above)."""

        def change(data: dict[str, Any]) -> None:
            data["violations"][0]["facts"]["water.effects_removed"] = {
                "state": "not-ascertainable",
                "grounds": "水面已随放水更新",
            }

        result = judge(WASHING, change)

        assert band(fine(result.recommended)) == (20_000, True, 50_000, False)
        assert "table.lowest-grade" in {r.code for r in result.reasons}

    def test_the_flaw_of_the_print_is_reported_and_not_bound(
        self, judge: Judge
    ) -> None:
        def repeated(data: dict[str, Any]) -> None:
            data["earlier_penalties"] = [
                {
                    "decided": "2024-01-10",
                    "item": "water.wash-toxic-vehicle",
                    "penalising": [
                        {
                            "law": "water-pollution-law",
                            "article": 85,
                            "paragraph": 1,
                            "item": 3,
                        }
                    ],
                }
            ]

        result = judge(WASHING, repeated)

        assert "table.flaw" in {reason.code for reason in result.reasons}
        assert band(fine(result.recommended)) == (20_000, True, 50_000, False)

    def test_a_fact_that_chose_the_row_is_not_counted_twice(
        self, judge: Judge
    ) -> None:
        def lenient(data: dict[str, Any]) -> None:
            data["violations"][0]["circumstances"] = [
                {
                    "circumstance": "penalty-law.32.1",
                    "status": "found",
                    "effect": "lenient",
                    "reasons": "当事人消除了后果",
                    "evidence": ["E3"],
                }
            ]

        result = judge(WASHING, lenient)

        assert "circumstance.counted" in {r.code for r in result.reasons}
        assert fine(result.recommended).point == 35_000

    def test_before_the_term_of_the_document_it_is_not_applied(
        self, judge: Judge
    ) -> None:
        """In force from 2022-01-01; the Jiangmen document until
        2023-02-28."""

        def earlier(data: dict[str, Any]) -> None:
            act = data["violations"][0]["act"]
            act["from"] = act["to"] = "2021-12-31"

        result = judge(WASHING, earlier)

        assert result.table is None or "2.14" not in result.table.id
        codes = {(r["document"], r["code"]) for r in result.rejected_tables}
        assert ("guangdong-eco-2021", "not-yet-effective") in codes


class TestTransport:
    def test_gains_of_26000_are_multiplied(self, judge: Judge) -> None:
        """26,000 > 20,000: 2 x 26,000 = 52,000; 10 x 26,000 = 260,000."""
        result = judge(TRANSPORT)

        assert band(fine(result.recommended)) == (52_000, True, 260_000, True)
        assert verdicts(result)["fine"] == "inside"

    def test_gains_of_15000_are_confiscated_all_the_same(
        self, judge: Judge
    ) -> None:
        """15,000 < 20,000: 10,000 to 100,000; gains by art. 28(2)."""
        result = judge("04b-passenger-transport-15000")

        assert band(fine(result.recommended)) == (10_000, True, 100_000, True)
        (gains,) = (
            r
            for r in result.recommended
            if r.penalty.kind is PenaltyKind.CONFISCATE_GAINS
        )
        assert gains.point == 15_000
        assert gains.citation[0].law == "administrative-penalty-law"
        assert (gains.citation[0].article, gains.citation[0].paragraph) == (
            28,
            2,
        )

    def test_exactly_20000_lies_in_no_branch(self, judge: Judge) -> None:
        result = judge("04c-passenger-transport-20000")

        assert result.outcome is Outcome.STATUTORY_GAP
        # Both branches order the stop, so it holds between them too.
        assert [r.penalty.kind for r in result.recommended] == [
            PenaltyKind.ORDER_STOP,
            PenaltyKind.CONFISCATE_GAINS,
        ]
        assert result.recommended[1].point == 20_000

    @pytest.mark.parametrize(
        ("gains", "outcome"),
        [
            ("19999.99", Outcome.PENALTY),
            ("20000", Outcome.STATUTORY_GAP),
            ("20000.01", Outcome.PENALTY),
            ("0", Outcome.PENALTY),
        ],
    )
    def test_the_gap_is_one_point(
        self, judge: Judge, gains: str, outcome: Outcome
    ) -> None:
        result = judge(TRANSPORT, set_fact("gains.amount", gains))

        assert result.outcome is outcome

    def test_unknown_gains_leave_the_branch_open(self, judge: Judge) -> None:
        result = judge(TRANSPORT, drop_fact("gains.amount"))

        assert result.outcome is Outcome.UNDETERMINED
        assert result.settle == ("gains.amount",)


class TestMilderLaw:
    """道路运输条例: art. 63 of 2022 gives 30,000 to 100,000 for gains under
    20,000, that of 2023 gives 10,000 to 100,000."""

    @staticmethod
    def dated(acted: str, gains: str) -> Callable[[dict[str, Any]], None]:
        def change(data: dict[str, Any]) -> None:
            violation = data["violations"][0]
            violation["act"]["from"] = violation["act"]["to"] = acted
            violation["facts"]["gains.amount"] = {"value": gains}
            # Found on the day: limitation is no matter here.
            for event in data["events"]:
                if event["kind"] == "discovered":
                    event["date"] = acted

        return change

    def test_the_new_floor_is_lower(self, judge: Judge) -> None:
        result = judge(TRANSPORT, self.dated("2023-03-01", "15000"))

        assert result.law is not None
        assert result.law.choice == "new"
        assert (result.law.at_act, result.law.version) == ("2022", "2023")
        assert band(fine(result.recommended)) == (10_000, True, 100_000, True)

    def test_equal_multiples_leave_the_law_of_the_act(
        self, judge: Judge
    ) -> None:
        """Gains of 26,000: 2 to 10 times in both versions."""
        result = judge(TRANSPORT, self.dated("2023-03-01", "26000"))

        assert result.law is not None
        assert result.law.choice == "old"
        assert result.law.version == "2022"

    def test_where_the_new_law_has_a_gap_nothing_is_compared(
        self, judge: Judge
    ) -> None:
        """Exactly 20,000: a branch in 2022, none in 2023."""
        result = judge(TRANSPORT, self.dated("2023-03-01", "20000"))

        assert result.law is not None
        assert result.law.choice == "not-comparable"
        assert result.law.version == "2022"
        assert band(fine(result.recommended)) == (40_000, True, 200_000, True)


class TestAlternatives:
    def test_warning_or_fine_needs_one_of_them(self, judge: Judge) -> None:
        """消防法 art. 60(2): a warning or a fine up to 500."""
        result = judge(SPOT)

        assert {r.penalty.kind for r in result.recommended} == {
            PenaltyKind.WARNING,
            PenaltyKind.FINE,
        }
        assert band(fine(result.recommended))[2:] == (500, True)
        assert result.missing == ()

    def test_neither_is_missing_one(self, judge: Judge) -> None:
        def neither(data: dict[str, Any]) -> None:
            data["violations"][0]["penalties"] = [{"kind": "order-correct"}]

        result = judge(SPOT, neither)

        assert len(result.missing) == 1

    def test_a_kind_that_the_provision_does_not_name(
        self, judge: Judge
    ) -> None:
        def closed(data: dict[str, Any]) -> None:
            data["violations"][0]["penalties"].append({"kind": "shut-down"})

        result = judge(SPOT, closed)

        assert verdicts(result)["shut-down"] == Verdict.OUTSIDE_STATUTE


class TestNoPenalty:
    def test_a_shall_ground_leaves_only_what_the_law_keeps(
        self, judge: Judge
    ) -> None:
        def minor(data: dict[str, Any]) -> None:
            data["violations"][0]["circumstances"] = [
                {
                    "circumstance": "penalty-law.33.slight",
                    "status": "found",
                    "reasons": "轻微并及时改正",
                }
            ]

        result = judge(TRANSPORT, minor)

        assert result.outcome is Outcome.NO_PENALTY_SHALL
        assert PenaltyKind.NO_PENALTY in {
            r.penalty.kind for r in result.recommended
        }
        assert PenaltyKind.FINE not in {
            r.penalty.kind for r in result.recommended
        }
        assert verdicts(result)["fine"] == "outside-statute"


def test_totals_join_several_acts(assess: Callable[..., Any]) -> None:
    """5,000 + 5,000 + 5,000 + 5,000 = 20,000."""
    assessment = assess("06-fire-four-breaches")

    assert len(assessment.results) == 4
    (total,) = assessment.totals
    assert total.fine == Decimal(20_000)
    assert total.arithmetic == ("5000 + 5000 + 5000 + 5000 = 20000",)


def test_a_fine_without_amount_is_no_zero(assess: Callable[..., Any]) -> None:
    def blank(data: dict[str, Any]) -> None:
        for stated in data["violations"][1]["penalties"]:
            stated.pop("amount", None)
            stated.pop("words", None)

    (total,) = assess("06-fire-four-breaches", blank).totals

    assert total.fine is None


def test_refunds_are_left_out_of_what_is_confiscated(judge: Judge) -> None:
    """Art. 28(2): 26,000 - 6,000 to be refunded = 20,000; the fine is still
    counted from the gains: 2 x 26,000 = 52,000."""

    def refund(data: dict[str, Any]) -> None:
        set_fact("gains.refunded", "6000")(data)
        for penalty in data["violations"][0]["penalties"]:
            if penalty["kind"] == "confiscate-gains":
                penalty.update(amount="20000", words="贰万元整")

    result = judge(TRANSPORT, refund)
    assert verdicts(result)["confiscate-gains"] == "inside"
    assert fine(result.recommended).penalty.from_ == 52_000
    assert result.missing == ()


@pytest.mark.parametrize(
    ("found", "outcome", "settle"),
    [
        (None, "undetermined", ("fire.is_unit",)),
        (True, "penalty", ()),
        (False, "statutory-gap", ()),
    ],
)
def test_a_shop_is_a_unit_only_where_an_officer_finds_it(
    judge: Judge, found: bool | None, outcome: str, settle: tuple[str, ...]
) -> None:
    """消防法 art. 60(1)(1) punishes 单位 alone, and does not say whether a
    shop is one."""

    def shop(data: dict[str, Any]) -> None:
        data["parties"][0].update(
            kind="individual-business", operator="钱示例"
        )
        if found is not None:
            set_fact("fire.business_is_unit", found)(data)

    result = judge("06-fire-four-breaches", shop)
    assert result.outcome.value == outcome
    assert result.settle == settle


def test_the_term_to_ask_for_a_hearing_starts_where_it_was_told(
    assess: Callable[..., Any],
) -> None:
    """A prior notice that tells the hearing starts the term by itself."""

    def joined(data: dict[str, Any]) -> None:
        data["events"] = [
            e for e in data["events"] if e["kind"] != "hearing-notice-served"
        ]
        for paper in data["papers"]:
            if paper["kind"] == "prior-notice":
                paper["hearing_offered"] = True

    terms = assess(TRANSPORT, joined).terms
    (term,) = [t for t in terms if t["code"] == "request-hearing"]
    assert term["start_event"] == "prior-notice-served"
    assert term["start"].isoformat() == "2025-04-14"
    # 15, 16, 17, 18 April, then Monday the 21st
    assert term["end"].isoformat() == "2025-04-21"


def test_an_order_may_be_the_alternative_that_is_chosen() -> None:
    """水污染防治法 art. 83: correction, or limited production, or a stop;
    whoever orders correction leaves no kind out."""
    from penaltykit.assessment._option import Option
    from penaltykit.assessment._stated import missing
    from penaltykit.case import StatedPenalty
    from penaltykit.penalty import Obligation, Penalty

    def option(kind: PenaltyKind) -> Option:
        return Option(
            penalty=Penalty(
                kind=kind, obligation=Obligation.ALTERNATIVE, group="orders"
            )
        )

    options = [
        option(PenaltyKind.ORDER_CORRECT),
        option(PenaltyKind.RESTRICT_BUSINESS),
        option(PenaltyKind.SUSPEND_BUSINESS),
    ]

    assert missing([StatedPenalty(kind=PenaltyKind.FINE)], options) == ()
    assert len(missing([], options[1:])) == 1
