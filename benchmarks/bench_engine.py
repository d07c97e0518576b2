"""Cases a second of each engine, at 120 rules in 3 strata.

    python benchmarks/bench_engine.py [--seconds 2]

40 definitions in two strata and 80 checks on top, over 60 facts, of which a
tenth is unknown. Beside it what a lone comparison costs, and what the same
rules cost when only a quarter of the checks is asked for.
"""

import argparse
import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import cycle

from penaltykit.citation import Citation
from penaltykit.engine import (
    Alternative,
    Check,
    Definition,
    FactType,
    Reading,
    RuleSet,
    Signature,
    compile_expression,
)
from penaltykit.errors import EngineFault

FACTS = 60
DEFINITIONS = 40
CHECKS = 80
CASES = 500
ZONES = ("general", "special", "drinking-source")
SOURCE = (Citation(text="《中华人民共和国行政处罚法》第六十三条"),)
TEXTS = {"zh": "示例", "en": "example"}


Case = dict[str, Reading]


class Names:
    """A vocabulary: facts ``f.0`` ... and conclusions ``c.0`` ..."""

    def __init__(self) -> None:
        types = (
            Signature(FactType.MONEY),
            Signature(FactType.TRUTH),
            Signature(FactType.ONE_OF, ZONES),
            Signature(FactType.COUNT),
            Signature(FactType.DATE),
        )
        self.known = {f"f.{i}": types[i % 5] for i in range(FACTS)}
        self.facts = dict(self.known)
        for i in range(DEFINITIONS):
            self.known[f"c.{i}"] = Signature(FactType.TRUTH)

    def signature(self, name: str) -> Signature | None:
        """The signature of a name."""
        return self.known.get(name)

    def names(self) -> Iterator[str]:
        """All names."""
        return iter(self.known)


def comparison(name: str, type_: FactType, rng: random.Random) -> str:
    """A comparison as rules have them."""
    if type_ is FactType.MONEY:
        low = rng.randrange(0, 90_000, 1000)
        return rng.choice(
            (
                f"{name} >= {low}",
                f"{name} < {low}.50",
                f"{name} in [{low}..{low + 10_000})",
            )
        )
    if type_ is FactType.COUNT:
        return f"{name} > {rng.randrange(5)}"
    if type_ is FactType.DATE:
        return f'{name} < date("2023-{rng.randrange(1, 13):02}-01")'
    if type_ is FactType.ONE_OF:
        return f'{name} in ("{ZONES[0]}", "{rng.choice(ZONES[1:])}")'
    return rng.choice((name, f"not({name})"))


def condition(names: Names, heads: list[str], rng: random.Random) -> str:
    """Three comparisons, and a conclusion of a lower stratum if any."""
    picked = rng.sample(sorted(names.facts), 3)
    parts = [comparison(n, names.facts[n].type, rng) for n in picked]
    if heads:
        parts[0] = rng.choice(heads)
    if rng.random() < 0.4:
        return f"{parts[0]} and ({parts[1]} or {parts[2]})"
    return " and ".join(parts)


def rules(
    names: Names, rng: random.Random
) -> tuple[list[Definition], list[Check]]:
    """The rule book."""
    definitions = []
    first = DEFINITIONS // 2
    for i in range(DEFINITIONS):
        heads = [] if i < first else [f"c.{k}" for k in range(first)]
        ways = tuple(
            Alternative(
                name=f"way-{k}",
                when=compile_expression(condition(names, heads, rng), names),
                citation=SOURCE,
            )
            for k in range(rng.choice((1, 2)))
        )
        definitions.append(
            Definition(concludes=f"c.{i}", scope="violation", any=ways)
        )
    upper = [f"c.{k}" for k in range(first, DEFINITIONS)]
    checks = []
    for i in range(CHECKS):
        heads = upper if i % 2 else []
        checks.append(
            Check(
                code=f"check-{i:03}",
                name=f"check.{i}",
                title=TEXTS,
                scope="violation",
                phases=("decided",),
                element="facts",
                severity="error",
                duty="law",
                when=compile_expression(condition(names, heads, rng), names),
                require=compile_expression(condition(names, [], rng), names),
                citation=SOURCE,
                message=TEXTS,
                mend=TEXTS,
                why=TEXTS,
            )
        )
    return definitions, checks


def value(type_: FactType, rng: random.Random) -> Reading:
    """A reading, one in ten unknown."""
    if rng.random() < 0.1:
        return Reading("unknown")
    match type_:
        case FactType.MONEY:
            return Reading("known", Decimal(rng.randrange(10**7)).scaleb(-2))
        case FactType.COUNT:
            return Reading("known", rng.randrange(6))
        case FactType.DATE:
            day = dt.date(2023, 1, 1) + dt.timedelta(rng.randrange(365))
            return Reading("known", day)
        case FactType.ONE_OF:
            return Reading("known", rng.choice(ZONES))
    return Reading("known", rng.random() < 0.5)


def rate(
    work: Callable[[Case], object],
    cases: list[Case],
    seconds: float,
) -> float:
    """Calls a second of processor time (others share the machine)."""
    for case in cases[:50]:
        work(case)
    count = 0
    start = time.process_time()
    for case in cycle(cases):
        work(case)
        count += 1
        if not count % 50 and time.process_time() - start > seconds:
            break
    return count / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    seconds = parser.parse_args().seconds
    rng = random.Random(20230701)
    names = Names()
    definitions, checks = rules(names, rng)
    cases = [
        {name: value(sig.type, rng) for name, sig in names.facts.items()}
        for _ in range(CASES)
    ]
    quarter = [check.code for check in checks[::4]]
    print("engine     set-up ms   cases/s  1/4 of checks  with trace")
    expected = None
    for engine in ("python", "durable"):
        start = time.process_time()
        try:
            book = RuleSet(definitions, checks, engine)
            book.run(cases[0])
        except EngineFault as error:
            print(f"{engine:<10}{error}")
            continue
        ready = (time.process_time() - start) * 1000
        found = [
            [(o.code, o.violated) for o in book.run(case).outcomes]
            for case in cases
        ]
        assert expected in (None, found), "the engines differ"
        expected = found

        def check(case: Case, book: RuleSet = book) -> object:
            return book.run(case).raised

        def select(case: Case, book: RuleSet = book) -> object:
            return book.run(case, quarter).raised

        def explain(case: Case, book: RuleSet = book) -> object:
            return book.run(case).trace

        whole = rate(check, cases, seconds)
        part = rate(select, cases, seconds)
        trace = rate(explain, cases, seconds / 2)
        print(
            f"{engine:<10}{ready:>10.1f}{whole:>10,.0f}{part:>15,.0f}{trace:>12,.0f}"
        )
    for text in (
        "f.0 >= 5000",
        'f.2 in ("general", "special")',
        "f.0 in [1000..20000)",
        "f.0 * 2 + f.5 > 10000",
        "f.0 / f.5 >= 0.5",
    ):
        truth = compile_expression(text, names).truth
        each = 1e9 / rate(truth, cases, 0.3)
        print(f"{each:>8,.0f} ns  {text}")


if __name__ == "__main__":
    main()
