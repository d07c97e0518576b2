"""How fast case files are read and written, beside decoding the same JSON.

Usage: python benchmarks/bench_case.py [seconds per line]
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from penaltykit.case import dump_case, from_dict, read_case, to_dict
from penaltykit.errors import CaseError

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def best(function: Callable[[], object], seconds: float) -> float:
    """Microseconds a call: the best of some rounds."""
    function()
    start = time.perf_counter()
    function()
    once = max(time.perf_counter() - start, 1e-7)
    rounds = max(1, int(seconds / 7 / once))
    result = float("inf")
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(rounds):
            function()
        result = min(result, (time.perf_counter() - start) / rounds)
    return result * 1e6


def refused(data: bytes) -> int:
    """How many faults a file has."""
    try:
        read_case(data)
    except CaseError as error:
        return len(error.faults)
    return 0


def main(seconds: float) -> None:
    """Print one table."""
    path = FIXTURES / "03-vehicle-washing" / "case.json"
    pretty = path.read_bytes()
    case = read_case(pretty)
    compact = dump_case(case)
    escaped = json.dumps(to_dict(case)).encode()
    plain = orjson.loads(compact)
    broken = (FIXTURES / "broken" / "six-faults.json").read_bytes()
    lines: list[tuple[str, Callable[[], object]]] = [
        ("orjson.loads", lambda: orjson.loads(compact)),
        ("json.loads", lambda: json.loads(compact)),
        ("read_case", lambda: read_case(compact)),
        ("read_case, indented", lambda: read_case(pretty)),
        ("read_case, \\uXXXX escapes", lambda: read_case(escaped)),
        ("from_dict", lambda: from_dict(plain)),
        ("dump_case", lambda: dump_case(case)),
        ("six faults, all told", lambda: refused(broken)),
    ]
    print(f"{path.parent.name}: {len(compact):,} bytes")
    print(f"{'':28}{'us':>10}{'a second':>12}{'x orjson':>10}")
    base = 0.0
    for name, function in lines:
        took = best(function, seconds)
        base = base or took
        print(f"{name:28}{took:10.1f}{1e6 / took:12,.0f}{took / base:10.1f}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
