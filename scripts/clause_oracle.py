"""Compare readings of the corpus: two hand readers, and the program.

    python scripts/clause_oracle.py compare A.json B.json
    python scripts/clause_oracle.py measure > docs/clause-misses.md
    python scripts/clause_oracle.py held-out

A reading is a list of entries in the order of print; words are compared
without spaces and the 的 at their end, groups by what they join, and what is
left out by its default.
"""

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

Entry = Mapping[str, Any]

_FOLDER: Final = Path(__file__).parents[1] / "tests" / "clause"
_DEFAULTS: Final[Mapping[str, Any]] = {
    "kind": None,
    "object": None,
    "subject": "party",
    "who": None,
    "obligation": "must",
    "group": None,
    "situation": None,
    "from": None,
    "from_inclusive": True,
    "to": None,
    "to_inclusive": True,
    "unit": None,
    "base": None,
    "step": None,
    "step_size": "1",
    "rounding": None,
    "cap": None,
    "floor": None,
}
_WORDS: Final = ("object", "who", "situation", "base", "step")
_FIGURES: Final = ("from", "to", "cap", "floor", "step_size")


def plain_words(words: str) -> str:
    """Words without spaces, width and what stands idle at their end."""
    text = unicodedata.normalize("NFKC", words)
    text = "".join(text.split()).replace(",", "，").replace(";", "；")
    text = text.replace("~", "-").replace("—", "-").replace("–", "-")
    text = text.replace("(", "（").replace(")", "）").replace(":", "：")
    parts = [
        part.removesuffix("，").removesuffix("的") for part in text.split("；")
    ]
    return "；".join(parts).replace("的，", "，")


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry with every key; figures and words in one spelling.

    Raises:
        ValueError: a key that no entry has.
    """
    unknown = entry.keys() - _DEFAULTS.keys()
    if unknown:
        raise ValueError(sorted(unknown))
    found = {
        key: default if entry.get(key) is None else entry[key]
        for key, default in _DEFAULTS.items()
    }
    for key in _WORDS:
        if found[key] is not None:
            found[key] = plain_words(found[key]) or None
    for key in _FIGURES:
        if found[key] is not None:
            found[key] = f"{Decimal(found[key]).normalize():f}"
    for key in ("from", "to"):
        if found[key] is None:
            found[f"{key}_inclusive"] = True
    return found


def plain_reading(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Every entry; groups are named by their first member."""
    found = [plain_entry(entry) for entry in entries]
    firsts: dict[str, str] = {}
    for number, entry in enumerate(found):
        group = entry["group"]
        if group is not None:
            entry["group"] = firsts.setdefault(group, f"with {number}")
    return found


def differences(one: Sequence[Entry], other: Sequence[Entry]) -> list[str]:
    """What two readings differ in; empty where they agree."""
    left, right = plain_reading(one), plain_reading(other)
    if [part["kind"] for part in left] != [part["kind"] for part in right]:
        return [f"kinds: {_kinds(left)} | {_kinds(right)}"]
    return [
        f"{number} {mine['kind']}.{key}: {mine[key]} | {yours[key]}"
        for number, (mine, yours) in enumerate(zip(left, right, strict=True))
        for key in _DEFAULTS
        if mine[key] != yours[key]
    ]


def _kinds(entries: Sequence[Entry]) -> str:
    return " ".join(str(entry["kind"]) for entry in entries)


