"""The case as a workbook: there and back, and every fault at its cell."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from penaltykit.case import (
    Case,
    dump_workbook,
    load_case,
    read_case,
)
from penaltykit.case._sheet_plan import plan
from penaltykit.errors import CaseError
from strategies.cases import cases

ROOT = Path(__file__).parents[2]
FIXTURES = sorted(ROOT.glob("fixtures/0*/case.json"))
CASE = ROOT / "fixtures" / "03-vehicle-washing" / "case.json"


class _Word:
    def __init__(self, value: str, zh: str, en: str) -> None:
        self.value, self.zh, self.en = value, zh, en


class _Entry:
    def __init__(
        self, id_: str, zh: str, type_: str, values: tuple[_Word, ...] = ()
    ) -> None:
        self.id, self.zh, self.en, self.type = id_, zh, id_, type_
        self.unit = None
        self.values = values


FACTS = (
    _Entry(
        "water.zone",
        "水体区域",
        "one-of",
        (
            _Word("general", "一般水体", "general"),
            _Word("special", "特殊水体", "special"),
        ),
    ),
    _Entry("water.effects_removed", "已消除后果", "truth"),
    _Entry("goods.value", "货值金额", "money"),
    _Entry("act.times", "次数", "count"),
    _Entry("order.due", "期限届满日", "date"),
)


def book_of(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def bytes_of(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form() -> Workbook:
    return book_of(dump_workbook(load_case(CASE), FACTS))


def faults(book: Workbook) -> dict[tuple[str | None, str | None], str]:
    with pytest.raises(CaseError) as caught:
        read_case(bytes_of(book), name="form.xlsx")
    for lang in ("zh", "en"):
        assert "form.xlsx" in caught.value.text(lang)
    return {
        (fault.place.sheet, fault.place.cell): fault.code
        for fault in caught.value.faults
    }


def row_of(page: Any, head: str) -> int:
    for row in page.iter_rows(min_col=1, max_col=1):
        if row[0].value == head:
            return int(row[0].row)
    raise AssertionError(head)


def column_of(page: Any, head: str) -> int:
    for cell in page[1]:
        if cell.value == head:
            return int(cell.column)
    raise AssertionError(head)


def test_headings_are_unique_in_each_sheet():
    for lang in ("zh", "en"):
        main = [column.label[lang] for column in plan().main]
        assert len(main) == len(set(main))
        names = [sheet.name[lang] for sheet in plan().sheets]
        assert len(names) == len(set(names))
        assert all(len(name) <= 31 for name in names)
        for sheet in plan().sheets:
            heads = [column.label[lang] for column in sheet.columns]
            assert len(heads) == len(set(heads))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("facts", [(), FACTS], ids=["plain", "words"])
def test_a_case_comes_back_as_it_was(
    path: Path, lang: str, facts: tuple[_Entry, ...]
):
    case = load_case(path)
    data = dump_workbook(case, facts, lang=lang)
    assert read_case(data) == case
    assert dump_workbook(case, facts, lang=lang) == data


def _empty_parts(value: Any) -> Any:
    """Without inner records in which nothing stands: no cell shows them."""
    from attrs import evolve, fields, has

    if not has(type(value)):
        return value
    changes: dict[str, Any] = {}
    for attribute in fields(type(value)):
        inner = getattr(value, attribute.name)
        if isinstance(inner, tuple):
            changes[attribute.name] = tuple(_empty_parts(i) for i in inner)
        elif has(type(inner)):
            inner = _empty_parts(inner)
            blank = attribute.default is None and _blank(inner)
            changes[attribute.name] = None if blank else inner
    return evolve(value, **changes)


def _blank(value: Any) -> bool:
    from attrs import fields

    return all(
        getattr(value, attribute.name) in (None, (), {})
        or str(getattr(value, attribute.name)) == "unknown"
        for attribute in fields(type(value))
    )


@settings(max_examples=40, deadline=None)
@given(cases())
def test_any_case_comes_back_as_it_was(case: Case):
    try:
        data = dump_workbook(case)
    except CaseError:
        pytest.fail("nothing drawn is too long for a cell")
    assert _empty_parts(read_case(data)) == _empty_parts(case)


def test_people_write_words_dates_and_numbers():
    book = form()
    page = book["案件"]
    page.cell(row_of(page, "阶段"), 2).value = "已决定"
    page.cell(row_of(page, "结果运用－是否公示"), 2).value = " 否 "
    page.cell(row_of(page, "结果运用－公示截止期"), 2).value = "2025年3月5日"
    facts = book["违法行为－事实要素"]
    ids = [cell.value for cell in facts["B"]]
    zone = ids.index("water.zone") + 1
    value = column_of(facts, "取值")
    assert facts.cell(zone, value).value == "一般水体"
    facts.cell(zone, value).value = "特殊水体"
    last = facts.max_row + 1
    for number, (label, given_) in enumerate(
        [("货值金额", 9630.45), ("次数", "3"), ("期限届满日", "2024/1/31")]
    ):
        facts.cell(last + number, 1).value = "V1"
        facts.cell(last + number, 2).value = label
        facts.cell(last + number, value).value = given_
    case = read_case(bytes_of(book))
    assert case.phase == "decided"
    assert case.result_use is not None
    assert case.result_use.publish is False
    assert str(case.result_use.display_until) == "2025-03-05"
    found = case.violations[0].facts
    assert found["water.zone"].value == "special"
    assert found["goods.value"].value == "9630.45"
    assert found["act.times"].value == 3
    assert found["order.due"].value == "2024-01-31"


def test_columns_may_change_places_and_notes_are_not_read():
    book = form()
    page = book["证据"]
    page.insert_cols(1)
    page["A1"] = "（备忘）"
    page["A2"] = "不读取"
    assert read_case(bytes_of(book)) == load_case(CASE)


def test_every_fault_stands_at_its_cell():
    book = form()
    main, parties = book["案件"], book["当事人"]
    phase = row_of(main, "阶段")
    main.cell(phase, 2).value = "已经决定了"
    number = row_of(main, "案件编号")
    main.cell(number, 2).value = None
    formula = row_of(main, "备注")
    main.cell(formula, 2).value = '=HYPERLINK("http://x")'
    head = parties.cell(1, column_of(parties, "类别"))
    head.value = "类型"
    code = parties.cell(2, column_of(parties, "统一社会信用代码"))
    code.value = 123456789012345678
    penalties = book["违法行为－处罚"]
    penalties.cell(2, 1).value = "V9"
    found = faults(book)
    assert found["案件", f"B{phase}"] == "unknown-word"
    assert found["案件", f"B{number}"] == "missing-field"
    assert found["案件", f"B{formula}"] == "sheet-formula"
    assert found["当事人", head.coordinate] == "sheet-unknown-field"
    assert found["当事人", code.coordinate] == "sheet-number-cut"
    assert found["违法行为－处罚", "A2"] == "sheet-unknown-row"


def test_a_field_or_a_fact_written_twice_is_told():
    book = form()
    main = book["案件"]
    last = main.max_row + 1
    main.cell(last, 1).value = "备注"
    facts = book["违法行为－事实要素"]
    again = facts.max_row + 1
    for column in range(1, 5):
        facts.cell(again, column).value = facts.cell(2, column).value
    found = faults(book)
    assert found["案件", f"A{last}"] == "sheet-twice"
    assert found["违法行为－事实要素", f"B{again}"] == "sheet-twice"


def test_unknown_sheets_are_told_and_empty_ones_are_not():
    book = form()
    book.create_sheet("草稿")
    assert read_case(bytes_of(book)) == load_case(CASE)
    book.create_sheet("当事人员")["A1"] = "x"
    assert faults(book) == {("当事人员", None): "sheet-unknown"}


def test_text_that_looks_like_a_formula_stays_text():
    book = form()
    case = read_case(bytes_of(book))
    from attrs import evolve

    case = evolve(case, note='=cmd|"/c calc"!A1')
    data = dump_workbook(case, FACTS)
    main = book_of(data)["案件"]
    cell = main.cell(row_of(main, "备注"), 2)
    assert cell.data_type == "s"
    assert read_case(data).note == case.note


def test_truths_that_another_program_saved_as_formulas():
    book = form()
    facts = book["违法行为－事实要素"]
    row = [cell.value for cell in facts["B"]].index("water.effects_removed")
    facts.cell(row + 1, column_of(facts, "取值")).value = "=FALSE()"
    found = read_case(bytes_of(book)).violations[0].facts
    assert found["water.effects_removed"].value is False


def test_far_cells_are_refused_at_once():
    book = form()
    book["证据"]["XFD1048576"] = 1
    assert faults(book) == {("证据", "XFD1048576"): "sheet-too-large"}


def test_files_that_are_no_workbooks():
    for data in (b"PK\x03\x04broken", b"PK\x03\x04" + b"\0" * 99):
        with pytest.raises(CaseError) as caught:
            read_case(data, name="a.xlsx")
        assert [f.code for f in caught.value.faults] == ["workbook-unreadable"]
    with pytest.raises(CaseError) as caught:
        read_case(b"{}", format="xlsx")
    assert [f.code for f in caught.value.faults] == ["workbook-unreadable"]


def test_a_bomb_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/a.xml", b" " * (70 * 1024 * 1024))
    with pytest.raises(CaseError) as caught:
        read_case(out.getvalue())
    assert [f.code for f in caught.value.faults] == ["workbook-too-large"]


def test_an_entity_bomb_is_refused():
    book = bytes_of(form())
    bomb = b'<!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "xl/workbook.xml":
                data = bomb + data
            target.writestr(info.filename, data)
    with pytest.raises(CaseError) as caught:
        read_case(out.getvalue())
    assert [f.code for f in caught.value.faults] == ["workbook-unreadable"]


def test_a_form_asks_with_labels_and_a_filled_one_is_a_case():
    from penaltykit.case.form import Blank, new_workbook, question

    blank = Blank(
        item="water.wash-toxic-vehicle",
        title={"zh": "清洗", "en": "washing"},
        questions=tuple(
            question(_Asked(entry))  # type: ignore[arg-type]
            for entry in FACTS[:2]
        ),
    )
    book = book_of(new_workbook(blank, FACTS))
    facts = book["违法行为－事实要素"]
    zone = [cell.value for cell in facts[2]]
    assert zone[:3] == ["V1", "water.zone", "水体区域"]
    assert "一般水体" in str(zone[-1])
    rules = facts.data_validations.dataValidation
    assert any(rule.formula1 == '"一般水体,特殊水体"' for rule in rules)
    found = faults(book)
    main = book["案件"]
    waits = f"B{row_of(main, '案件编号')}"
    assert found["案件", waits] == "missing-field"


class _Asked:
    """An entry with what a question needs besides."""

    def __init__(self, entry: _Entry) -> None:
        self.id, self.zh, self.en = entry.id, entry.zh, entry.en
        self.type, self.unit, self.values = entry.type, None, entry.values
        self.attested, self.scope = False, "violation"
        self.question: dict[str, str] = {}
