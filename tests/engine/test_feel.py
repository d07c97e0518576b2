"""The condition language: what each operator says, worked out by hand."""

import datetime as dt
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from penaltykit.engine import (
    Evidence,
    Expression,
    Reading,
    Verdict,
    compile_expression,
)
from penaltykit.errors import Place, RuleError
from strategies.engine import NAMES, ZONES

KNOWN = {
    "goods.value": Reading("known", Decimal("10000.00"), "/g"),
    "gains.amount": Reading("known", Decimal("2500.50"), "/a"),
    "goods.weight": Reading("known", Decimal("12.5"), "/w"),
    "act.count": Reading("known", 3, "/n"),
    "act.from": Reading("known", dt.date(2023, 6, 30), "/f"),
    "act.to": Reading("known", dt.date(2023, 7, 1), "/t"),
    "water.zone": Reading("known", "一般", "/z"),
    "water.upstream": Reading("known", "特殊", "/u"),
    "party.note": Reading("known", '写着"无"', "/x"),
    "act.repeated": Reading("known", True, "/r"),
    "act.stopped": Reading("known", False, "/s"),
}
OUT = {name: Reading("not-applicable") for name in KNOWN}


def compiled(text: str, **kw: Any) -> Expression:
    return compile_expression(text, NAMES, **kw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goods.value = 10000", True),  # 10000.00 is the same amount
        ("goods.value != 10000", False),
        ("goods.value >= 10000", True),
        ("goods.value > 10000", False),
        ("goods.value < 10000.01", True),
        ("goods.value <= 9999.99", False),
        ("10000 <= goods.value", True),
        ("10000 < goods.value", False),
        ("10000 >= goods.value", True),
        ("10000 > goods.value", False),
        ("10000.01 >= goods.value", True),
        ("9999.99 >= goods.value", False),
        ("10000 = goods.value", True),
        ("10000 != goods.value", False),
        ("goods.value between 10000 and 20000", True),  # both bounds belong
        ("goods.value between 5000 and 10000", True),
        ("goods.value between 10000.01 and 20000", False),
        ("goods.value in [5000..10000)", False),  # 不足一万元
        ("goods.value in [10000..20000)", True),
        ("goods.value in (10000..20000]", False),
        ("goods.value in (5000..10000]", True),
        ("goods.value in [gains.amount..20000]", True),
        ("goods.value in (1, 10000)", True),
        ("act.count in (1, 2)", False),
        ("act.count in (1, 2, 3)", True),
        ('water.zone = "一般"', True),
        ('water.zone != "一般"', False),
        ('water.zone in ("特殊", "饮用水源")', False),
        ("water.zone = water.upstream", False),
        ("water.zone != water.upstream", True),
        ('water.zone in ("饮用水源", water.zone)', True),
        ('party.note = "写着\\"无\\""', True),
        ('act.to = date("2023-07-01")', True),
        ('act.from < date("2023-07-01")', True),
        ("act.from < act.to", True),
        ('act.to in [date("2023-01-01")..date("2023-07-01"))', False),
        ('min(act.from, act.to) = date("2023-06-30")', True),
        ("act.repeated", True),
        ("not(act.repeated)", False),
        ("act.repeated = true", True),
        ("act.stopped = false", True),
        ("act.repeated != act.stopped", True),
        ("act.repeated and not(act.stopped)", True),
        # "and" binds tighter: false, or (true and true)
        ("act.stopped or act.repeated and act.count > 2", True),
        # brackets turn it: (false or true) and false
        ("(act.stopped or act.repeated) and act.stopped", False),
        ("applicable(goods.value)", True),
        ("true", True),
        ("not(true)", False),
        # 10000 + 2500.50 = 12500.50
        ("goods.value + gains.amount = 12500.5", True),
        ("goods.value - gains.amount = 7499.5", True),
        # 3 x 2500.50 = 7501.50
        ("gains.amount * act.count = 7501.50", True),
        ("3 * gains.amount < goods.value", True),
        # 10000 / 3 has no end; times 3 it is 10000 again, exactly
        ("goods.value / 3 * 3 = 10000", True),
        ("goods.value / act.count > 3333.33", True),
        # 10000 / 2500.5 = 3.9992...: a ratio, so it compares with a count
        ("goods.value / gains.amount < 4", True),
        ("goods.value / gains.amount > act.count", True),
        ("-gains.amount < 0", True),
        ("goods.value - (gains.amount - 500) = 7999.5", True),
        ("goods.value - gains.amount - 500 = 6999.5", True),
        ("max(goods.value, gains.amount, 20000) = 20000", True),
        ("min(goods.value, gains.amount * 5) = 10000", True),
        ("goods.weight * 2 = 25", True),
        ("act.count + 1 = 4", True),
    ],
)
def test_conditions_over_known_facts(text: str, expected: Any):
    expression = compiled(text, expect="condition")

    assert expression.truth(KNOWN) is expected
    assert expression.evaluate(KNOWN).value is expected