def entry_of(penalty: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as the program gives it (``PhrasePenalty.to_dict``)."""
    found = {key: penalty.get(key) for key in _DEFAULTS}
    for key in ("object", "base", "step"):
        found[key] = penalty.get(f"{key}_words", penalty.get(key))
    return found


def sort_of(name: str, text: str) -> str:
    """What a text of the corpus counts as: ``table`` (cells, and bands of
    the chapters) or ``statute``.
    """
    if name.startswith("cell") or (
        name.startswith("chapter") and len(text) < _BAND
    ):
        return "table"
    return "statute"


_BAND: Final = 24
"""A band in a chapter is shorter than any sentence."""


def measure(
    corpus: Sequence[Mapping[str, Any]],
    oracle: Mapping[str, Sequence[Entry]],
) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """The program against the oracle.

    Returns:
        for ``table`` and ``statute``: texts (id, why) under ``right``,
        ``unread`` (not complete) and ``wrong`` (complete, but different).
    """
    from penaltykit.clause import read_penalties

    found: dict[str, dict[str, list[tuple[str, str]]]] = {
        sort: {"right": [], "unread": [], "wrong": []}
        for sort in ("table", "statute")
    }
    for item in corpus:
        name, text = item["id"], item["text"]
        reading = read_penalties(text)
        sort = found[sort_of(name, text)]
        if not reading.complete:
            why = "；".join(span.text for span in reading.unread)
            sort["unread"].append((name, why or "ambiguous"))
            continue
        mine = [entry_of(one.to_dict()) for one in reading.penalties]
        unlike = differences(mine, oracle[name])
        if unlike:
            sort["wrong"].append((name, "; ".join(unlike)))
        else:
            sort["right"].append((name, ""))
    return found


def misses(
    corpus: Sequence[Mapping[str, Any]],
    oracle: Mapping[str, Sequence[Entry]],
) -> str:
    """The page ``docs/clause-misses.md``."""
    found = measure(corpus, oracle)
    texts = {item["id"]: item["text"] for item in corpus}
    lines = [
        "# What the reader of penalties does not read",
        "",
        "Generated by `python scripts/clause_oracle.py measure`; the texts",
        "are those of `tests/clause/corpus.json`, read by hand twice",
        "(`oracle.json`).",
        "",
        "| texts | all | read and right | not read whole | read otherwise |",
        "|---|---|---|---|---|",
    ]
    for sort, words in (
        ("table", "cells and bands of tables"),
        ("statute", "penalty clauses of statutes"),
    ):
        right, unread, wrong = (
            len(found[sort][key]) for key in ("right", "unread", "wrong")
        )
        total = right + unread + wrong
        share = f"{100 * right / total:.1f} %" if total else "-"
        lines.append(
            f"| {words} | {total} | {right} ({share}) | {unread} | {wrong} |"
        )
    for key, words in (
        ("unread", "Not read whole"),
        ("wrong", "Read otherwise"),
    ):
        listed = [one for sort in found.values() for one in sort[key]]
        lines += ["", f"## {words}", ""]
        lines += [
            f"- `{name}` {texts[name]}\n  - {why}" for name, why in listed
        ] or ["None."]
    return "\n".join(lines) + "\n"


def judge_penalties(item: Mapping[str, Any]) -> str:
    """A text of ``held_out.json`` against what was written down of it.

    Returns:
        ``right``, ``unread`` (told, and not what was hoped for) or ``other``
        (read in silence, and otherwise).
    """
    from penaltykit.clause import read_penalties

    reading = read_penalties(item["text"])
    mine = [entry_of(one.to_dict()) for one in reading.penalties]
    codes = {problem.code for problem in reading.problems}
    same = not differences(mine, item["entries"])
    if not reading.complete:
        hoped = item.get("unread", [])
        told = [span.text for span in reading.unread]
        doubt = item.get("ambiguous", False) and "ambiguous" in codes
        known = bool(hoped) and told == hoped and same
        return "right" if doubt or known else "unread"
    sure = not item.get("ambiguous") and not item.get("unread")
    problems = set(item.get("problems", []))
    return "right" if sure and same and problems <= codes else "other"


def judge_condition(item: Mapping[str, Any]) -> str:
    """As :func:`judge_penalties`, for a condition; labels for ids."""
    from penaltykit.clause import read_condition

    reading = read_condition(item["text"])
    own = [*reading.attested, *reading.unbound]

    def named(words: str | None) -> str:
        found = words or ""
        for fact in own:
            found = found.replace(fact.id, f"〈{fact.label}〉")
        return found

    told = reading.to_dict()
    if reading.complete:
        same = named(reading.condition) == item.get("condition")
        return "right" if same else "other"
    readings = [named(one["condition"]) for one in told["readings"]]
    unread = [span["text"] for span in told["unread"]]
    hoped = item.get("readings", []), item.get("unread", [])
    return "right" if (readings, unread) == hoped else "unread"


def held_out(sets: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """How the texts that were held out were read at first, and are now."""
    lines = [
        (
            "| texts | all | at first: right, told unread, otherwise "
            "| now: right, told unread, otherwise |"
        ),
        "|---|---|---|---|",
    ]
    for name, items in sets.items():
        of_condition = name.endswith("conditions")
        judge = judge_condition if of_condition else judge_penalties
        first = Counter(item["first"] for item in items)
        now = Counter(judge(item) for item in items)
        cells = [
            ", ".join(str(one[key]) for key in ("right", "unread", "other"))
            for one in (first, now)
        ]
        lines.append(f"| {name} | {len(items)} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Print differences, or the page of misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    compare = commands.add_parser("compare")
    compare.add_argument("one", type=Path)
    compare.add_argument("other", type=Path)
    measured = commands.add_parser("measure")
    measured.add_argument("--oracle", type=Path)
    commands.add_parser("held-out")
    chosen = parser.parse_args()
    if chosen.command == "held-out":
        sys.stdout.write(held_out(load(_FOLDER / "held_out.json")))
        return
    if chosen.command == "measure":
        oracle = load(chosen.oracle or _FOLDER / "oracle.json")
        sys.stdout.write(misses(load(_FOLDER / "corpus.json"), oracle))
        return
    one, other = load(chosen.one), load(chosen.other)
    for name in one:
        if name not in other:
            continue
        unlike = differences(one[name], other[name])
        if unlike:
            print(name)
            for line in unlike:
                print(f"  {line}")


if __name__ == "__main__":
    main()
