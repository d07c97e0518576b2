"""All faults of a case file are told at once, each where it stands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit import _yaml
from penaltykit._wording import wordings
from penaltykit.case import from_dict, load_case, read_case
from penaltykit.errors import CaseError, Fault
from strategies.cases import case_data
from strategies.identities import synthetic_id_number
from strategies.mutations import mutated

Data = dict[str, Any]


def faults(read: Callable[[], object]) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as error:
        read()
    return error.value.faults


def of(data: Any) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.pointer) for f in faults(lambda: from_dict(data))]


def put(data: Data, pointer: str, value: Any) -> None:
    """Write a value at a JSON pointer; ``...`` deletes."""
    *steps, last = pointer.strip("/").split("/")
    place: Any = data
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value


PENALTY = "/violations/0/penalties"


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/schema", "penaltykit/case/9", "unknown-schema-version"),
        ("/schema", 1, "number-for-text"),
        ("/note", "", "empty-text"),
        ("/note", "\u3000 ", "empty-text"),
        ("/note", "a\x00b", "control-character"),
        ("/note", "a\u202eb", "control-character"),
        ("/note", ["a"], "wrong-type"),
        ("/note", 5, "number-for-text"),
        ("/id", None, "empty-field"),
        ("/phase", "done", "unknown-word"),
        ("/phase", True, "wrong-type"),
        ("/parties", [], "empty-list"),
        ("/parties", None, "empty-field"),
        ("/parties", {}, "wrong-type"),
        ("/officers", None, "wrong-type"),
        ("/officers", [{"name": "甲", "qualified": "是"}], "wrong-type"),
        ("/parties/0/kind", "company", "unknown-word"),
        ("/violations/0/act/from", "2024-02-30", "impossible-date"),
        ("/violations/0/act/from", "2024年2月3日", "bad-date"),
        ("/violations/0/act/from", 20240203, "bad-date"),
        ("/violations/0/act/from", [2024], "wrong-type"),
        ("/violations/0/act/from", "0224-02-03", "year-out-of-range"),
        ("/violations/0/act/from", "3000-01-01", "year-out-of-range"),
        (f"{PENALTY}/0/amount", 35000.5, "float-money"),
        (f"{PENALTY}/0/amount", 35000.0, "float-money"),
        (f"{PENALTY}/0/amount", "35000.001", "money-decimals"),
        (f"{PENALTY}/0/amount", "-1", "negative-money"),
        (f"{PENALTY}/0/amount", -1, "negative-money"),
        (f"{PENALTY}/0/amount", "3.5万元", "bad-money"),
        (f"{PENALTY}/0/amount", "1e4", "bad-money"),
        (f"{PENALTY}/0/amount", "1000000000000000", "money-too-large"),
        (f"{PENALTY}/0/amount", 10**15, "money-too-large"),
        (f"{PENALTY}/0/amount", True, "wrong-type"),
        ("/violations/0/facts/a", {"value": 1.5}, "float-value"),
        ("/violations/0/facts/a", {"value": 2**53}, "integer-too-large"),
        ("/violations/0/facts/a", {"value": ["x"]}, "wrong-type"),
        ("/violations/0/facts/a", "5000", "wrong-type"),
        (
            "/remedies",
            {"litigation_term": {"count": 0, "unit": "months"}},
            "count-too-small",
        ),
        (
            "/remedies",
            {"litigation_term": {"count": 6, "unit": "月"}},
            "unknown-word",
        ),
        (
            "/events",
            [{"kind": "paid", "date": "2024-01-01", "time": "25:00"}],
            "bad-time",
        ),
    ],
)
def test_each_wrong_value_has_its_own_fault(
    smallest: Data, pointer: str, value: Any, code: str
):
    smallest["violations"][0] |= {"facts": {}, "penalties": [{"kind": "fine"}]}
    put(smallest, pointer, value)
    ((found, place),) = of(smallest)
    assert found == code
    assert place is not None
    assert place.startswith(pointer)


def test_what_fields_must_be_to_each_other(smallest: Data):
    first = {"id": "E1", "kind": "record", "name": "笔录"}
    smallest["evidence"] = [first, dict(first)]
    smallest["parties"].append(dict(smallest["parties"][0]))
    smallest["violations"][0] |= {
        "parties": ["P1", "P1", "P9"],
        "evidence": ["E1", "E2"],
        "act": {"summary": "x", "from": "2024-03-02", "to": "2024-03-01"},
        "facts": {
            "a": {"state": "known"},
            "b": {"state": "not-applicable", "value": "1"},
            "c": {"value": True, "evidence": ["E7"]},
        },
        "breached": [
            {},
            {"text": "第一条", "article": 1},
            {"law": "x"},
        ],
        "circumstances": [
            {"circumstance": "x", "status": "found", "party": "P2"}
        ],
    }
    smallest["papers"] = [{"kind": "decision", "number": "1号"}] * 2
    smallest["events"] = [
        {"kind": "paid", "date": "2024-04-01", "paper": "2号"}
    ]
    v = "/violations/0"
    assert sorted(of(smallest)) == sorted(
        [
            ("duplicate-id", "/parties/1/id"),
            ("duplicate-id", "/evidence/1/id"),
            ("duplicate-id", "/papers/1/number"),
            ("repeated-reference", f"{v}/parties/1"),
            ("dangling-reference", f"{v}/parties/2"),
            ("dangling-reference", f"{v}/evidence/1"),
            ("act-ends-before-it-begins", f"{v}/act/to"),
            ("fact-without-value", f"{v}/facts/a"),
            ("fact-value-unwanted", f"{v}/facts/b/value"),
            ("dangling-reference", f"{v}/facts/c/evidence/0"),
            ("citation-empty", f"{v}/breached/0"),
            ("citation-mixed", f"{v}/breached/1"),
            ("citation-without-article", f"{v}/breached/2"),
            ("dangling-reference", f"{v}/circumstances/0/party"),
            ("dangling-reference", "/events/0/paper"),
        ]
    )


def test_wrong_types_hide_no_broken_links(smallest: Data):
    smallest["note"] = 5
    smallest["violations"][0]["parties"] = ["P9", 7]
    smallest["events"] = {"not": "a list"}
    assert sorted(of(smallest)) == [
        ("dangling-reference", "/violations/0/parties/0"),
        ("number-for-text", "/note"),
        ("number-for-text", "/violations/0/parties/1"),
        ("wrong-type", "/events"),
    ]


JSON_PLACES = """{
  "schema": "penaltykit/case/1",
  "id": "示例", "phase": "filed", "procedure": "ordinary",
  "agency": {"nane": "示例局"},
  "parties": [
    {"id": "P1", "kind": "法人", "name": "甲"}],
  "violations": [{"id": "V1", "item": "x", "act": {"summary": "y"},
    "penalties": [{"kind": "fine",
                   "amount": 5000.50}]}]
}
"""
YAML_PLACES = """schema: penaltykit/case/1
id: 示例
phase: filed
procedure: ordinary
agency:
  nane: 示例局
