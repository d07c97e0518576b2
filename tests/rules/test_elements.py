"""elements.csv: what it holds, and what a bad edit is answered with."""

import csv
import io
from pathlib import Path

import pytest

from penaltykit.assessment._elements import Elements, read_elements
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.case import PaperKind
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
CSV = ROOT / "rules" / "elements.csv"

# What the Penalty Law asks of each paper, item by item.
ART_44 = {
    "proposed-penalty",
    "facts",
    "reasons",
    "basis",
    "right-to-state",
    "hearing-right",
}
ART_59_1 = {
    1: {"party-name", "party-address"},
    2: {"facts", "evidence"},
    3: {"penalty-kind", "basis"},
    4: {"performance-way", "performance-term"},
    5: {
        "reconsideration-way",
        "reconsideration-term",
        "litigation-way",
        "litigation-term",
    },
    6: {"agency-name", "decision-date"},
}
ART_52_2 = {
    "facts",
    "penalty-kind",
    "basis",
    "fine-amount",
    "time",
    "place",
    "reconsideration-way",
    "reconsideration-term",
    "litigation-way",
    "litigation-term",
    "agency-name",
    "officer-signatures",
}


def _parts(desk: RuleDesk, paper: PaperKind, duty: str) -> set[str]:
    return {
        row.part.id
        for row in desk.elements.rows
        if row.paper is paper and row.duty == duty
    }


def test_the_prior_notice_carries_art_44(desk: RuleDesk):
    assert _parts(desk, PaperKind.PRIOR_NOTICE, "law") >= ART_44


@pytest.mark.parametrize("item", sorted(ART_59_1))
def test_the_decision_carries_art_59(desk: RuleDesk, item: int):
    found = {
        row.part.id
        for row in desk.elements.rows
        if row.paper is PaperKind.DECISION and row.duty == "law"
        for citation in desk.cite(row.citation)
        if (citation.article, citation.paragraph, citation.item)
        == (59, 1, item)
    }
    assert found >= ART_59_1[item]


def test_the_decision_carries_the_seal(desk: RuleDesk):
    (row,) = [
        row
        for row in desk.elements.rows
        if row.paper is PaperKind.DECISION and row.part.id == "seal"
    ]
    (citation,) = desk.cite(row.citation)
    assert (citation.article, citation.paragraph) == (59, 2)
    assert row.duty == "law"


def test_the_on_the_spot_decision_carries_art_52(desk: RuleDesk):
    assert _parts(desk, PaperKind.ON_THE_SPOT_DECISION, "law") >= ART_52_2


@pytest.mark.parametrize("paper", ["prior-notice", "decision"])
def test_all_seven_elements_are_asked_for(desk: RuleDesk, paper: str):
    elements = {
        row.element.value
        for row in desk.elements.rows
        if row.paper == paper and row.element is not None
    }
    assert elements == {
        "legal-basis",
        "facts",
        "penalty-kind",
        "benchmark",
        "result-use",
        "remedies",
        "officers",
    }


# --- bad edits ---------------------------------------------------------------


def _edited(tmp_path: Path, line: int, column: str, value: str) -> Path:
    rows = list(csv.reader(io.StringIO(CSV.read_text("utf-8"))))
    rows[line - 1][rows[0].index(column)] = value
    path = tmp_path / "elements.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        ("paper", "descision", "elements-unknown-word", "A3"),
        ("part", "party-adress", "elements-unknown-word", "B3"),
        ("element", "kind", "elements-unknown-word", "C3"),
        ("need", "requierd", "elements-unknown-word", "D3"),
        ("when", "paper.fine", "feel-unknown-name", "E3"),
        ("when", "paper.fines and", "feel-syntax", "E3"),
        ("duty", "laws", "elements-unknown-word", "F3"),
        ("citation", "", "elements-no-citation", "G3"),
        ("scope", "province=gd", "elements-bad-scope", "H3"),
        ("scope", "from=2023-13-01", "elements-bad-date", "H3"),
        ("status", "inforce", "elements-unknown-word", "I3"),
    ],
)
def test_a_bad_edit_is_an_error_at_its_cell(
    desk: RuleDesk,
    vocabulary: Vocabulary,
    tmp_path: Path,
    column: str,
    value: str,
    code: str,
    cell: str,
):
    path = _edited(tmp_path, 3, column, value)
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    (fault,) = caught.value.faults
    if not code.startswith("feel-"):  # the engine's own codes
        assert fault.code == code
    assert fault.place.cell == cell
    assert fault.place.line == 3


