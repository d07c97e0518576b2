"""Identity codes: their check characters, and that ours are nobody's."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.case import id_number_valid, uscc_valid
from penaltykit.case.identity import (
    id_number_check_character,
    uscc_check_character,
)
from strategies.identities import (
    is_synthetic,
    synthetic_id_number,
    synthetic_uscc,
)


def test_uscc_by_hand():
    # 17 times 0: the sum is 0, so is the character. 1 in the last place:
    # 3**16 mod 31 = 28 (3**5 = 243 = 26; 3**10 = 676 mod 31 = 25;
    # 3**15 = 25 * 26 = 650 mod 31 = 30; 3**16 = 90 mod 31 = 28); 31 - 28 = 3.
    assert uscc_check_character("0" * 17) == "0"
    assert uscc_check_character("0" * 16 + "1") == "3"
    # The placeholder for "no code" is none.
    assert not uscc_valid("0" * 17 + "X")


def test_id_number_by_hand():
    # The example of GB 11643-1999: 11010519491231002X. Sum of digit times
    # weight (7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2) is 167; 167 mod 11 = 2: X.
    assert id_number_check_character("11010519491231002") == "X"
    assert id_number_valid("11010519491231002X")


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002x",  # small letter
        "110105194912310021",  # wrong check character
        "110105491231002",  # fifteen digits
        "1101051949123100",
        "",
        "１１０１０５１９４９１２３１００２X",
    ],
)
def test_no_identity_number(number: str):
    assert not id_number_valid(number)


def test_a_date_of_birth_must_exist():
    first = "999999" + "19900230" + "001"
    assert not id_number_valid(first + id_number_check_character(first))


@pytest.mark.parametrize("length", [0, 16, 18])
def test_the_right_number_of_characters_is_asked_for(length: int):
    with pytest.raises(ValueError, match="17"):
        uscc_check_character("1" * length)
    with pytest.raises(ValueError, match="17"):
        id_number_check_character("1" * length)


@given(st.integers(0, 99_999_999), st.sampled_from(["11", "91", "92"]))
def test_made_codes_are_valid_and_one_slip_is_seen(number: int, prefix: str):
    code = synthetic_uscc(number, prefix=prefix)
    assert uscc_valid(code)
    assert is_synthetic(code)
    assert not uscc_valid(code[:8] + _next(code[8]) + code[9:])


@given(
    st.dates().map(lambda date: f"{date:%Y%m%d}".rjust(8, "0")),
    st.integers(0, 999),
    st.integers(0, 16),
)
def test_made_numbers_are_valid_and_one_slip_is_seen(
    birth: str, sequence: int, place: int
):
    number = synthetic_id_number(birth, sequence)
    assert id_number_valid(number)
    assert is_synthetic(number)
    slip = number[:place] + _next(number[place]) + number[place + 1 :]
    assert not id_number_valid(slip)


def _next(char: str) -> str:
    return str((int(char) + 1) % 10) if char.isdigit() else "0"


def _values(part: Any, *names: str) -> Any:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in names and isinstance(value, str):
                yield value
            yield from _values(value, *names)
    elif isinstance(part, list):
        for value in part:
            yield from _values(value, *names)


def test_every_identity_of_the_fixtures_is_valid_and_invented(
    fixtures: Path,
):
    files = sorted(fixtures.rglob("*.json"))
    assert files
    for path in files:
        data = json.loads(path.read_bytes())
        codes = [*_values(data, "uscc")]
        numbers = [*_values(data, "id_number", "legal_representative_id")]
        phones = [*_values(data, "phone")]
        people = [
            *_values(data["parties"], "name"),
            data["agency"].get("name", "示例"),
        ]
        assert codes
        assert all(map(uscc_valid, codes)), path
        assert all(map(id_number_valid, numbers)), path
        assert all(map(is_synthetic, codes + numbers)), path
        # a number that begins 100 or ends in 0000xx belongs to nobody
        assert all(
            phone.startswith("1000000") or "-00000" in phone
            for phone in phones
        ), path
        assert all("示例" in name or "虚构" in name for name in people), path