parties:
  - {id: P1, kind: 法人, name: 甲}
violations:
  - id: V1
    item: x
    act: {summary: y}
    penalties:
      - kind: fine
        amount: 5,000
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            JSON_PLACES,
            [
                # a missing field stands where its object begins
                ("missing-field", 4, 13),
                ("unknown-field", 4, 14),
                ("unknown-word", 6, 26),
                ("float-money", 9, 30),
            ],
        ),
        (
            YAML_PLACES,
            [
                ("missing-field", 6, 3),
                ("unknown-field", 6, 3),
                ("unknown-word", 8, 20),
                ("bad-money", 15, 17),
            ],
        ),
    ],
)
def test_line_and_column(text: str, expected: list[tuple[str, int, int]]):
    found = faults(lambda: read_case(text, name="x"))
    places = [(f.code, f.place.line, f.place.column) for f in found]
    assert sorted(places) == sorted(expected)
    assert places == sorted(places, key=lambda place: place[1:])
    assert {fault.place.file for fault in found} == {"x"}


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ('{"a": 1,}', "trailing-comma", 1, 9),
        ('{"a": [1,]}', "trailing-comma", 1, 10),
        ("{'a': 1}", "quotes", 1, 2),
        ('{"a": “x”}', "quotes", 1, 7),
        ('{"a"： 1}', "full-width", 1, 5),
        ('{"a": 1，"b": 2}', "full-width", 1, 8),
        ('{"a" 1}', "colon", 1, 6),
        ('{"a": 1 "b": 2}', "comma", 1, 9),
        ('{\n  // x\n  "a": 1}', "comment", 2, 3),
        ('{"a": NaN}', "nan", 1, 7),
        ('{"a": -Infinity}', "nan", 1, 7),
        ('{"a": None}', "bare-word", 1, 7),
        ('{"a": 012}', "leading-zero", 1, 7),
        ('{"a": "x\n"}', "open-string", 1, 7),
        ('{"a": "\\q"}', "escape", 1, 8),
        ('{"a": {"b": 1}', "end", 1, 15),
        ('{"a": 1} x', "extra", 1, 10),
        ('{"a": }', "value", 1, 7),
        ("{a: 1}", "key", 1, 2),
    ],
)
def test_text_that_is_no_json(text: str, problem: str, line: int, column: int):
    (fault,) = faults(lambda: read_case(text, format="json"))
    assert fault.code == "json-syntax"
    assert fault.params["problem"] == problem
    assert (fault.place.line, fault.place.column) == (line, column)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \n ", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        ('{"id": "案"}'.encode("gb18030"), "wrong-encoding"),
        ('{"id": "案"}'.encode("utf-16"), "wrong-encoding"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "too-deep"),
        (b'{"id": "a\x01b"}', "control-character"),
        (b'{"id": "a\tb"}', "control-character"),
        (b'{"id": "\\ud83d"}', "lone-surrogate"),
        (b'{"id": 1' + b"0" * 5000 + b"}", "number-for-text"),
        (b"id: [1, 2", "yaml-syntax"),
        (b"id: 1\nid: 2\n", "yaml-duplicate-key"),
        (b"- a\n- b\n", "wrong-type"),
        (b"just words", "wrong-type"),
        (b"[]", "wrong-type"),
        (b"null", "wrong-type"),
    ],
)
def test_text_that_is_no_case(data: bytes, code: str):
    assert code in {fault.code for fault in faults(lambda: read_case(data))}


