"""The reader of penalties against what two people read in the same texts."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripting import script_module

FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def corpus() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (FOLDER / "corpus.json").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture(scope="module")
def oracle() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (FOLDER / "oracle.json").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture(scope="module")
def measured(
    script: ModuleType,
    corpus: list[dict[str, Any]],
    oracle: dict[str, Any],
) -> dict[str, dict[str, list[tuple[str, str]]]]:
    found: dict[str, dict[str, list[tuple[str, str]]]] = script.measure(
        corpus, oracle
    )
    return found


def test_every_text_was_read_by_hand(
    corpus: list[dict[str, Any]], oracle: dict[str, Any]
) -> None:
    assert {item["id"] for item in corpus} == set(oracle)
    # A sentence of a statute may be quoted in a chapter; else each is once.
    kinds = {(item["id"].split("-")[0], item["text"]) for item in corpus}
    assert len(kinds) == len(corpus)


@pytest.mark.parametrize(
    ("sort", "share"), [("table", 0.97), ("statute", 0.90)]
)
def test_enough_is_read_and_right(
    measured: dict[str, dict[str, list[tuple[str, str]]]],
    sort: str,
    share: float,
) -> None:
    found = measured[sort]
    total = sum(map(len, found.values()))
    assert len(found["right"]) >= share * total


def test_nothing_is_read_otherwise_in_silence(
    measured: dict[str, dict[str, list[tuple[str, str]]]],
) -> None:
    wrong = [one for sort in measured.values() for one in sort["wrong"]]
    assert wrong == []


def test_the_page_of_misses_is_current(
    script: ModuleType,
    root: Path,
    corpus: list[dict[str, Any]],
    oracle: dict[str, Any],
) -> None:
    page = (root / "docs" / "clause-misses.md").read_text(encoding="utf-8")
    assert page == script.misses(corpus, oracle), (
        "run scripts/clause_oracle.py measure > docs/clause-misses.md"
    )


class TestComparing:
    """What counts as the same reading."""

    def test_what_is_left_out_is_its_default(self, script: ModuleType) -> None:
        short = [{"kind": "fine", "to": "5", "unit": "yuan"}]
        long = [
            {
                "kind": "fine",
                "subject": "party",
                "to": "5.0",
                "to_inclusive": True,
                "from_inclusive": False,  # no lower bound: says nothing
                "unit": "yuan",
                "object": None,
            }
        ]
        assert script.differences(short, long) == []

    def test_groups_are_what_they_join(self, script: ModuleType) -> None:
        def pair(one: str, two: str) -> list[dict[str, str]]:
            return [
                {"kind": "warning", "group": one},
                {"kind": "fine", "group": two},
            ]

        assert script.differences(pair("a", "a"), pair("z", "z")) == []
        assert script.differences(pair("a", "a"), pair("a", "b"))

    def test_words_without_spaces_and_trailing_de(
        self, script: ModuleType
    ) -> None:
        one = [{"kind": "warning", "situation": "情节 严重的;逾期不改正"}]
        two = [{"kind": "warning", "situation": "情节严重；逾期不改正的"}]
        assert script.differences(one, two) == []
        three = [{"kind": "warning", "situation": "情节严重"}]
        assert script.differences(one, three)

    def test_an_unknown_key_is_refused(self, script: ModuleType) -> None:
        with pytest.raises(ValueError, match="amount"):
            script.plain_entry({"kind": "fine", "amount": "5"})


class TestCorpus:
    """Collecting the texts."""

    @pytest.fixture
    def collect(self) -> ModuleType:
        return script_module("clause_corpus")

    def test_penalty_sentences_of_a_statute(
        self, collect: ModuleType, tmp_path: Path
    ) -> None:
        (tmp_path / "甲法_2020.md").write_text(
            "# 甲法\n\n## 第一章 总则\n\n第一条 处罚款的，适用本法。\n\n"
            "## 第二章 法律责任\n\n"
            "第二条 无证经营的，处五万元以下罚款。不服的，可以申请复议。\n"
            "情节严重的，吊销许可证。\n",
            encoding="utf-8",
        )
        (tmp_path / "行政处罚法_2021.md").write_text(
            "第一条 处一万元以下罚款。\n", encoding="utf-8"
        )
        assert collect.statutes(tmp_path) == [
            ("无证经营的，处五万元以下罚款。", "甲法_2020 第二条 1"),
            ("情节严重的，吊销许可证。", "甲法_2020 第二条 2"),
        ]

    def test_cells_of_sheets(
        self, collect: ModuleType, tmp_path: Path
    ) -> None:
        path = tmp_path / "表.csv"
        path.write_text(
            "sheet,row,c5\n甲,1,裁量标准\n甲,2,处一万元罚款\n甲,3,\n",
            encoding="utf-8-sig",
        )
        assert collect.sheets(path) == [("处一万元罚款", "表 甲 2")]

    def test_bands_of_a_chapter_stand_in_one_column(
        self, collect: ModuleType, tmp_path: Path
    ) -> None:
        path = tmp_path / "章.txt"
        path.write_text(
            "违法行为    一般区域      5 万元以上\n"
            "                  12 万元以下\n"
            "  7\n"
            "另一行为   20 万元以上30 万元以下\n",
            encoding="utf-8",
        )
        assert [text for text, _ in collect.chapters(path)] == [
            "5 万元以上12 万元以下",
            "20 万元以上30 万元以下",
        ]
