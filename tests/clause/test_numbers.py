from decimal import Decimal

import pytest

from penaltykit.clause._numbers import plain, read_figure, read_number
from penaltykit.clause._source import normal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,000", "5000"),
        ("5，000", "5000"),
        ("1,234,567.5", "1234567.5"),
        ("５０００", "5000"),
        ("1.5万", "15000"),
        ("3千", "3000"),
        ("2亿", "200000000"),
        ("5千万", "50000000"),
        ("1万5千", "15000"),
        ("一万五千", "15000"),
        ("十万", "100000"),
        ("十五", "15"),
        ("廿五", "25"),
        ("两万", "20000"),
        ("〇", "0"),
        ("二〇一五", "2015"),
        ("一百零五", "105"),
        ("一百一十四", "114"),
        ("一百十四", "114"),
        ("一万零五百", "10500"),
        ("一亿二千万", "120000000"),
        ("一点五万", "15000"),
        ("壹万", "10000"),
        ("贰万玖仟", "29000"),
        ("伍佰", "500"),
    ],
)
def test_numbers_that_are_certain(text: str, value: str):
    read = read_number(normal(text))
    assert read is not None
    assert read.value == Decimal(value)
    assert read.end == len(normal(text))


@pytest.mark.parametrize(
    "text",
    # 几, 十余, 一万多: open. 一百二 is 120 in speech, 一万五 15,000; 三五 is
    # three to five; 05 and 1.5.5 are no numbers.
    [
        "几万",
        "十几万",
        "十余",
        "10余万",
        "一万多",
        "一百二",
        "一万五",
        "三五",
        "05",
        "1.5.5",
        "百",
        "万",
        "",
        "元",
    ],
)
def test_what_would_have_to_be_guessed_is_no_number(text: str):
    assert read_number(normal(text)) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("百分之一点三", "1.3"),
        ("百分之一百", "100"),
        ("20%", "20"),
        ("20％", "20"),
        ("2‰", "0.2"),
        ("千分之五", "0.5"),
        ("万分之五", "0.05"),
        ("三成", "30"),
    ],
)
def test_shares_are_in_percent(text: str, percent: str):
    read = read_figure(normal(text))
    assert read is not None
    assert (read.value, read.unit) == (Decimal(percent), "percent")


def test_a_half_and_a_thousand_grams():
    half = read_figure("半倍")
    assert half is not None
    assert half.value == Decimal("0.5")
    # 1000千克 is a thousand kilograms, no million grams.
    kilos = read_number("1000千克")
    assert kilos is not None
    assert (kilos.value, kilos.end) == (1000, 4)


def test_plain_figures():
    assert plain(Decimal("50000.00")) == "50000"
    assert plain(Decimal("1E+4")) == "10000"
    assert plain(Decimal("1.30")) == "1.3"
