"""Read the shape of a law from its text: articles, paragraphs, items.

    python scripts/law_shape.py TEXT            print the shape as YAML
    python scripts/law_shape.py TEXT --new ID   print a file for rules/laws
    python scripts/law_shape.py TEXT --check rules/laws/ID.yaml VERSION
                                                compare with a file
    python scripts/law_shape.py TEXT --renumbered OLD-TEXT VERSION
                                                where the articles of an
                                                older version stand now

The text is one that people keep: Markdown or plain, one paragraph a line,
each article beginning with 第…条 (with a space behind it or without). Skipped
are headings, front matter, notes in HTML comments and links, and lines that
no mark ends (a heading broken in two; the articles are named on stderr). Only
numbers leave this script, no sentence of the law. How a law is added is told
in docs/laws.md.

The shape lists only what is not plain: an article that is not listed has one
paragraph (款) without items (项). Each paragraph is the number of its items,
or, where items have sub-items (目), the list of their numbers.
"""

import argparse
import html
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from penaltykit import _yaml
from penaltykit.citation import from_chinese
from penaltykit.errors import RuleError

_NUMERAL = "零〇一二三四五六七八九十百千"
# Texts from the web drop the space behind the number. What follows is then
# looked at: 第三条第一款, 第三条规定的 only cite an article.
_ARTICLE = re.compile(
    rf"第([{_NUMERAL}]+|[0-9]+)条(?:之([{_NUMERAL}]+))?"
    r"(?![第的所中、，,；;。至到和及与或之（(]|规定|以外|以下|以上)"
)
_ITEM = re.compile(rf"[（(]([{_NUMERAL}]+|[0-9]+)[)）]")
_SUBITEM = re.compile(r"([0-9]+)\s*[.．、](?![0-9])")
_HEADING = re.compile(rf"第[{_NUMERAL}]+[编章节](?:[\s\u3000]|$)")
_NOISE = re.compile(r"#|>|:::|---|\[[0-9]+\]\(|<https?:|- 第|\|")
_BLANK = " \t\u2002\u2003\u3000\xa0\u200b\u200c\u200d\ufeff"
_ENDED = re.compile(r"[。；：！？…;:!?.”’」）)》]$")

# Articles less alike than this are two; alike as this they need no look.
_ALIKE = 0.55
_SURE = 0.9
_CODES = ("utf-8-sig", "gb18030", "utf-16")

Paragraph = int | list[int]
Shape = dict[str, list[Paragraph]]


class ShapeError(ValueError):
    """A text whose articles or items do not run in order, or a file that
    cannot be used; said in a sentence.
    """


def read_text(path: Path) -> str:
    """The text of a file, in one of the encodings that texts of law have.

    Raises:
        ShapeError: it is not there, or no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"{path}: {error.strerror or error}"
        raise ShapeError(msg) from None
    codes = (
        _CODES
        if not data.startswith((b"\xff\xfe", b"\xfe\xff"))
        else ("utf-16",)
    )
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    msg = f"{path} is no text. Save it as UTF-8 (from Word: as plain text)."
    raise ShapeError(msg)


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


def articles_of(text: str) -> dict[str, str]:
    """Article to its words alone, for comparing versions."""
    found: dict[str, str] = {}
    article = ""
    for line in lines(text):
        start = _ARTICLE.match(line)
        rest = line
        if start is not None:
            article = _name(start)
            rest = line[start.end() :]
        if article:
            words = re.sub(r"[^\w]", "", rest)
            found[article] = found.get(article, "") + words
    return found


def renumbered(old: str, new: str) -> dict[str, tuple[str | None, float]]:
    """Where each article of an older text stands in a newer one.

    Args:
        old: text of the older version.
        new: of the newer one.

    Returns:
        Old number to the new one (``None`` where no article is like it) and
        how alike the two are, from 0 to 1. Each new article is taken once,
        by the old one that is most like it.
    """
    before, after = articles_of(old), articles_of(new)
    pairs = sorted(
        (
            (_alike(words, others), one, other)
            for one, words in before.items()
            for other, others in after.items()
        ),
        key=lambda pair: (-pair[0], pair[1] != pair[2]),
    )
    found: dict[str, tuple[str | None, float]] = {}
    taken: set[str] = set()
    for alike, one, other in pairs:
        if alike < _ALIKE:
            break
        if one not in found and other not in taken:
            found[one] = (other, alike)
            taken.add(other)
    return {one: found.get(one, (None, 0.0)) for one in before}


def _alike(one: str, other: str) -> float:
    """How many pairs of neighbouring signs two texts share."""
    if one == other:
        return 1.0
    left, right = Counter(pairwise(one)), Counter(pairwise(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def renumbered_yaml(
    found: dict[str, tuple[str | None, float]], version: str
) -> str:
    """The ``renumbered`` block; what needs a look says so."""
    rows = []
    lost = False
    for one, (other, alike) in found.items():
        if other is None:
            # Nothing is said of it before somebody has looked.
            lost = True
            rows.append(f'        # "{one}": null   gone, or written anew?')
        elif one != other or alike < _SURE:
            doubt = "" if alike >= _SURE else "  # please check"
            rows.append(f'        "{one}": "{other}"{doubt}')
    head = [
        "    renumbered:",
        f'      from: "{version}"',
        f"      complete: {'false' if lost else 'true'}",
    ]
    listed = any(not row.lstrip().startswith("#") for row in rows)
    return "\n".join(
        [*head, f"      articles:{'' if listed else ' {}'}", *rows]
        if rows
        else head
    )


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
    if not shape:
        msg = (
            "no article was found. Each must begin a line of its own with"
            " 第…条; take the text itself, not a page about it."
        )
        raise ShapeError(msg)
    return shape


def _number(text: str) -> int:
    number = from_chinese(text)
    if number is None:
        msg = f"no number: {text}"
        raise ShapeError(msg)
    return number


def _name(start: re.Match[str]) -> str:
    number = _number(start[1])
    return f"{number}-{_number(start[2])}" if start[2] else str(number)


def _next_article(start: re.Match[str], shape: Shape) -> str:
    number = _number(start[1])
    name = _name(start)
    last = int(next(reversed(shape)).split("-")[0]) if shape else 0
    expected = {last} if start[2] else {last + 1}
    if number not in expected or name in shape:
        msg = (
            f"article {name} follows article {last}: a line may be missing,"
            " or begins with an article that is only cited; see that each"
            " article begins a line of its own"
        )
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


def to_law(shape: Shape, name: str) -> str:
    """A file for ``rules/laws``, with what is to be filled in."""
    return f"""id: {name}
