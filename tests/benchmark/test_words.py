"""What tables of other fields and decades print, and how it is said.

Words that mean a fact in one table, lists of labels, months and persons that
are counted, a base that counts for at least so much, fines of two subjects,
rows under the minimum of the law.
"""

from decimal import Decimal
from typing import Any

import pytest

from penaltykit.benchmark import Table, lint_table
from penaltykit.engine import FactType, Reading
from penaltykit.facts import FactEntry, FactWord, Scope, Vocabulary, Window
from penaltykit.money import Band
from strategies.tables import load_table

D = Decimal


def entry(name: str, kind: FactType, zh: str, **more: Any) -> FactEntry:
    return FactEntry(
        id=name, zh=zh, en=name, type=kind, scope=Scope.VIOLATION, **more
    )


SIZES = (
    FactWord("small", "小型", "small"),
    FactWord("medium", "中型", "medium"),
    FactWord("large", "大型", "large", words=("特大型",)),
)
VOCABULARY = Vocabulary(
    {
        one.id: one
        for one in (
            entry("x.kind", FactType.ONE_OF, "场所类别", values=SIZES),
            entry("x.months", FactType.COUNT, "设立时间", counter="个月"),
            entry("x.days", FactType.COUNT, "逾期天数"),
            entry("x.area", FactType.QUANTITY, "占用面积", unit="m2"),
            entry("x.field", FactType.QUANTITY, "耕地面积", unit="mu"),
            entry("x.workers", FactType.COUNT, "受侵害人数", counter="人"),
            entry("x.gains", FactType.MONEY, "所得"),
            entry("x.turnover", FactType.MONEY, "营业额"),
            entry("x.bare", FactType.COUNT, "次数"),
            entry(
                "x.times",
                FactType.COUNT,
                "一年内次数（含本次）",
                look_back=Window(months=12, this_included=True),
            ),
            entry("party.is_organisation", FactType.TRUTH, "单位"),
        )
    }
)


def table(*rows: dict[str, Any], **more: Any) -> Table:
    numbered = [{"row": str(n), **row} for n, row in enumerate(rows, start=1)]
    found: Table = load_table(
        {"rows": numbered, **more}, vocabulary=VOCABULARY
    )
    return found


def columns(*facts: str) -> list[dict[str, str]]:
    return [{"id": fact.partition(".")[2], "fact": fact} for fact in facts]


def fine(found: Table, **facts: Any) -> Band | None:
    view = {
        name.replace("__", "."): Reading("known", value)
        for name, value in facts.items()
    }
    said = found.evaluate(view)
    assert said.settled
    return None if said.fine is None else said.fine.band


@pytest.mark.parametrize(
    "cell", ["小型、中型", "小型, 中型", "small, 中型", ["小型", "中型"]]
)
def test_a_list_of_labels(cell: Any) -> None:
    found = table(
        {"if": {"kind": cell}, "penalties": "处1万元罚款"},
        {"if": {"kind": "特大型"}, "penalties": "处2万元罚款"},
        columns=columns("x.kind"),
    )
    assert fine(found, x__kind="medium") == Band.point(D(10_000))
    assert fine(found, x__kind="large") == Band.point(D(20_000))
    assert not lint_table(found)


def test_months_are_what_the_fact_counts() -> None:
    found = table(
        {"if": {"months": "3个月以下"}, "penalties": "处1万元罚款"},
        {"if": {"months": "超过3个月不超过1年"}, "penalties": "处2万元罚款"},
        columns=columns("x.months"),
    )
    assert fine(found, x__months=3) == Band.point(D(10_000))
    assert fine(found, x__months=12) == Band.point(D(20_000))


def test_words_that_mean_a_fact_here() -> None:
    rows = [
        {"if": {"area": "不足50平方米"}, "penalties": "处每平方米2元罚款"},
        {
            "if": {"area": "50平方米以上"},
            "penalties": "按营收2倍以上5倍以下处以罚款",
        },
    ]
    more = {"columns": columns("x.area"), "several_rows": "unique"}
    words = {"平方米": "x.area", "营收": "x.turnover"}
    found = table(*rows, words=words, **more)
    # 12.5 m2 x 2 yuan; 1,000 x 2 to 5.
    assert fine(found, x__area=D("12.5")) == Band.point(D(25))
    assert fine(found, x__area=D(50), x__turnover=D(1000)) == Band(
        from_=D(2000), to=D(5000)
    )
    with pytest.raises(AssertionError, match="phrase-unbound"):
        table(*rows, **more)
    with pytest.raises(AssertionError, match="table-unknown-fact"):
        table(*rows, words={"平方米": "x.aera"}, **more)
    # A square metre is no mu.
    with pytest.raises(AssertionError, match="phrase-unbound"):
        table(rows[0], words={"平方米": "x.field"}, **more)


