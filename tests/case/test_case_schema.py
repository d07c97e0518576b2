"""The JSON Schema says what the classes say, and is current."""

import json
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit.case import _fast, from_dict, read_case
from penaltykit.case._codec import _accept, _unprintable
from penaltykit.case._links import broken_links
from penaltykit.case._schema import SCHEMA_PATH, schema_bytes
from penaltykit.errors import CaseError
from strategies.cases import case_data
from strategies.mutations import mutated

SCHEMA = json.loads(SCHEMA_PATH.read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.FormatChecker(("date",))
)


def structured(data: Any) -> bool:
    """The verdict of cattrs and of the text check behind it."""
    try:
        _fast.reader()(data)
    except _fast.refusals():
        return False
    return not _unprintable(orjson.dumps(data), data)


def whole_floats(data: Any) -> bool:
    """Whether a number such as 5.0 is in it: the one known difference."""
    if isinstance(data, dict):
        return any(map(whole_floats, data.values()))
    if isinstance(data, list):
        return any(map(whole_floats, data))
    return isinstance(data, float) and data.is_integer()


def test_the_shipped_schema_is_current():
    assert SCHEMA_PATH.read_bytes() == schema_bytes(), (
        "run scripts/make_schema.py"
    )


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_field_has_a_chinese_title_and_an_english_description():
    for name, record in SCHEMA["$defs"].items():
        assert "(" in record["description"] or record["description"].isascii()
        for field, schema in record.get("properties", {}).items():
            title, description = schema["title"], schema["description"]
            assert description.isascii(), f"{name}.{field}"
            assert not title.isascii(), f"{name}.{field}"


@settings(max_examples=60)
@given(case_data())
def test_valid_cases_follow_the_schema(data: dict[str, Any]):
    VALIDATOR.validate(data)
    from_dict(data)


@settings(max_examples=400)
@given(st.data())
def test_cattrs_and_jsonschema_give_one_verdict(draws: st.DataObject):
    data = draws.draw(mutated(draws.draw(case_data())))
    if whole_floats(data):
        return
    errors = [error.message for error in VALIDATOR.iter_errors(data)]
    assert structured(data) is not bool(errors), errors


@settings(max_examples=150)
@given(st.data())
def test_a_refusal_always_has_a_reason(draws: st.DataObject):
    """Fast way and slow way agree, on JSON text as on plain data."""
    data = draws.draw(mutated(draws.draw(case_data())))
    good = _accept(data, None) is not None
    assert good is (structured(data) and not broken_links(data))
    for read, given_data in (
        (from_dict, data),
        (read_case, json.dumps(data)),
        (read_case, json.dumps(data, ensure_ascii=False, indent=1)),
    ):
        try:
            read(given_data)
        except CaseError as error:
            assert not good
            codes = {fault.code for fault in error.faults}
            assert codes
            assert "case-refused" not in codes, data
        else:
            assert good


@pytest.mark.parametrize("value", [5.0, 0.0, 35000.0])
def test_a_number_with_a_point_is_refused_even_where_it_is_whole(
    smallest: dict[str, Any], value: float
):
    penalty = {"kind": "fine", "amount": value}
    smallest["violations"][0]["penalties"] = [penalty]
    assert VALIDATOR.is_valid(smallest)  # what no JSON Schema can say
    with pytest.raises(CaseError):
        from_dict(smallest)
