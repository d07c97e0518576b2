"""Case files are read and written without loss, and only whole."""

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit import _yaml
from penaltykit.case import (
    Case,
    Fact,
    FactState,
    dump_case,
    from_dict,
    load_case,
    read_case,
    to_dict,
)
from penaltykit.errors import CaseError
from strategies.cases import case_data, cases

few = settings(max_examples=60)


@few
@given(cases())
def test_written_and_read_a_case_is_the_same(case: Case):
    written = dump_case(case)
    assert read_case(written) == case
    assert read_case(dump_case(case, pretty=True)) == case
    assert from_dict(to_dict(case)) == case
    # and the bytes are a fixed point
    assert dump_case(read_case(written)) == written


@few
@given(cases())
def test_yaml_holds_the_same_case_as_json(case: Case):
    text = _yaml.dump(to_dict(case))
    assert read_case(text, format="yaml") == case
    assert dump_case(read_case(text, format="yaml")) == dump_case(case)


@few
@given(case_data())
def test_an_exporter_that_escapes_everything_is_read_alike(
    data: dict[str, Any],
):
    escaped = json.dumps(data, ensure_ascii=True, indent=1)
    assert read_case(escaped) == from_dict(data)


@few
@given(case_data())
def test_canonical_json_has_sorted_keys_and_no_space(data: dict[str, Any]):
    written = dump_case(from_dict(data))
    again = json.dumps(
        json.loads(written),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert written.decode() == again


@few
@given(case_data(), st.randoms())
def test_a_key_given_twice_is_always_found(data: dict[str, Any], random: Any):
    """Whatever the layout and wherever it stands."""
    text = json.dumps(
        data, ensure_ascii=False, indent=random.choice((None, 1))
    )
    opening = [at for at, char in enumerate(text) if char == "{"]
    inside = [
        at
        for at in opening
        if text[at + 1 :].lstrip()[:1] == '"' and _is_structure(text, at)
    ]
    at = random.choice(inside)
    end = text.index('"', text.index('"', at) + 1)
    key = text[text.index('"', at) : end + 1]
    space = random.choice(("", " ", "\n", "\t "))
    doubled = f"{text[: at + 1]}{key}{space}:0,{text[at + 1 :]}"
    with pytest.raises(CaseError) as error:
        read_case(doubled)
    assert "duplicate-key" in {fault.code for fault in error.value.faults}


def _is_structure(text: str, at: int) -> bool:
    """Whether a character stands outside all strings."""
    inside = False
    escaped = False
    for char in text[:at]:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = inside
        elif char == '"':
            inside = not inside
    return not inside


def test_colons_in_text_are_no_keys(smallest: dict[str, Any]):
    smallest["note"] = 'a": b\\": ":": {"x": 1}'
    assert read_case(json.dumps(smallest)).note == smallest["note"]


def test_a_state_that_is_not_written_follows_from_the_value():
    assert Fact(value="5000").state is FactState.KNOWN
    assert Fact(value=False).state is FactState.KNOWN
    assert Fact().state is FactState.UNKNOWN
    assert Fact(grounds="?").state is FactState.UNKNOWN


@pytest.mark.parametrize(
    ("given_as", "written"),
    [
        ("5000", "5000"),
        ("5000.00", "5000"),
        (5000, "5000"),
        ("0.5", "0.50"),
        ("54117.38", "54117.38"),
        (0, "0"),
    ],
)
def test_money_is_written_in_one_way(
    smallest: dict[str, Any], given_as: Any, written: str
):
    penalty = {"kind": "fine", "amount": given_as}
    smallest["violations"][0]["penalties"] = [penalty]
    data = to_dict(from_dict(smallest))
    assert data["violations"][0]["penalties"][0]["amount"] == written


def test_null_and_absent_are_the_same(smallest: dict[str, Any]):
    plain = from_dict(smallest)
    smallest["note"] = None
    smallest["remedies"] = None
    smallest["parties"][0]["uscc"] = None
    assert from_dict(smallest) == plain


def test_files_are_read_by_their_name(
    tmp_path: Path, smallest: dict[str, Any]
):
    case = from_dict(smallest)
    as_json, as_yaml = tmp_path / "a.json", tmp_path / "a.yml"
    plain = tmp_path / "a.txt"
    as_json.write_bytes(dump_case(case))
    as_yaml.write_text(_yaml.dump(to_dict(case)), "utf-8")
    plain.write_bytes(b"\xef\xbb\xbf" + dump_case(case, pretty=True))
    assert load_case(as_json) == load_case(str(as_yaml)) == case
    assert load_case(plain) == case


def test_a_file_that_is_not_there_is_the_caller_s_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        load_case(tmp_path / "none.json")


def test_every_fixture_is_read_and_written_alike(fixtures: Path):
    found = sorted(fixtures.glob("*/case.json"))
    assert len(found) >= 11
    for path in found:
        case = load_case(path)
        assert path.read_bytes() == dump_case(case, pretty=True), path
        plain = orjson.loads(path.read_bytes())
        assert read_case(_yaml.dump(plain), format="yaml") == case
