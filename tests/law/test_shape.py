"""The shape of laws, and the script that reads it from a text."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from penaltykit import Kit
from penaltykit.citation import Citation
from penaltykit.law import Shape
from scripting import script_module

ROOT = Path(__file__).resolve().parents[2]

TEXT = """<!-- where it came from -->
---
title: 示例规定
---

# 示例规定

2020年1月1日 通过

## 第一章 总则

第一条 为了示例，制定本规定。

第二条 有下列情形之一的，适用本规定：

（一）第一种情形，包括：

1．甲；

2．乙；

(二)第二种情形。

前款规定以外的，不适用。

第二条之一 补充规定。

<p>&emsp;&emsp;<b>第三条</b>&emsp;第一款。<br>
&emsp;&emsp;第二款。</p>

::: info 附件
附件一
:::
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return script_module("law_shape")


def test_a_text_is_read(script: ModuleType):
    assert script.read_shape(TEXT) == {
        "1": [0],
        "2": [[2, 0], 0],
        "2-1": [0],
        "3": [0, 0],
    }


def test_no_space_is_needed_behind_the_number(script: ModuleType):
    text = (
        "第一条养犬人应当登记。\n"
        "第二条之一补充。\n"
        "第三条规定的期限，从登记之日起计算。\n"
        "第三条第一款所称犬只，不含导盲犬。"
    )
    # The last two lines cite article 3; and 二之一 needs article 二 before.
    with pytest.raises(script.ShapeError, match="2-1 follows article 1"):
        script.read_shape(text)
    whole = text.replace("第二条之一", "第二条", 1)
    assert script.read_shape(whole) == {"1": [0], "2": [0, 0, 0]}


def test_a_broken_heading_is_no_paragraph(script: ModuleType):
    broken = "## 第二章 卷烟纸、\n专用机械的生产和销售"
    text = f"第一条 甲。\n\u200b\n{broken}\n第二条 乙。"
    doubts: list[str] = []
    assert script.read_shape(text, doubts) == {"1": [0], "2": [0]}
    assert doubts == ["1"]
    ended = text.replace("生产和销售", "生产和销售。")
    assert script.read_shape(ended) == {"1": [0, 0], "2": [0]}


@pytest.mark.parametrize(
    "text",
    [
        "第一条 甲\n第三条 乙",
        "第一条 甲：\n（一）子\n（三）丑",
        "第一条 甲\n第一条 乙",
        "第一条 甲：\n（一）子\n1．寅\n3．卯",
    ],
)
def test_a_text_out_of_order_is_refused(script: ModuleType, text: str):
    with pytest.raises(script.ShapeError):
        script.read_shape(text)


def test_what_it_prints_is_what_it_checks(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    text = tmp_path / "law.md"
    text.write_text(TEXT, encoding="utf-8")
    law = tmp_path / "law.yaml"

    def run(*arguments: object) -> int:
        monkeypatch.setattr(
            sys, "argv", ["law_shape.py", *map(str, arguments)]
        )
        return int(script.main())

    assert run(text) == 0
    printed = capsys.readouterr().out
    law.write_text(f'versions:\n  - id: "2020"\n{printed}', encoding="utf-8")
    assert run(text, "--check", law, "2020") == 0
    law.write_text(
        law.read_text(encoding="utf-8").replace("[0, 0]", "[0]"),
        encoding="utf-8",
    )
    assert run(text, "--check", law, "2020") == 1
    assert "article 3" in capsys.readouterr().err


WHOLE = Shape(
    complete=True,
    articles={
        (1, None): ((),),
        (2, None): ((2, 0), ()),
        (2, 1): ((),),
        (3, None): ((), ()),
    },
)


def at(*places: int | None, addition: int | None = None) -> Citation:
    keys = ("article", "paragraph", "item", "subitem")
    return Citation(
        law="x",
        article_addition=addition,
        **dict(zip(keys, places, strict=False)),
    )


@pytest.mark.parametrize(
    ("citation", "exists"),
    [
        (at(), True),
        (at(1), True),
        (at(1, 1), True),
        (at(1, 2), False),
        (at(1, None, 1), False),
        (at(2, 1, 2), True),
        (at(2, None, 2), True),
        (at(2, 2, 1), False),
        (at(2, 1, 3), False),
        (at(2, 1, 1, 2), True),
        (at(2, 1, 1, 3), False),
        (at(2, 1, 2, 1), False),
        (at(2, addition=1), True),
        (at(2, addition=2), False),
        (at(4), False),
    ],
)
def test_places_exist_or_not(citation: Citation, exists: bool):
    assert WHOLE.exists(citation) is exists


def test_a_shape_known_in_part_denies_nothing():
    part = Shape(complete=False, articles={(5, None): None})
    assert part.exists(at(5)) is True
    assert part.exists(at(5, 9)) is None
    assert part.exists(at(6)) is None


def test_the_paragraph_of_an_item():
    assert WHOLE.paragraph_of_item(at(2, None, 2)) == 1
    assert WHOLE.paragraph_of_item(at(2, None, 3)) is None


OLD = """第一条 为了规范示例活动，制定本规定。
第二条 示例单位应当建立台账，保存期限不少于两年。
第三条 违反本规定的，由主管部门责令改正。
第四条 本规定自公布之日起施行。
"""
NEW = """第一条 为了规范示例活动，制定本规定。
第二条 本规定所称示例单位，是指从事示例活动的企业。
第三条 示例单位应当建立台账，保存期限不少于三年。
第四条 违反本规定的，由主管部门责令改正。
"""


def test_where_articles_stand_in_the_next_version(script: ModuleType):
    found = script.renumbered(OLD, NEW)
    assert {one: other for one, (other, _) in found.items()} == {
        "1": "1",
        "2": "3",
        "3": "4",
        "4": None,
    }
    # The same words are certain, those that changed are to be looked at.
    assert found["3"][1] == 1.0
    assert found["2"][1] < 1.0


def test_what_is_not_found_is_left_to_the_reader(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "gb18030")
    assert script.main([str(new), "--renumbered", str(old), "2020"]) == 0
    out = capsys.readouterr().out
    assert "complete: false" in out
    assert '# "4": null' in out
    assert '"3": "4"\n' in out
    assert '"2": "3"' in out


def test_a_new_file_can_be_read(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = tmp_path / "text.md"
    text.write_text(TEXT, "utf-8")
    assert script.main([str(text), "--new", "own-law"]) == 0
    file = tmp_path / "laws" / "own-law.yaml"
    file.parent.mkdir()
    file.write_text(capsys.readouterr().out, "utf-8")
    assert script.main([str(text), "--check", str(file), "2024"]) == 0
    registry = Kit(overlay=tmp_path).registry
    law = registry.law("own-law")
    assert law is not None
    assert law.versions[0].exists(Citation(law="own-law", article=3)) is True
    assert law.versions[0].exists(Citation(law="own-law", article=4)) is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"nothing of a law", "no article was found"),
        ("第一条 甲。\n第三条 丙。".encode(), "article 3 follows article 1"),
        (b"\x00\x01\x02\xff\xff", "is no text"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(
    script: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: bytes,
    words: str,
):
    file = tmp_path / "text.md"
    file.write_bytes(text)
    assert script.main([str(file)]) == 2
    assert words in capsys.readouterr().err
    assert script.main([str(tmp_path / "gone.md")]) == 2
    assert "gone.md" in capsys.readouterr().err