@pytest.mark.parametrize(
    "text",
    [
        "goods.value > 5000",
        "goods.value <= 5000",
        "goods.value != 5000",
        "goods.value + gains.amount > 0",
        "min(goods.value, 5) = 5",
        "goods.value in (1, 2)",
        "goods.value between 0 and 9",
        'water.zone != "一般"',
        "act.repeated",
        "act.repeated = false",
        "act.repeated != true",
        "applicable(goods.value)",
    ],
)
def test_not_applicable_makes_every_comparison_false(text: str):
    assert compiled(text).truth(OUT) is False
    assert compiled(f"not({text})").truth(OUT) is True


@pytest.mark.parametrize("state", ["unknown", "not-ascertainable"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goods.value > 5000", None),
        ("goods.value != 5000", None),
        ("not(goods.value > 5000)", None),
        ("goods.value * 0 = 0", None),
        # one side settles it
        ("goods.value > 5000 and act.stopped", False),
        ("goods.value > 5000 or act.repeated", True),
        ("goods.value > 5000 and act.repeated", None),
        ("gains.amount between 9000 and goods.value", False),
        ("gains.amount between 1000 and goods.value", None),
        ("gains.amount in (2500.5, goods.value)", True),
        ("gains.amount in (1, goods.value)", None),
    ],
)
def test_an_open_fact_leaves_open_what_nothing_else_settles(
    state: str, text: str, expected: bool | None
):
    context = KNOWN | {"goods.value": Reading(state)}

    assert compiled(text).truth(context) is expected


def test_applicable_knows_an_unascertainable_fact_from_a_forgotten_one():
    applicable = compiled("applicable(goods.value)")

    assert applicable.truth({}) is None
    found = {"goods.value": Reading("not-ascertainable")}
    assert applicable.truth(found) is True


def test_not_applicable_is_stronger_than_unknown():
    context = {"goods.value": Reading("not-applicable")}

    # whatever the gains turn out to be
    assert compiled("goods.value > gains.amount").truth(context) is False


def test_division_by_zero_is_unknown_and_names_the_facts():
    context = KNOWN | {"act.count": Reading("known", 0)}
    verdict = compiled("goods.value / act.count > 5").evaluate(context)

    assert verdict.value is None
    assert verdict.settle == ("goods.value", "act.count")


def test_figures_are_exact():
    context = {"goods.value": Reading("known", Decimal("0.10"))}
    tenth = compiled("goods.value + 0.20", expect="number")

    assert tenth.number(context) == Decimal("0.30")  # not 0.30000000000000004
    third = compiled("goods.value / 3")
    assert third.ratio(context) == Fraction(1, 30)
    assert str(third.number(context)) == "0.0" + "3" * 34
    assert compiled("goods.value / 8").number(context) == Decimal("0.0125")
    assert third.number({}) is None
    assert third.number(OUT) is None


def test_figures_keep_every_digit():
    # 30 digits times 3: the 28 of the common context would round it
    big = Decimal("333333333333333333333333333333.33")
    context = {"goods.value": Reading("known", big)}

    product = compiled("goods.value * 3").number(context)
    assert product is not None
    assert str(product) == "999999999999999999999999999999.99"


def test_figures_beyond_any_case_are_unknown_at_once():
    context = {
        "goods.value": Reading("known", Decimal("1e999999")),
        "gains.amount": Reading("known", Decimal(1)),
    }

    assert compiled("goods.value + gains.amount > 1").truth(context) is None
    assert compiled("goods.value / gains.amount > 1").truth(context) is None
    assert compiled("goods.value > 1").truth(context) is True


def test_other_kinds_of_value():
    assert compiled("max(act.from, act.to)").value(KNOWN) == dt.date(
        2023, 7, 1
    )
    assert compiled("water.zone").value(KNOWN) == "一般"
    assert compiled("water.zone").value(OUT) is None
    assert compiled("act.repeated").value(KNOWN) is True
    assert compiled("goods.value").value(KNOWN) == 10000
    with pytest.raises(TypeError, match="no condition"):
        compiled("goods.value").truth(KNOWN)
    with pytest.raises(TypeError, match="no value"):
        compiled("act.repeated").number(KNOWN)