def test_a_pair_of_surrogates_is_one_character(smallest: Data):
    smallest["note"] = "\U0001f600"
    assert read_case(json.dumps(smallest)).note == "\U0001f600"


def test_what_was_meant_is_offered(smallest: Data):
    smallest["vilations"] = smallest["violations"]
    smallest["当事人"] = []
    smallest["violations"][0]["act"] |= {
        "from": "2024/3/5",
        "to": "二〇二四年三月十五日",
    }
    smallest["violations"][0]["penalties"] = [
        {"kind": "Fine", "amount": "5.2万元"},
        {"kind": "confiscate_gains", "amount": "1,234.50"},
    ]
    hints = {
        f.place.pointer: f.params["hint"]["en"]
        for f in faults(lambda: from_dict(smallest))
        if "hint" in f.params
    }
    v = "/violations/0"
    assert hints == {
        "/vilations": 'Did you mean "violations"?',
        "/当事人": 'Did you mean "parties"?',
        f"{v}/act/from": 'Did you mean "2024-03-05"?',
        f"{v}/act/to": 'Did you mean "2024-03-15"?',
        f"{v}/penalties/0/kind": 'Did you mean "fine"?',
        f"{v}/penalties/0/amount": 'Did you mean "52000"?',
        f"{v}/penalties/1/kind": 'Did you mean "confiscate-gains"?',
        f"{v}/penalties/1/amount": 'Did you mean "1234.50"?',
    }


