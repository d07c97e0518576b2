"""Read the shape of a law from its text: articles, paragraphs, items.

    python scripts/law_shape.py TEXT            print the shape as YAML
    python scripts/law_shape.py TEXT --check rules/laws/ID.yaml VERSION
                                                compare with a file

The text is one that people keep: Markdown or plain, one paragraph a line,
each article beginning with 第…条. Headings, front matter, notes in HTML
comments and links are skipped, and lines that no mark ends (a heading broken
in two; the articles are named on stderr). Only numbers leave this script, no
sentence of the law.

The shape lists only what is not plain: an article that is not listed has one
paragraph (款) without items (项). Each paragraph is the number of its items,
or, where items have sub-items (目), the list of their numbers.
"""

import argparse
import html
import re
import sys
from pathlib import Path

from penaltykit import _yaml
from penaltykit.citation import from_chinese

_NUMERAL = "零〇一二三四五六七八九十百千"
_ARTICLE = re.compile(
    rf"第([{_NUMERAL}]+|[0-9]+)条(?:之([{_NUMERAL}]+))?(?=[\s\u3000]|$)"
)
_ITEM = re.compile(rf"[（(]([{_NUMERAL}]+|[0-9]+)[)）]")
_SUBITEM = re.compile(r"([0-9]+)\s*[.．、](?![0-9])")
_HEADING = re.compile(rf"第[{_NUMERAL}]+[编章节](?:[\s\u3000]|$)")
_NOISE = re.compile(r"#|>|:::|---|\[[0-9]+\]\(|<https?:|- 第|\|")
_BLANK = " \t\u2002\u2003\u3000\xa0\u200b\u200c\u200d\ufeff"
_ENDED = re.compile(r"[。；：！？…;:!?.”’」）)》]$")

Paragraph = int | list[int]
Shape = dict[str, list[Paragraph]]


class ShapeError(ValueError):
    """A text whose articles or items do not run in order."""


def lines(text: str) -> list[str]:
    """The paragraphs of the law, without marks of the format."""
    text = re.sub(
        r"\A\s*(?:<!--.*?-->\s*)?---\n.*?\n---\n", "", text, flags=re.DOTALL
    )
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    kept = []
    boxed = False
    for raw in text.splitlines():
        # Boxes of a web page (::: name ... :::) hold tables of contents,
        # annexes and sources, never the law.
        if raw.startswith(":::"):
            boxed = raw.strip() != ":::"
        if boxed:
            continue
        line = html.unescape(re.sub(r"<(?!https?:)[^>]*>", "", raw))
        line = line.replace("*", "").strip(_BLANK)
        if line and not _NOISE.match(line) and not _HEADING.match(line):
            kept.append(line)
    return kept


def read_shape(text: str, doubts: list[str] | None = None) -> Shape:
    """Article ("12", or "120-1" for 之一) to its paragraphs.

    A line that begins nothing and has no mark at its end is no paragraph: a
    heading that was broken in two leaves such lines behind.

    Args:
        text: of the law.
        doubts: takes the number of each article in which such a line stood.

    Raises:
        ShapeError: articles, items or sub-items out of order.
    """
    shape: Shape = {}
    article = ""
    for line in lines(text):
        start = _ARTICLE.match(line)
        if start is not None:
            article = _next_article(start, shape)
            shape[article] = [0]
            continue
        if not article:
            continue
        paragraphs = shape[article]
        item = _ITEM.match(line)
        subitem = _SUBITEM.match(line)
        if item is not None:
            _add_item(paragraphs, _number(item[1]), article)
        elif subitem is not None and _items(paragraphs[-1]):
            _add_subitem(paragraphs, int(subitem[1]), article)
        elif _ENDED.search(line):
            paragraphs.append(0)
        elif doubts is not None:
            doubts.append(article)
    return shape


def _number(text: str) -> int:
    number = from_chinese(text)
    if number is None:
        msg = f"no number: {text}"
        raise ShapeError(msg)
    return number


def _next_article(start: re.Match[str], shape: Shape) -> str:
    number = _number(start[1])
    name = f"{number}-{_number(start[2])}" if start[2] else str(number)
    last = int(next(reversed(shape)).split("-")[0]) if shape else 0
    expected = {last} if start[2] else {last + 1}
    if number not in expected or name in shape:
        msg = f"article {name} follows article {last}"
        raise ShapeError(msg)
    return name


def _items(paragraph: Paragraph) -> int:
    return paragraph if isinstance(paragraph, int) else len(paragraph)


def _add_item(paragraphs: list[Paragraph], number: int, article: str) -> None:
    last = paragraphs[-1]
    if number != _items(last) + 1:
        msg = f"article {article}: item {number} out of order"
        raise ShapeError(msg)
    if isinstance(last, int):
        paragraphs[-1] = last + 1
    else:
        last.append(0)


def _add_subitem(
    paragraphs: list[Paragraph], number: int, article: str
) -> None:
    last = paragraphs[-1]
    if isinstance(last, int):
        last = paragraphs[-1] = [0] * last
    if number != last[-1] + 1:
        msg = f"article {article}: sub-item {number} out of order"
        raise ShapeError(msg)
    last[-1] += 1


def to_yaml(shape: Shape, indent: int = 4) -> str:
    """The ``shape`` block of a version in ``rules/laws``."""
    pad = " " * indent
    plain = [name for name in shape if "-" not in name]
    rows = [
        f'{pad}    "{name}": {paragraphs}'
        for name, paragraphs in shape.items()
        if paragraphs != [0] or "-" in name
    ]
    head = [
        f"{pad}shape:",
        f"{pad}  complete: true",
        f"{pad}  articles: {len(plain)}",
    ]
    if rows:
        head.append(f"{pad}  paragraphs:")
    return "\n".join([*head, *rows])


def stored_shape(path: Path, version: str) -> Shape:
    """The shape that a file of ``rules/laws`` holds for a version."""
    law = _yaml.load(path).value
    for entry in law["versions"]:
        if entry["id"] == version:
            stored = entry["shape"]
            shape: Shape = {
                str(number): [0] for number in range(1, stored["articles"] + 1)
            }
            shape.update(stored.get("paragraphs") or {})
            return shape
    msg = f"{path} has no version {version}"
    raise ShapeError(msg)


def main() -> int:
    """Print or compare; 1 where the file differs from the text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--check", nargs=2, metavar=("FILE", "VERSION"))
    arguments = parser.parse_args()
    doubts: list[str] = []
    shape = read_shape(arguments.text.read_text(encoding="utf-8"), doubts)
    for name in doubts:
        print(
            f"article {name}: a line without a mark at its end was left out",
            file=sys.stderr,
        )
    if not arguments.check:
        print(to_yaml(shape))
        return 0
    file, version = arguments.check
    stored = stored_shape(Path(file), version)
    wrong = [
        name
        for name in {**stored, **shape}
        if stored.get(name) != shape.get(name)
    ]
    for name in wrong:
        print(
            f"article {name}: the file says {stored.get(name)}, "
            f"the text {shape.get(name)}",
            file=sys.stderr,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