def test_all_bad_edits_are_told_at_once(
    desk: RuleDesk, vocabulary: Vocabulary, tmp_path: Path
):
    rows = list(csv.reader(io.StringIO(CSV.read_text("utf-8"))))
    rows[2][5] = "laws"
    rows[6][0] = "decison"
    rows[6][3] = "must"
    path = tmp_path / "elements.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    cells = [fault.place.cell for fault in caught.value.faults]
    assert cells == ["F3", "A7", "D7"]
    nearest = caught.value.faults[1].params["nearest"]
    assert nearest == "decision"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_spreadsheets_encodings_are_read(
    desk: RuleDesk, vocabulary: Vocabulary, tmp_path: Path, encoding: str
):
    path = tmp_path / "elements.csv"
    path.write_bytes(CSV.read_text("utf-8").encode(encoding))
    rows = read_elements(path, desk.elements.parts, vocabulary)
    assert rows == desk.elements.rows


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_a_spreadsheet_saves_is_read(
    desk: RuleDesk,
    vocabulary: Vocabulary,
    tmp_path: Path,
    separator: str,
    encoding: str,
    ending: str,
):
    rows = list(csv.reader(io.StringIO(CSV.read_text("utf-8"))))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=ending)
    # Empty columns and rows at the end, as a table that was once larger has.
    writer.writerows([*row, "", ""] for row in rows)
    writer.writerows([[""] * 11, [""] * 11])
    path = tmp_path / "elements.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    found = read_elements(path, desk.elements.parts, vocabulary)
    assert found == tuple(
        row for row in read_elements(CSV, desk.elements.parts, vocabulary)
    )


def test_empty_cells_left_out_at_the_end_of_a_line_are_told_by_column(
    desk: RuleDesk, vocabulary: Vocabulary, tmp_path: Path
):
    lines = CSV.read_text("utf-8").splitlines()
    lines[2] = "decision,party-name"
    path = tmp_path / "elements.csv"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    said = [(f.place.cell, f.params["column"]) for f in caught.value.faults]
    assert said == [
        ("D3", "need"),
        ("F3", "duty"),
        ("I3", "status"),
        ("G3", "citation"),
    ]


def test_a_cell_beyond_the_last_column_is_told_at_its_place(
    desk: RuleDesk, vocabulary: Vocabulary, tmp_path: Path
):
    lines = CSV.read_text("utf-8").splitlines()
    lines[2] += ",oops"
    path = tmp_path / "elements.csv"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.cell) == ("elements-cells", "J3")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "elements-no-header"),
        (b"\xef\xbb\xbf", "elements-no-header"),
        (b"paper,part,paper", "elements-column-twice"),
        (b'paper,"part', "elements-bad-csv"),
        (b"\x00\x01", "file-not-text"),
        (b"\xff\xfe\x00", "file-not-text"),
        (b"\xff\x80\x80", "file-not-text"),
    ],
)
def test_what_is_no_table_is_told(
    desk: RuleDesk,
    vocabulary: Vocabulary,
    tmp_path: Path,
    text: bytes,
    code: str,
):
    path = tmp_path / "elements.csv"
    path.write_bytes(text)
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    assert code in {fault.code for fault in caught.value.faults}
    assert caught.value.text("zh")


def test_a_missing_column_is_named(
    desk: RuleDesk, vocabulary: Vocabulary, tmp_path: Path
):
    path = tmp_path / "elements.csv"
    text = CSV.read_text("utf-8").replace(",duty,", ",pflicht,", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        read_elements(path, desk.elements.parts, vocabulary)
    said = {
        (f.code, *map(str, f.params.values())) for f in caught.value.faults
    }
    assert any("duty" in entry for entry in said)
    assert any("pflicht" in entry for entry in said)


def test_the_matrix_loads_from_the_rules_folder(vocabulary: Vocabulary):
    elements = Elements.load(ROOT / "rules", vocabulary)
    assert len(elements.rows) > 60
    assert not list(elements.scope_faults())
