"""Money: exact yuan, bands, capital numerals."""

import decimal
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.money import (
    ROUNDINGS,
    Band,
    MoneyError,
    form_value,
    format_yuan,
    from_wan,
    is_yuan,
    read_words,
    round_yuan,
    to_wan,
    without_no_cents,
    words,
    yuan,
)
from strategies.law import amounts, band, bands, points

D = Decimal


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5000", "5000"),
        ("5,000.00", "5000"),
        ("5,000元", "5000"),
        ("2万元", "20000"),
        ("0.26万元", "2600"),
        ("1.5亿元", "150000000"),
        ("¥96.50", "96.50"),
        ("人民币３００元整", "300"),
        ("0", "0"),
        ("10.960000", "10.96"),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: str):
    assert yuan(text) == D(amount)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (0.1, "money-float"),
        (True, "money-unread"),
        ("12.345", "money-parts-of-fen"),
        (D("0.001"), "money-parts-of-fen"),
        (-1, "money-negative"),
        ("", "money-unread"),
        ("12,34", "money-unread"),
        ("1e3", "money-unread"),
        ("五千", "money-unread"),
        (D("NaN"), "money-unread"),
        (D("Infinity"), "money-unread"),
    ],
)
def test_what_is_no_amount_is_refused(found: object, code: str):
    with pytest.raises(MoneyError) as caught:
        yuan(found)  # type: ignore[arg-type]
    assert [fault.code for fault in caught.value.faults] == [code]


def test_equal_amounts_print_alike():
    forms = [D("2E+4"), D("20000.00"), "2万", 20000, D("20000.000000")]
    assert {str(yuan(form)) for form in forms} == {"20000"}
    assert str(yuan(D("-0"))) == "0"


def test_the_callers_precision_does_not_touch_an_amount():
    with decimal.localcontext() as context:
        context.prec = 3
        assert yuan("123456789.01") == D("123456789.01")
        assert Band(from_=D("123456.78")).scale(D(10)).from_ == D("1234567.80")


@given(amounts)
def test_ten_thousands_lose_nothing(amount: D):
    in_wan = to_wan(amount)
    assert -in_wan.as_tuple().exponent == 6
    assert from_wan(in_wan) == amount


def test_ten_thousands_by_hand():
    # 2,600 / 10,000 = 0.26
    assert str(to_wan(D(2600))) == "0.260000"
    assert from_wan("10.96") == D(109600)
    assert from_wan("0.000001") == D("0.01")
    with pytest.raises(MoneyError):
        from_wan("0.0000001")
    with pytest.raises(MoneyError):
        from_wan("1万亿")
    with pytest.raises(decimal.Inexact):
        to_wan(D("0.001"))


def test_rounding_is_named():
    # 54,117.38 x 60 % = 32,470.428
    amount = D("54117.38") * D("0.6")
    assert round_yuan(amount) == D("32470.43")
    assert round_yuan(amount, "down-fen") == D("32470.42")
    assert round_yuan(amount, "half-up-yuan") == D(32470)
    assert round_yuan(amount, "up-yuan") == D(32471)
    assert round_yuan(amount, "half-up-hundred") == D(32500)
    assert round_yuan(D("0.005")) == D("0.01")
    assert round_yuan(D("2.5"), "half-up-yuan") == D(3)
    with pytest.raises(KeyError):
        round_yuan(amount, "bankers")


@given(amounts, st.sampled_from(sorted(ROUNDINGS)))
def test_rounding_twice_is_rounding_once(amount: D, name: str):
    once = round_yuan(amount, name)
    assert round_yuan(once, name) == once
    assert abs(once - amount) <= ROUNDINGS[name][1]


def test_amounts_in_print():
    assert format_yuan(D(29000)) == "29000元"
    assert format_yuan(D("96.5")) == "96.50元"
    assert format_yuan(D(29000), wan=True) == "2.9万元"
    assert format_yuan(D(29500), wan=True) == "29500元"
    assert format_yuan(D(5000), wan=True) == "5000元"
    assert format_yuan(D(1000000), wan=True) == "100万元"
    assert format_yuan(D("1234567.8"), "en") == "1,234,567.80 yuan"


@given(amounts)
def test_print_is_read_back(amount: D):
    assert yuan(format_yuan(amount)) == amount
    assert yuan(format_yuan(amount, wan=True)) == amount


# --- capital numerals -------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        # examples of the rules for filling in bills
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("29000", "贰万玖仟元整"),
        ("10", "壹拾元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("100010001", "壹亿零壹万零壹元整"),
    ],
)
def test_words(amount: str, text: str):
    assert words(amount) == text
    assert read_words(text).well_formed


@pytest.mark.parametrize(
    "text",
    [
        "壹仟陆佰捌拾元零叁角贰分",
        "壹仟陆佰捌拾元叁角贰分",
        "壹拾万柒仟元零伍角叁分",
        "壹拾万零柒仟元伍角叁分",
        "人民币贰萬玖仟圆整",
        "贰万玖仟元正",
        "伍角整",
    ],
)
def test_open_forms_are_all_accepted(text: str):
    assert read_words(text).well_formed


@pytest.mark.parametrize(
    ("text", "amount", "problem"),
    [
        ("壹拾万零仟元整", 100000, "ill-formed"),
        ("贰万玖仟元", 29000, "not-closed"),
        ("拾元整", 10, "ill-formed"),
        ("二万九千元整", 29000, "not-capitals"),
        ("壹万伍仟", 15000, "ill-formed"),
        ("贰万玖仟元整整", None, "unread"),
        ("元整", None, "unread"),
        ("", None, "unread"),
        ("29000元", None, "unread"),
        ("伍佰元叁角叁角", None, "unread"),
    ],
)
def test_ill_formed_words_are_named(
    text: str, amount: int | None, problem: str
):
    reading = read_words(text)
    assert reading.problem == problem
    assert reading.amount == (None if amount is None else D(amount))
    if amount is not None:
        assert reading.expected == words(amount)


