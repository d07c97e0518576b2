"""Row lookups: our index beside zen-engine and durable_rules.

Run: ``python benchmarks/bench_rows.py [seconds per peer]``. One core, one
table of 50 rows and 5 columns (two amounts, a count, two words) in which
several rows hold for most cases, the same cases for every peer; then 5,000
rows, each as narrow as in a large table, for the index alone. Every peer must
find the same rows.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from penaltykit.benchmark import RowIndex
from penaltykit.benchmark._cells import ANY_CELL, Cell, read_cell
from penaltykit.benchmark._policy import Bounds
from penaltykit.engine import FactType, Signature

ZONES = ("general", "special", "drinking-source", "fishery")
MONEY = Signature(FactType.MONEY)
COUNT = Signature(FactType.COUNT)
WORDS = Signature(FactType.ONE_OF, ZONES)
TRUTH = Signature(FactType.TRUTH)
BOUNDS = Bounds()
CASES = 20_000


def make_cells(rows: int, width: int, seed: int = 7) -> list[list[Cell]]:
    """Columns of cells: two amounts, a count, a word, a truth.

    Args:
        rows: how many.
        width: the widest band of amounts, in steps of 1,000 yuan.
        seed: for the same table each time.
    """
    chance = random.Random(seed)
    steps = max(10, rows // 5)
    columns: list[list[Cell]] = [[] for _ in range(5)]
    for _ in range(rows):
        for column in (0, 1):
            low = chance.randrange(steps) * 1000
            high = low + chance.randrange(1, 1 + width) * 1000
            text = f"[{low}..{high})"
            columns[column].append(
                ANY_CELL
                if chance.random() < 2 * width / (10 * steps)
                else read_cell(text, MONEY, BOUNDS)
            )
        columns[2].append(
            ANY_CELL
            if chance.random() < 0.4
            else read_cell(f">= {chance.randrange(4)}", COUNT, BOUNDS)
        )
        columns[3].append(
            ANY_CELL
            if chance.random() < 0.4
            else read_cell(chance.choice(ZONES), WORDS, BOUNDS)
        )
        columns[4].append(
            ANY_CELL
            if chance.random() < 0.6
            else read_cell(chance.random() < 0.5, TRUTH, BOUNDS)
        )
    return columns


def make_cases(rows: int, seed: int = 11) -> list[tuple[Any, ...]]:
    """Known values, as a case gives them."""
    chance = random.Random(seed)
    top = max(10, rows // 5) * 1000
    return [
        (
            Decimal(chance.randrange(top * 100)) / 100,
            Decimal(chance.randrange(top)),
            chance.randrange(5),
            chance.choice(ZONES),
            chance.random() < 0.5,
        )
        for _ in range(CASES)
    ]


def rate(
    run: Callable[[Any], Any], cases: Sequence[Any], least: float
) -> float:
    """Calls a second: the best of several rounds, so that other work on the
    machine counts for little.
    """
    best = 0.0
    end = time.perf_counter() + least
    while time.perf_counter() < end:
        start = time.perf_counter()
        for case in cases:
            run(case)
        best = max(best, len(cases) / (time.perf_counter() - start))
    return best


def naive(columns: list[list[Cell]]) -> Callable[[Any], tuple[int, ...]]:
    """Row by row, cell by cell."""
    rows = list(zip(*columns, strict=True))

    def match(values: Any) -> tuple[int, ...]:
        return tuple(
            number
            for number, row in enumerate(rows)
            if all(
                cell.holds(value)
                for cell, value in zip(row, values, strict=True)
            )
        )

    return match


def zen(columns: list[list[Cell]]) -> Callable[[Any], tuple[int, ...]]:
    """The same table as a JSON decision table for zen-engine."""
    import zen as engine

    names = ("a", "b", "count", "zone", "flag")
    rules = []
    for number, row in enumerate(zip(*columns, strict=True)):
        rule = {"_id": str(number), "row": str(number)}
        for name, cell in zip(names, row, strict=True):
            if cell.any:
                rule[name] = ""
            elif cell.words is not None:
                (word,) = cell.words
                rule[name] = (
                    str(word).lower()
                    if isinstance(word, bool)
                    else f'"{word}"'
                )
            else:
                rule[name] = cell.text
        rules.append(rule)
    content = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {
                "id": "t",
                "name": "t",
                "type": "decisionTableNode",
                "content": {
                    "hitPolicy": "collect",
                    "inputs": [
                        {"id": name, "name": name, "field": name}
                        for name in names
                    ],
                    "outputs": [{"id": "row", "name": "row", "field": "row"}],
                    "rules": rules,
                },
            },
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "t", "type": "edge"},
            {"id": "2", "sourceId": "t", "targetId": "out", "type": "edge"},
        ],
    }
    # Handed out by a loader it stays compiled; ``create_decision`` would
    # compile it anew for each case (13 times slower).
    made = engine.ZenDecisionContent(json.dumps(content))
    decide = engine.ZenEngine({"loader": lambda _: made}).evaluate

    def match(values: Any) -> tuple[int, ...]:
        found = decide("rows", values)["result"]
        return tuple(int(one["row"]) for one in found)

    return match


def zen_case(values: tuple[Any, ...]) -> dict[str, Any]:
    """Zen takes JSON; its numbers become decimals again inside."""
    a, b, count, zone, flag = values
    return {
        "a": float(a),
        "b": float(b),
        "count": count,
        "zone": zone,
        "flag": flag,
    }


def durable(
    columns: list[list[Cell]], cases: Sequence[tuple[Any, ...]]
) -> tuple[Callable[[str], tuple[int, ...]], list[str]]:
    """Each row a rule over its cells, in the one sound way to drive it: the
    cells are compared in Python (not timed), and only 1s are handed over.
    """
    import durable_rules_engine as core

    cells = sorted(
        {
            (number, cell.text)
            for number, column in enumerate(columns)
            for cell in column
            if not cell.any
        }
    )
    name = {cell: f"p{number}" for number, cell in enumerate(cells)}
    by_text = {
        (number, cell.text): cell
        for number, column in enumerate(columns)
        for cell in column
    }
    rules: dict[str, Any] = {"z": {"all": [{"m": {"g": 0}}]}}
    for row, line in enumerate(zip(*columns, strict=True)):
        body = [{"g": 1}] + [
            {name[number, cell.text]: 1}
            for number, cell in enumerate(line)
            if not cell.any
        ]
        rules[f"r{row}"] = {"all": [{"m": {"$and": body}}]}
    handle = core.create_ruleset("rows", json.dumps(rules))

    def match(facts: str) -> tuple[int, ...]:
        _, state = core.assert_facts(handle, facts)
        found = core.start_action_for_state(handle, state)
        message = found and found[1]
        rows = []
        while message is not None:
            fired = message[2 : message.index('"', 2)]
            if fired != "z":
                rows.append(int(fired[1:]))
            message = core.complete_and_start_action(handle, state)
        core.retract_facts(handle, '[{"id":"g1"},{"id":"z"}]')
        return tuple(sorted(rows))

    facts = []
    for case in cases:
        held = "".join(
            f',"{name[cell]}":1'
            for cell in cells
            if by_text[cell].holds(case[cell[0]])
        )
        facts.append(f'[{{"id":"g1","g":1{held}}},{{"id":"z","g":0}}]')
    return match, facts


def print_case(name: str, found: Sequence[tuple[int, ...]]) -> None:
    """How many rows hold for a case of a run."""
    several = sum(len(rows) > 1 for rows in found) / len(found)
    mean = sum(len(rows) for rows in found) / len(found)
    print(f"{name}: {mean:.1f} rows hold for a case, several in {several:.0%}")


def main() -> int:
    least = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    columns = make_cells(50, 5)
    index = RowIndex(columns, 50)
    cases = make_cases(50)
    keys = [index.read(case) for case in cases]
    found = [index.match(key) for key in keys]
    expected = [naive(columns)(case) for case in cases[:2000]]
    assert found[:2000] == expected
    print_case("50 rows, 5 columns", found)
    results = {
        "index, values read": rate(index.match, keys, least),
        "index, reading included": rate(
            lambda case: index.match(index.read(case)), cases, least
        ),
        "row by row": rate(naive(columns), cases[:200], least),
    }
    try:
        match = zen(columns)
        zen_cases = [zen_case(case) for case in cases[:2000]]
        assert [match(case) for case in zen_cases] == expected
        results["zen-engine"] = rate(match, zen_cases, least)
    except ImportError as error:
        print(f"zen-engine left out: {error}")
    try:
        run, facts = durable(columns, cases[:2000])
        assert [run(fact) for fact in facts] == expected
        results["durable_rules"] = rate(run, facts, least)
    except ImportError as error:
        print(f"durable_rules left out: {error}")
    big = make_cells(5000, 60)
    big_index = RowIndex(big, 5000)
    big_cases = make_cases(5000)
    big_keys = [big_index.read(case) for case in big_cases]
    assert [big_index.match(key) for key in big_keys[:50]] == [
        naive(big)(case) for case in big_cases[:50]
    ]
    print_case("5,000 rows", [big_index.match(key) for key in big_keys])
    results["index, 5,000 rows"] = rate(big_index.match, big_keys, least)
    first = results["index, values read"]
    for name, figure in results.items():
        print(f"{name:28} {figure:12,.0f}/s   {figure / first:8.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