def test_evidence_is_what_decides():
    text = (
        'water.zone = "特殊" or goods.value >= 5000 and '
        "not(act.stopped or gains.amount > 9000)"
    )
    verdict = compiled(text).evaluate(KNOWN)

    assert verdict.value is True
    # the zone takes no part: that way did not hold
    assert verdict.evidence == (
        Evidence(
            fact="goods.value",
            pointer="/g",
            state="known",
            value=Decimal(10000),
            expected="goods.value >= 5000",
            result=True,
        ),
        Evidence(
            fact="act.stopped",
            pointer="/s",
            state="known",
            value=False,
            expected="act.stopped",
            result=False,
        ),
        Evidence(
            fact="gains.amount",
            pointer="/a",
            state="known",
            value=Decimal("2500.50"),
            expected="gains.amount > 9000",
            result=False,
        ),
    )


def test_evidence_of_false_and_of_unknown():
    text = 'act.count > 2 and goods.value > 20000 and water.zone = "一般"'
    (only,) = compiled(text).evaluate(KNOWN).evidence
    assert (only.fact, only.result) == ("goods.value", False)

    context = KNOWN | {"goods.value": Reading("not-ascertainable", None, "/g")}
    verdict = compiled(text).evaluate(context)
    assert verdict.value is None
    assert [item.fact for item in verdict.evidence] == ["goods.value"]
    assert verdict.settle == ("goods.value",)


def test_a_verdict_can_be_made_by_hand():
    assert Verdict(True, ()) == Verdict(True, ())
    assert Verdict(True, ()) != Verdict(None, ())
    assert hash(Verdict(True, ())) == hash(Verdict(True, ()))
    assert Verdict(None, ()).settle == ()


def test_a_context_may_be_a_function_or_any_mapping():
    expression = compiled("act.repeated and act.count = 3")

    assert expression.truth(KNOWN.__getitem__) is True
    assert expression.truth({}) is None


def test_facts_and_canonical_text():
    expression = compiled(
        'goods.value>=5000   and(act.to<date("2023-01-01"))\n'
        'or not( (water.zone in("一般",  "特殊")) )'
    )

    assert expression.facts == {"goods.value", "act.to", "water.zone"}
    assert expression.text == (
        'goods.value >= 5000 and act.to < date("2023-01-01") or '
        'not(water.zone in ("一般", "特殊"))'
    )
    assert expression == compiled(expression.text)


# --- faults ---------------------------------------------------------------


def faults(text: str, **kw: Any) -> list[tuple[str, int | None]]:
    with pytest.raises(RuleError) as caught:
        compiled(text, **kw)
    return [(fault.code, fault.place.column) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("feel-empty", 1)]),
        ("  ", [("feel-empty", 1)]),
        ("goods.valeu > 5", [("feel-unknown-name", 1)]),
        ("货值 > 5", [("feel-unknown-name-alone", 1)]),
        ("act.count > 1 and Goods.Value > 5", [("feel-unknown-name", 19)]),
        ('water.zone = "一股"', [("feel-unknown-word", 14)]),
        ('water.zone in ("一般", "甲")', [("feel-unknown-word", 22)]),
        ("goods.value > act.count", [("feel-unit-mismatch", 15)]),
        ("goods.value + goods.weight > 5", [("feel-unit-mismatch", 15)]),
        ("goods.value * gains.amount > 5", [("feel-unit-mismatch", 15)]),
        ("act.count / goods.value > 5", [("feel-unit-mismatch", 13)]),
        ('goods.value > "5000"', [("feel-wrong-type", 15)]),
        ('act.to > "2023-01-01"', [("feel-wrong-type", 10)]),
        ('water.zone > "一般"', [("feel-wrong-type", 1)]),
        ("act.repeated > 1", [("feel-wrong-type", 1)]),
        (
            "act.to - act.from > 5",
            [
                ("feel-wrong-type", 1),
                ("feel-wrong-type", 10),
            ],
        ),
        ("goods.value and act.repeated", [("feel-wrong-type", 1)]),
        ("not(goods.value)", [("feel-wrong-type", 5)]),
        ("1 < 2", [("feel-constant", 1)]),
        ('"a" in ("a", "b")', [("feel-constant", 1)]),
        ("goods.value / 0 > 1", [("feel-divide-by-zero", 15)]),
        ("goods.value in [10..5]", [("feel-empty-interval", 17)]),
        ("goods.value in [5..5)", [("feel-empty-interval", 17)]),
        ("goods.value between 0 and -1", [("feel-empty-interval", 21)]),
        ('act.to = date("2023-02-29")', [("feel-bad-date", 15)]),
        ('act.to = date("2023-2-9")', [("feel-bad-date", 15)]),
        ("known(goods.value)", [("feel-known", 1)]),
        ("sum(goods.value) > 5", [("feel-unknown-function", 1)]),
        ("goods.value ＞ 5", [("feel-look-alike", 13)]),
        ("act.count == 5", [("feel-look-alike", 11)]),
        ("act.repeated 且 act.stopped", [("feel-look-alike", 14)]),
        ("act.repeated AND act.stopped", [("feel-look-alike", 14)]),
        ("water.zone = “一般”", [("feel-look-alike", 14)]),
        (
            "not（act.repeated）",
            [
                ("feel-look-alike", 4),
                ("feel-look-alike", 17),
            ],
        ),
        ("act.count > 5%", [("feel-unexpected-character", 14)]),
        ('party.note = "甲', [("feel-open-string", 14)]),
        ("act.count >", [("feel-syntax-end", 12)]),
        ("act.count > > 5", [("feel-syntax", 13)]),
        ("not act.repeated", [("feel-syntax", 5)]),
        ("(act.repeated", [("feel-syntax-end", 14)]),
        ("act.repeated)", [("feel-syntax", 13)]),
        ("goods.value > 10,000", [("feel-syntax", 17)]),
        ("1 < act.count < 3", [("feel-syntax", 15)]),
        ("act.count in 1", [("feel-syntax", 14)]),
        ("act.count in [1, 2]", [("feel-syntax", 16)]),
        ("applicable(5)", [("feel-syntax", 12)]),
        ("act.count > " + "9" * 41, [("feel-long-number", 13)]),
        ("(" * 21 + "act.repeated" + ")" * 21, [("feel-too-deep", 22)]),
        ("act.repeated or " * 400 + "true", [("feel-too-long", 1)]),
        (
            "+".join(["goods.value"] * 51) + " > 5",
            [("feel-many-operands", 1)],
        ),
    ],
)
def test_faults_are_located(text: str, expected: Any):
    assert faults(text) == expected