@given(amounts)
def test_words_are_read_back(amount: D):
    reading = read_words(words(amount))
    assert reading.well_formed
    assert reading.amount == amount


@given(amounts)
def test_words_agree_with_another_program(amount: D):
    theirs = cn2an.an2cn(format(amount, "f"), "rmb")
    reading = read_words(theirs)
    assert (reading.amount, reading.problem) == (amount, None)


@given(st.text(alphabet="零壹贰玖拾佰仟万亿元角分整", max_size=12))
def test_any_heap_of_numerals_is_read_or_refused(text: str):
    reading = read_words(text)
    assert (reading.amount is None) is (reading.problem == "unread")
    if reading.well_formed:
        assert reading.amount is not None
        assert read_words(words(reading.amount)).amount == reading.amount


def test_words_have_a_limit():
    with pytest.raises(MoneyError):
        words(10**16)


# --- bands ----------------------------------------------------------


def test_ends_are_open_or_closed():
    stage = band(20000, 50000, "[)")
    assert stage.contains(D(20000))
    assert not stage.contains(D(50000))
    assert stage.contains(D("49999.99"))
    assert stage.highest == D("49999.99")
    # half of 30,000 above 20,000
    assert stage.midpoint == D(35000)


def test_an_upper_bound_alone():
    fine = band(None, 500)
    assert fine.contains(D(0))
    assert fine.contains(D(500))
    assert not fine.contains(D("500.01"))
    assert fine.midpoint == D(250)
    assert band(500, None).midpoint is None


def test_part_of_the_width():
    # 10,000 + 0.3 x (20,000 - 10,000)
    assert band(10000, 20000).at(D("0.3")) == D(13000)


def test_clamping():
    stage = band(20000, 50000, "()")
    assert stage.clamp(D(0)) == D("20000.01")
    assert stage.clamp(D(60000)) == D("49999.99")
    assert stage.clamp(D(30000)) == D(30000)
    with pytest.raises(ValueError, match="from_"):
        band(2, 1).clamp(D(1))


def test_a_band_is_kept_inside_the_statute():
    statute = band(20000, 200000)
    assert band(10000, 50000, "[)").clamp_into(statute) == band(
        20000, 50000, "[)"
    )
    assert band(5000, 10000).clamp_into(statute) == Band.point(D(20000))
    assert band(300000, None).clamp_into(statute) == Band.point(D(200000))


@given(bands, bands, points)
def test_inside_both_is_inside_what_they_share(one: Band, two: Band, at: D):
    shared = one.intersect(two)
    assert shared.contains(at) is (one.contains(at) and two.contains(at))


@given(bands, points)
def test_an_empty_band_holds_nothing(one: Band, at: D):
    assert not (one.is_empty and one.contains(at))


@given(bands, bands)
def test_covering(one: Band, two: Band):
    if one.covers(two):
        assert all(
            one.contains(D(n) / 2) for n in range(25) if two.contains(D(n) / 2)
        )
    assert one.covers(one.intersect(two))


@given(bands, points, st.integers(1, 50))
def test_scaling_keeps_the_ends(one: Band, at: D, factor: int):
    scaled = one.scale(D(factor))
    assert scaled.contains(at * factor) is one.contains(at)


def test_scaling_down_below_zero_is_refused():
    with pytest.raises(ValueError, match="-1"):
        band(1, 2).scale(D(-1))


@given(bands, points)
def test_clamping_lands_inside(one: Band, at: D):
    if not one.is_empty:
        assert one.contains(one.clamp(at))


@pytest.mark.parametrize(
    ("low", "high", "ends", "zh", "en"),
    [
        (
            20000,
            50000,
            "[)",
            "2万元以上不足5万元",
            "from 20,000 to under 50,000 yuan",
        ),
        (
            5000,
            50000,
            "[]",
            "5000元以上5万元以下",
            "from 5,000 to 50,000 yuan",
        ),
        (None, 500, "[]", "500元以下", "up to 500 yuan"),
        (None, 500, "[)", "不足500元", "under 500 yuan"),
        (20000, None, "(]", "超过2万元", "over 20,000 yuan"),
        (20000, 50000, "(]", "超过2万元、5万元以下", None),
        (200, 200, "[]", "200元", "200 yuan"),
        (None, None, "[]", "不限", "any amount"),
    ],
)
def test_bands_in_print(
    low: object, high: object, ends: str, zh: str, en: str | None
):
    one = band(low, high, ends)
    assert one.format() == zh
    if en is not None:
        assert one.format("en") == en


def test_fen():
    assert is_yuan(D("0.01"))
    assert not is_yuan(D("0.001"))
    assert not is_yuan(D("-0.01"))


def test_printed_forms_give_a_digit_for_every_place():
    # 0 x 10,000 + 1 x 1,000; 5 x 1,000 + 0.00; 1 x 10,000 + 2 x 10 + 3.
    assert form_value("零万壹仟零佰零拾零元整") == 1000
    assert form_value("壹万零仟零佰贰拾叁元整") == 10023
    assert form_value("伍仟零佰零拾零元零角零分") == 5000
    # Not a digit at each place: words like these are read as words.
    assert form_value("壹仟元整") is None
    assert without_no_cents("伍仟元零角零分") == "伍仟元"
