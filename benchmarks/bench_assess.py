"""One case end to end: bytes of JSON to an assessment, all checks.

Usage: python benchmarks/bench_assess.py [seconds per line]

Both engines stand side by side, on the same bytes, beside decoding that JSON
and nothing else. Measured is the time of the processor, the least of many
rounds, so that other work on the machine counts for little. It does count:
the multiple of decoding, taken round by round, is steadier than the rate.

The last table goes over cases that differ (see ``varied.py``): the rate that a
run over a folder comes to. One case over and over is faster, since all that
it touches is warm.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import orjson
from varied import varied

from penaltykit.assessment import dumps
from penaltykit.case import dump_case, read_case
from penaltykit.errors import EngineFault
from penaltykit.kit import Kit

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NAMES = ("03-vehicle-washing", "06-fire-four-breaches")
ROUNDS = 40
DECODES = 200
VARIANTS = 6


def rounds(
    functions: dict[str, Callable[[], object]], seconds: float
) -> dict[str, float]:
    """Seconds of processor time a call, the least round of each.

    The rounds of all take turns, so that each meets the same machine.
    """
    best = dict.fromkeys(functions, float("inf"))
    times = {}
    for name, function in functions.items():
        function()
        start = time.process_time()
        function()
        took = max(time.process_time() - start, 1e-6)
        times[name] = max(1, int(seconds / ROUNDS / took))
    for _ in range(ROUNDS):
        for name, function in functions.items():
            start = time.process_time()
            for _ in range(times[name]):
                function()
            took = (time.process_time() - start) / times[name]
            best[name] = min(best[name], took)
    return best


def decode(data: bytes) -> None:
    """Decode many times: once takes less than the clock can tell."""
    for _ in range(DECODES):
        orjson.loads(data)


def one(kit: Kit, data: bytes) -> object:
    """What a run over a file of cases does with each."""
    return kit.assess(read_case(data))


def kits() -> dict[str, Kit]:
    """A kit for each engine that can be had."""
    found = {}
    case = read_case((FIXTURES / NAMES[0] / "case.json").read_bytes())
    for engine in ("python", "durable"):
        kit = Kit(engine=engine)
        try:
            kit.assess(case)
        except EngineFault as error:
            print(f"{engine} left out: {error}")
            continue
        found[engine] = kit
    return found


def differing(engines: dict[str, Kit], seconds: float) -> None:
    """Print the rate over cases that differ, each read and assessed once a
    round; the least time of each case counts.
    """
    cases = [data for _, data in varied(VARIANTS)]
    print(f"{len(cases)} cases that differ")
    print(f"{'':28}{'us':>10}{'a second':>12}")
    for engine, kit in engines.items():
        least = [float("inf")] * len(cases)
        end = time.process_time() + 4 * seconds
        while time.process_time() < end or least[-1] == float("inf"):
            for number, data in enumerate(cases):
                start = time.process_time()
                one(kit, data)
                took = time.process_time() - start
                least[number] = min(least[number], took)
        mean = sum(least) / len(least)
        line = f"read and assess, {engine}"
        print(f"{line:28}{mean * 1e6:10.1f}{1 / mean:12,.0f}")


def main(seconds: float) -> None:
    """Print one table for each case."""
    engines = kits()
    for name in NAMES:
        case = read_case((FIXTURES / name / "case.json").read_bytes())
        data = dump_case(case)
        said = {
            dumps(kit.assess(case).to_dict(trace=True))
            for kit in engines.values()
        }
        assert len(said) == 1, "the engines differ"
        functions: dict[str, Callable[[], object]] = {
            "orjson.loads": partial(decode, data),
            "read_case": partial(read_case, data),
        }
        for engine, kit in engines.items():
            functions[f"read and assess, {engine}"] = partial(one, kit, data)
        took = rounds(functions, seconds)
        took["orjson.loads"] /= DECODES
        checks = len(next(iter(engines.values())).rules())
        print(f"{name}: {len(data):,} bytes, {checks} checks are known")
        print(f"{'':28}{'us':>10}{'a second':>12}{'x orjson':>10}")
        for line, least in took.items():
            share = least / took["orjson.loads"]
            rate = 1 / least
            print(f"{line:28}{least * 1e6:10.1f}{rate:12,.0f}{share:10.1f}")
    differing(engines, seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