SECRET = synthetic_id_number("19900307", 27)


@pytest.mark.parametrize(
    "change",
    [
        ("/parties/0/id_number", int(SECRET[:-1])),
        ("/parties/0/id_number", [SECRET]),
        ("/parties/0/birth_date", SECRET),
        ("/parties/0/kind", SECRET),
        ("/parties/0/" + SECRET, "x"),
        ("/phase", SECRET),
        ("/violations/0/act/from", SECRET),
        ("/violations/0/evidence", [SECRET]),
        ("/violations/0/penalties", [{"kind": "fine", "amount": SECRET}]),
        ("/violations/0/facts", {SECRET: {"value": [1]}}),
    ],
)
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_no_identity_value_is_told(
    smallest: Data, change: tuple[str, Any], form: str
):
    smallest["parties"][0] |= {"kind": "citizen", "id_number": SECRET}
    put(smallest, *change)
    error = faults(lambda: from_dict(smallest))
    text = json.dumps(smallest) if form == "json" else _yaml.dump(smallest)
    error += faults(lambda: read_case(text))
    for lang in ("zh", "en"):
        assert SECRET[:-1] not in CaseError(error).text(lang)


def test_the_name_of_the_party_is_not_told_either(smallest: Data):
    smallest["parties"][0] |= {"name": "王虚构", "kind": "王虚构"}
    smallest["violations"][0]["parties"] = ["王虚构"]
    smallest["王虚构"] = 1
    error = CaseError(faults(lambda: from_dict(smallest)))
    assert len(error.faults) == 3
    assert "王虚构" not in error.text("zh") + error.text("en")


def test_yaml_that_cannot_be_read_shows_no_number():
    text = "parties:\n  - id_number: 0123456789\n    phone: 075099999\n"
    error = CaseError(faults(lambda: read_case(text)))
    assert "0123456789" not in error.text("en")
    assert "075099999" not in error.text("zh")


def test_faults_of_yaml_and_of_the_case_are_told_together():
    text = """\
id: 1
phase: filed
phase: closed
agency: {nam: x}
parties: &all []
"""
    found = faults(lambda: read_case(text))
    assert [(f.code, f.place.line) for f in found if f.place.line > 1] == [
        ("yaml-duplicate-key", 3),
        ("missing-field", 4),
        ("unknown-field", 4),
        ("yaml-anchor", 5),
        ("empty-list", 5),
    ]


@settings(max_examples=150)
@given(st.data())
def test_every_fault_is_worded_and_placed(draws: st.DataObject):
    data = draws.draw(mutated(draws.draw(case_data())))
    error = refusal(json.dumps(data, indent=1))
    if error is None:
        return
    for lang in ("zh", "en"):
        lines = error.text(lang).splitlines()
        assert len(lines) == len(error.faults)
        assert all(line.startswith("x.json:") for line in lines)
        # no parameter is missing
        assert "—" not in error.text(lang)
    assert {fault.code for fault in error.faults} <= set(wordings())
    places = [(f.place.line, f.place.column) for f in error.faults]
    assert places == sorted(places)


def refusal(text: str) -> CaseError | None:
    try:
        read_case(text, name="x.json")
    except CaseError as error:
        return error
    return None


def test_six_faults_of_six_kinds(fixtures: Path):
    """fixtures/broken: all six at once, each with its place."""
    path = fixtures / "broken" / "six-faults.json"
    expected: Any = _yaml.load(fixtures / "broken" / "expect.yaml").value
    found = faults(lambda: load_case(path))
    assert [(f.code, f.place.pointer, f.place.line) for f in found] == [
        (entry["code"], entry["pointer"], entry["line"])
        for entry in expected["faults"]
    ]
    assert len({fault.code for fault in found}) == 6