def test_persons_are_counted() -> None:
    found = table(
        {
            "if": {"workers": "不足10人"},
            "penalties": "按照每人100元以上200元以下处以罚款",
        },
        {
            "if": {"workers": "10人以上"},
            "penalties": [
                {
                    "kind": "fine",
                    "unit": "yuan-per-person",
                    "per": "x.workers",
                    "from": "200",
                    "to": "500",
                }
            ],
        },
        columns=columns("x.workers"),
    )
    assert fine(found, x__workers=9) == Band(from_=D(900), to=D(1800))
    # A phrase and keys measure alike: the rows compare.
    assert [row.rank for row in found.body.outcomes] == [0, 1]


@pytest.mark.parametrize(
    ("fact", "cell", "code", "words"),
    [
        ("x.bare", "第二次", "table-cell-phrase", "look_back"),
        ("x.days", "3天以下", "table-cell-phrase", "counter"),
        ("x.kind", "巨型", "table-cell-phrase", "小型、中型、大型"),
        ("x.area", "50亩以上", "table-cell-inexact", "平方米"),
    ],
)
def test_what_to_do_about_a_cell(
    fact: str, cell: str, code: str, words: str
) -> None:
    name = fact.partition(".")[2]
    with pytest.raises(AssertionError) as error:
        table(
            {"if": {name: cell}, "penalties": "处1万元罚款"},
            columns=columns(fact),
        )
    assert code in str(error.value)
    (fault,) = error.value.args[0]
    told = fault.params.get("hint", fault.params.get("unit"))
    assert words in told["zh"]


LEAST = {
    "kind": "fine",
    "unit": "times",
    "base": "x.gains",
    "base_least": "10000",
    "from": "5",
    "to": "20",
}


@pytest.mark.parametrize(
    ("gains", "low", "high"),
    [
        ("0", 50_000, 200_000),  # counts as 10,000
        ("9999.99", 50_000, 200_000),
        ("10000", 50_000, 200_000),
        ("20000", 100_000, 400_000),
    ],
)
def test_a_base_that_counts_for_so_much_at_least(
    gains: str, low: int, high: int
) -> None:
    found = table({"when": "x.gains >= 0", "penalties": [LEAST]})
    assert fine(found, x__gains=D(gains)) == Band(from_=D(low), to=D(high))


def test_the_least_of_a_base_is_told() -> None:
    found = table({"when": "x.gains >= 0", "penalties": [LEAST]})
    said = found.evaluate({"x.gains": Reading("known", D(8000))})
    assert "counts as 10,000 yuan" in said.arithmetic[0]["en"]
    with pytest.raises(AssertionError, match="table-missing-key"):
        table(
            {
                "when": "x.gains >= 0",
                "penalties": [{**LEAST, "unit": "yuan", "base": None}],
            }
        )


def both(organisation: int, person: int) -> list[dict[str, str]]:
    return [
        {
            "kind": "fine",
            "amount": str(amount),
            "subject": subject,
        }
        for subject, amount in (
            ("organisation", organisation),
            ("person", person),
        )
    ]


def test_rows_with_two_subjects_compare_each_with_its_like() -> None:
    rows = [
        {"when": "x.days < 20 or x.area < 10", "penalties": both(20, 1)},
        {"when": "x.days >= 20 or x.area >= 10", "penalties": both(100, 5)},
    ]
    found = table(*rows)
    # 10 days and 15 m2: both hold, the heavier counts.
    view = {"x__days": 10, "x__area": D(15)}
    assert fine(found, party__is_organisation=True, **view) == Band.point(
        D(100)
    )
    assert fine(found, party__is_organisation=False, **view) == Band.point(
        D(5)
    )
    # Where the two subjects do not agree, the file must say which counts.
    crossed = [rows[0], {**rows[1], "penalties": both(100, 0)}]
    with pytest.raises(AssertionError, match="table-rows-need-rank"):
        table(*crossed)


def test_rows_that_never_meet_need_no_rank() -> None:
    multiple = {**LEAST, "base_least": "1"}
    rows = [
        {"if": {"turnover": "不足1万元"}, "penalties": "处1万元罚款"},
        {"if": {"turnover": "1万元以上"}, "penalties": [multiple]},
    ]
    assert table(*rows, columns=columns("x.turnover"))
    rows[1] = {"if": {"turnover": "5000元以上"}, "penalties": [multiple]}
    with pytest.raises(AssertionError, match="table-rows-need-rank"):
        table(*rows, columns=columns("x.turnover"))


def test_a_row_under_the_minimum_of_the_law() -> None:
    law = Band(from_=D(20_000), to=D(50_000))
    low = {"if": {"kind": "小型"}, "penalties": "处1万元以上2万元以下罚款"}
    rest = {
        "if": {"kind": "中型、大型"},
        "penalties": "处3万元以上5万元以下罚款",
    }
    plain = table(low, rest, columns=columns("x.kind"))
    assert [one.code for one in lint_table(plain, law)] == ["outside-statute"]
    mild = table({**low, "mitigated": True}, rest, columns=columns("x.kind"))
    assert not lint_table(mild, law)


def test_signs_that_nobody_sees() -> None:
    for sign in ("\u202e", "\u200b", "\u0007"):
        with pytest.raises(AssertionError, match="control-character"):
            table(
                {
                    "row": f"1{sign}",
                    "if": {"kind": "小型"},
                    "penalties": "处1万元罚款",
                },
                columns=columns("x.kind"),
            )