rank: administrative-regulation  # the ranks stand in docs/laws.md
zh: 全称
en: Title in English
versions:
  - id: "2024"  # the year, or the date where a year has two
    promulgated: 2024-01-01
    effective: 2024-01-01
    status: to-be-confirmed  # stated, once the text itself says the day
    source:
      zh: 公布的机关、文号、日期，施行日期见第几条
      en: who published it, number and day; the article that says from when
{to_yaml(shape)}
"""


def stored_shape(path: Path, version: str) -> Shape:
    """The shape that a file of ``rules/laws`` holds for a version.

    Raises:
        ShapeError: the file has no such version, or not its whole shape.
        RuleError: it cannot be read.
    """
    law = _yaml.load(path).value
    versions = law.get("versions") or [] if isinstance(law, dict) else []
    for entry in versions:
        if str(entry.get("id")) != version:
            continue
        stored = entry.get("shape") or {}
        if not stored.get("complete"):
            msg = f"{path}: the shape of version {version} is not complete"
            raise ShapeError(msg)
        shape: Shape = {
            str(number): [0] for number in range(1, stored["articles"] + 1)
        }
        shape.update(stored.get("paragraphs") or {})
        return shape
    known = ", ".join(str(entry.get("id")) for entry in versions) or "none"
    msg = f"{path} has no version {version}; it has {known}"
    raise ShapeError(msg)


def main(given: list[str] | None = None) -> int:
    """Print or compare; 1 where the file differs, 2 for what cannot be
    read.
    """
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("text", type=Path, metavar="TEXT")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--new", metavar="ID")
    way.add_argument("--check", nargs=2, metavar=("FILE", "VERSION"))
    way.add_argument("--renumbered", nargs=2, metavar=("OLD", "VERSION"))
    try:
        return _run(parser.parse_args(given))
    except (ShapeError, RuleError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _run(arguments: argparse.Namespace) -> int:
    doubts: list[str] = []
    text = read_text(arguments.text)
    shape = read_shape(text, doubts)
    for name in doubts:
        print(
            f"article {name}: a line without a mark at its end was left out",
            file=sys.stderr,
        )
    if arguments.renumbered:
        old, version = arguments.renumbered
        before = read_text(Path(old))
        read_shape(before)
        print(renumbered_yaml(renumbered(before, text), version))
        return 0
    if arguments.new:
        print(to_law(shape, arguments.new), end="")
        return 0
    if arguments.check:
        file, version = arguments.check
        return _compare(stored_shape(Path(file), version), shape)
    print(to_yaml(shape))
    return 0


def _compare(stored: Shape, shape: Shape) -> int:
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
