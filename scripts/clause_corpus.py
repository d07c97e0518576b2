"""Collect the published words on which ``penaltykit.clause`` is measured.

    python scripts/clause_corpus.py --laws FOLDER --sheets FILE.csv \
        --chapters FILE.txt > tests/clause/corpus.json

From statutes (one Markdown file each, an article to a line): every sentence
in which ``PENALTY`` finds a penalty, of the laws that lay penalties down.
From the sheets: every cell of the column that states the penalty. From the
chapters (text layer of a PDF, columns kept): every statutory sentence, and
every band that stands in a cell. A text that comes twice is kept once, with
each place.
"""

import argparse
import csv
import json
import re
import sys
from pathlib import Path

PENALTY = re.compile(
    r"(?:处|罚|科)[^。]{0,80}?(?:罚款|罚金)(?!收缴|决定|数额|的行政处罚决定)"
    r"|(?<!被)没收(?:其|违法|非法|全部|所|假|走私|生产|销售|从事|有关|专用|农药|用于|工具|财物|产品)"
    r"|(?<!被)(?:吊销|暂扣|撤销|降低)[^，。；]{0,24}"
    r"(?:证|照|资格|资质|许可|登记|注册|名称)"
    r"|(?:处|给予|予以)[^，。；]{0,16}(?:拘留|警告|通报批评)"
    r"|责令[^，。；]{0,12}(?:停产|停业|关闭|停止)"
    r"|(?:不得|禁止|终身)[^，。；]{0,24}(?:从事|担任|申请)[^，。；]{0,24}"
    r"(?:工作|职务|经营|管理|许可)",
)
"""What makes a sentence of a statute a penalty clause."""

PROCEDURAL = re.compile(
    r"行政处罚法|行政处罚程序|行政处罚信息|行政复议|行政诉讼|民事诉讼|行政强制"
    r"|立法法|政府信息公开|公示办法|记录办法|法制审核|办理行政案件|裁量"
)
"""Laws about the way to a penalty, which lay none down themselves."""

_HEAD = re.compile(
    r"^第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?\s*"
)
_CHAPTER = re.compile(r"^#+\s*(第.+章.*)")
_LIABILITY = re.compile(r"责任|罚则|处罚")


def statutes(folder: Path) -> list[tuple[str, str]]:
    """Penalty sentences as (text, place)."""
    found = []
    for path in sorted(folder.glob("*.md")):
        if PROCEDURAL.search(path.stem):
            continue
        article, part, chapter = "", 0, ""
        lines = path.read_text(encoding="utf-8").splitlines()
        heads = [head[1] for line in lines if (head := _CHAPTER.match(line))]
        has_liability = any(_LIABILITY.search(head) for head in heads)
        for line in lines:
            text = line.strip()
            if here := _CHAPTER.match(text):
                chapter = here[1]
            if not text or text.startswith(("#", "<!--")):
                continue
            if has_liability and not _LIABILITY.search(chapter):
                continue
            head = _HEAD.match(text)
            if head:
                article, part = head.group().strip(), 0
                text = text[head.end() :]
            part += 1
            found += [
                (sentence, f"{path.stem} {article} {part}")
                for sentence in re.findall(r"[^。]+。?", text)
                if article and PENALTY.search(sentence)
            ]
    return found


def sheets(path: Path) -> list[tuple[str, str]]:
    """The cells that state a penalty, as (text, place)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["c5"], f"{path.stem} {row['sheet']} {row['row']}")
        for row in rows
        if row["c5"].strip() and row["c5"].strip() != "裁量标准"
    ]


_FROM = re.compile(r"(?<![\d.])[\d.]+ ?(?:万?元|倍)?以上")
_TO = re.compile(r"(?<![\d.])[\d.]+ ?(?:万?元|倍)以下(?:罚款)?")


def _bands(lines: list[str]) -> list[str]:
    """Bands that stand on one line, or on two in the same column."""
    found = []
    for number, line in enumerate(lines):
        for low in _FROM.finditer(line):
            for below in lines[number : number + 4]:
                same = below is line
                high = next(
                    (
                        high
                        for high in _TO.finditer(below)
                        if (same and 0 <= high.start() - low.end() <= 1)
                        or (
                            not same
                            and abs(high.start() - low.start()) < _SAME
                        )
                    ),
                    None,
                )
                if high:
                    found.append(low.group() + high.group())
                    break
    return found


def chapters(path: Path) -> list[tuple[str, str]]:
    """Sentences of the statutes quoted, and bands in cells."""
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.strip().isdigit()  # the number of a page
    ]
    text = re.sub(r"\n\s*", "", "\n".join(lines))
    text = re.sub(r"(?:处罚依据|违反条款)\s*", "", text)
    found = [
        (re.sub(r"\s{2,}", "", sentence), path.stem)
        for sentence in re.findall(r"[^。《》]+。", text)
        if PENALTY.search(sentence)
        and "裁量" not in sentence
        and len(sentence) < _LONG
    ]
    return found + [(words, path.stem) for words in _bands(lines)]


_SAME = 3
"""Characters by which a column may wander from line to line."""
_LONG = 500
"""Longer than any sentence: text of several cells run together."""


def main() -> None:
    """Print the corpus as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--chapters", type=Path)
    chosen = parser.parse_args()
    texts: dict[tuple[str, str], list[str]] = {}
    for kind, collect, source in (
        ("statute", statutes, chosen.laws),
        ("cell", sheets, chosen.sheets),
        ("chapter", chapters, chosen.chapters),
    ):
        for text, place in collect(source) if source else ():
            texts.setdefault((kind, text), []).append(place)
    json.dump(
        [
            {"id": f"{kind}-{number:03}", "text": text, "at": places}
            for number, ((kind, text), places) in enumerate(texts.items(), 1)
        ],
        sys.stdout,
        ensure_ascii=False,
        indent=1,
    )


if __name__ == "__main__":
    main()