def test_all_faults_of_a_text_come_at_once():
    text = (
        'goods.valeu > 5 and (water.zone = "一股" or ) '
        "and goods.weight > goods.value and ＝ 5 and act.count > true"
    )

    assert faults(text) == [
        ("feel-unknown-name", 1),
        ("feel-unknown-word", text.index('"一股"') + 1),
        ("feel-syntax", text.index(") and") + 1),
        ("feel-unit-mismatch", text.index("goods.value") + 1),
        ("feel-look-alike", text.index("＝") + 1),
        ("feel-syntax", text.index("＝") + 1),
        ("feel-wrong-type", text.index("true") + 1),
    ]


def test_a_condition_or_a_number_can_be_insisted_on():
    assert faults("goods.value", expect="condition") == [
        ("feel-wrong-type", 1)
    ]
    assert faults("act.repeated", expect="number") == [("feel-wrong-type", 1)]


def test_nearest_names_and_words_are_offered():
    with pytest.raises(RuleError) as caught:
        compiled('goods.valeu > 5 and water.zone = "饮用水"')
    name, word = caught.value.faults

    assert name.params["nearest"][0] == "goods.value"
    assert word.params["nearest"] == ["饮用水源"]
    assert word.params["expected"] == list(ZONES)
    assert "goods.value" in caught.value.text("zh")
    assert "goods.value" in caught.value.text("en")


def test_a_place_is_carried_on():
    text = "act.repeated and\n  act.count > x"
    with pytest.raises(RuleError) as caught:
        compiled(text, place=Place(line=7, column=11, pointer="/3/when"))
    (fault,) = caught.value.faults

    # x stands in the second line of the text, at column 15 of that line
    assert (fault.place.line, fault.place.column) == (8, 15)
    assert fault.place.pointer == "/3/when"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3990,
        "not(" * 990,
        "-" * 3990 + "goods.value > 1",
        "min(" * 990,
        "a in (" * 600,
        "a and " * 660,
        "act.count+" * 390 + "1 > 5",
        "date(" * 800,
        "[" * 3999,
        '"\\' * 1990,
        "act.repeated or (" * 230,
    ],
)
def test_hostile_text_is_refused_in_good_order(text: str):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(600)  # the caller may stand deep already
    try:
        with pytest.raises(RuleError):
            compiled(text)
    finally:
        sys.setrecursionlimit(limit)


def test_the_deepest_tree_allowed_works_throughout():
    unit = "act.stopped or act.repeated and act.count * 2 + 1 > 3 and not("
    text = unit * 18 + "act.repeated" + ")" * 18
    expression = compiled(text)

    assert compiled(expression.text) == expression
    # inmost: not(true) = false, so the unit around it is "false or true and
    # 7 > 3 and x": x; each not turns it: 18 turns leave true
    assert expression.truth(KNOWN) is True
    assert expression.evaluate(KNOWN).evidence
