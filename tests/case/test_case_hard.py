"""Files that somebody made by mistake, or on purpose, to break the reader."""

import json
from collections.abc import Callable
from typing import Any, Literal

import pytest

from penaltykit._wording import word_fault
from penaltykit.case import from_dict, read_case
from penaltykit.case._scan import MAX_VALUES
from penaltykit.errors import CaseError, Fault
from strategies.identities import synthetic_id_number

Data = dict[str, Any]


def faults(read: Callable[[], object]) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as error:
        read()
    return error.value.faults


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_file_of_very_many_values_is_not_read_on(
    form: Literal["json", "yaml"],
):
    data = b'{"a": [' + b"1," * MAX_VALUES + b"1]}"
    (fault,) = faults(lambda: read_case(data, format=form))
    assert fault.code == "too-many-values"
    assert str(MAX_VALUES) in word_fault(fault, "zh")


def test_bytes_of_no_known_encoding_are_not_called_by_a_name():
    (fault,) = faults(lambda: read_case(b'{"id": "\xed\xa0\x80\xff"}'))
    assert fault.code == "not-utf8"
    assert "?" not in word_fault(fault, "zh")


def test_a_raw_control_character_is_told_with_its_field_and_place(
    smallest: Data,
):
    smallest["violations"][0]["act"]["summary"] = "甲乙丙丁"
    text = json.dumps(smallest, ensure_ascii=False).replace("丙", "\x07")
    (fault,) = faults(lambda: read_case(text))
    said = word_fault(fault, "zh")
    assert fault.code == "control-character"
    assert "违法事实" in said
    assert "第 3 个字符" in said
    assert "U+0007" in said


def test_a_mark_of_direction_in_a_name_is_told_by_its_number(smallest: Data):
    smallest["parties"][0]["name"] = "\u202e示例"
    (fault,) = faults(lambda: from_dict(smallest))
    assert "U+202E" in word_fault(fault, "zh")


def test_the_limit_of_an_amount_is_told(smallest: Data):
    smallest["violations"][0]["penalties"] = [
        {"kind": "fine", "amount": "9" * 40}
    ]
    (fault,) = faults(lambda: from_dict(smallest))
    assert "999999999999999" in word_fault(fault, "en")


@pytest.mark.parametrize("number", ["P\n1", "P\t1", "P\u200b1", "P" * 101])
def test_an_id_stands_on_one_line_and_is_short(smallest: Data, number: str):
    smallest["parties"][0]["id"] = number
    smallest["violations"][0]["parties"] = [number]
    found = {
        (f.code, f.place.pointer) for f in faults(lambda: from_dict(smallest))
    }
    assert ("bad-id", "/parties/0/id") in found


def test_a_wide_space_in_a_number_is_seen_and_stays(smallest: Data):
    smallest["id"] = "示例　第1号"
    assert from_dict(smallest).id == "示例　第1号"


def test_there_are_no_two_blanks_where_there_is_no_hint(smallest: Data):
    smallest["violations"][0]["evidence"] = ["E9"]
    (fault,) = faults(lambda: from_dict(smallest))
    assert "  " not in word_fault(fault, "en")
    assert "the ids in the file are: none." in word_fault(fault, "en")
    assert "现有的编号：无。" in word_fault(fault, "zh")


def test_of_many_ids_the_first_are_told(smallest: Data):
    smallest["evidence"] = [
        {"id": f"E{n}", "kind": "document", "name": "x"} for n in range(99)
    ]
    smallest["violations"][0]["evidence"] = ["无此证据"]
    (fault,) = faults(lambda: from_dict(smallest))
    assert word_fault(fault, "zh").count("、") == 10


@pytest.mark.parametrize(
    "write",
    [
        " ".join,
        lambda number: f"{number[:6]}-{number[6:14]}-{number[14:]}",
        "\u200b".join,
        lambda number: number.translate(
            str.maketrans("0123456789", "０１２３４５６７８９")
        ),
        lambda number: number.translate(
            str.maketrans("0123456789", "〇一二三四五六七八九")
        ),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_an_identity_number_with_gaps_is_not_told(
    smallest: Data, write: Callable[[str], str], known: bool
):
    number = synthetic_id_number("19850417", 13)
    if known:
        smallest["parties"][0] |= {"kind": "citizen", "id_number": number}
    smallest["papers"] = [{"kind": "decision", "number": f"罚{write(number)}"}]
    smallest["events"] = [
        {"kind": "decided", "date": "2024-01-01", "paper": "罚1"}
    ]
    found = faults(lambda: from_dict(smallest))
    said = " ".join(word_fault(fault, "zh") for fault in found)
    if known or not set(write(number)) & set("一二三四五六七八九"):
        assert write(number)[6:] not in said


def test_what_a_field_takes_is_said_with_its_meaning(smallest: Data):
    smallest["parties"][0]["kind"] = "company"
    (fault,) = faults(lambda: from_dict(smallest))
    assert "legal-person（法人）" in word_fault(fault, "zh")
    assert "（" not in word_fault(fault, "en")


def test_figures_that_a_form_asks_for_may_stay_blank():
    text = """
schema: penaltykit/case/1
id: 示例-1
phase: filed
procedure: ordinary
agency:
  name: 示例局
  parameters:
    hearing.fine.citizen:
      value:
      citation:
    hearing.fine.organisation:
      value: "100000"
      citation: 示例
parties: [{id: P1, kind: legal-person, name: 示例有限公司}]
violations: [{id: V1, item: water.wash-toxic-vehicle, act: {summary: 示例}}]
"""
    case = read_case(text, format="yaml")
    assert list(case.agency.parameters) == ["hearing.fine.organisation"]
    half = text.replace("      value:\n", "      value: '1'\n")
    (fault,) = faults(lambda: read_case(half, format="yaml"))
    assert fault.code == "empty-field"
