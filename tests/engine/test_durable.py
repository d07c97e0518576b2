"""The durable engine: its limits, its guards, and what breaks them."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

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
from penaltykit.engine._durable import DurableEngine
from penaltykit.engine._durable_build import build
from penaltykit.engine._guards import (
    MAX_GROUP_LITERALS,
    MAX_GROUP_RULES,
    check_hashes,
    hashes,
)
from penaltykit.errors import EngineFault
from strategies.engine import SOURCE, TEXTS, Names, check, expression_of

core = pytest.importorskip("durable_rules_engine")


def small() -> RuleSet:
    rules = [
        check("one", expression_of("act.repeated"), expression_of("harm.done"))
    ]
    return RuleSet([], rules, "durable")


WRONG = {
    "act.repeated": Reading("known", True),
    "harm.done": Reading("known", False),
}


def answers(rules: RuleSet) -> list[bool | None]:
    return [outcome.violated for outcome in rules.run(WRONG).outcomes]


class Core:
    """The C module with one function replaced."""

    def __init__(self, **replaced: Callable[..., Any]) -> None:
        self.replaced = replaced

    def __getattr__(self, name: str) -> Any:
        return self.replaced.get(name) or getattr(core, name)


def engine_of(rules: RuleSet) -> DurableEngine:
    engine = rules._engine
    assert isinstance(engine, DurableEngine)
    return engine


def test_hashes_are_those_of_the_c_core() -> None:
    # FNV-1a by its definition: offset basis 2166136261, prime 16777619;
    # "a" is 97: (2166136261 xor 97) * 16777619 mod 2**32 = 0xE40C292C
    assert hashes("") == (0x811C9DC5, 0x811C9DC5)
    assert hashes("a") == (0xE40C292C, 0xE40C292C)


def test_names_that_collide_are_refused() -> None:
    # a known pair of English words with one 32-bit FNV-1a hash
    assert hashes("costarring") == hashes("liquid")
    check_hashes(["costarring", "costarring", "p0"])
    with pytest.raises(EngineFault, match="same hash"):
        check_hashes(["costarring", "p0", "liquid"])
    with pytest.raises(EngineFault, match="ASCII"):
        check_hashes(["货值"])


def test_a_batch_that_was_cut_is_thrown_away() -> None:
    def cut(handle: object, facts: str) -> object:
        # all but the last fact, which is the sentinel
        kept = facts.rindex(",{")
        return core.assert_facts(handle, f"{facts[:kept]}]")

    rules = small()
    assert answers(rules) == [True]
    engine_of(rules)._core = Core(assert_facts=cut)
    with pytest.raises(EngineFault, match="to its end"):
        rules.run(WRONG)
    engine_of(rules)._core = core
    assert answers(rules) == [True]


def test_a_refused_batch_is_an_engine_fault() -> None:
    rules = small()
    engine_of(rules)._core = Core(assert_facts=lambda *_: (303, 0))
    with pytest.raises(EngineFault, match="303"):
        rules.run(WRONG)
    engine_of(rules)._core = core
    assert answers(rules) == [True]


def test_a_rule_that_is_not_there_is_an_engine_fault() -> None:
    def other(*args: object) -> Any:
        return [0, '{"r999":{}}', "context"]

    rules = small()
    assert answers(rules) == [True]
    engine_of(rules)._core = Core(start_action_for_state=other)
    with pytest.raises(EngineFault):
        rules.run(WRONG)
    engine_of(rules)._core = core
    assert answers(rules) == [True]


@pytest.mark.parametrize(
    "name", ["assert_facts", "complete_and_start_action", "retract_facts"]
)
@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt])
def test_any_exception_makes_the_handle_anew(
    name: str, kind: type[BaseException]
) -> None:
    def broken(*args: object) -> None:
        raise kind

    rules = small()
    assert answers(rules) == [True]
    engine = engine_of(rules)
    before = engine._handle
    engine._core = Core(**{name: broken})
    with pytest.raises(kind):
        rules.run(WRONG)
    assert engine._handle is None
    engine._core = core
    assert answers(rules) == [True]
    assert engine._handle is not None
    assert before is not None


def test_a_fact_that_cannot_be_read_leaves_nothing_behind() -> None:
    def context(name: str) -> Reading:
        raise LookupError(name)

    rules = small()
    with pytest.raises(LookupError):
        rules.run(context)
    assert answers(rules) == [True]


def test_no_fact_of_a_run_stays_for_the_next() -> None:
    rules = small()
    right = WRONG | {"harm.done": Reading("known", True)}
    open_ = {"act.repeated": Reading("known", True)}
    for case, expected in [
        (WRONG, True),
        (right, False),
        (open_, None),
        ({}, None),
        (WRONG, True),
    ] * 50:
        (outcome,) = rules.run(case).outcomes
        assert outcome.violated is expected


def test_closing_gives_back_the_handle_and_is_no_end() -> None:
    rules = small()
    assert answers(rules) == [True]
    rules.close()
    rules.close()
    assert answers(rules) == [True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_has_a_handle_and_a_lock_of_its_own() -> None:
    rules = small()
    assert answers(rules) == [True]
    # as if another thread of the parent were in the middle of a run
    with engine_of(rules)._lock:
        child = os.fork()
        if not child:
            signal.alarm(20)
            os._exit(0 if answers(rules) == [True] else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert answers(rules) == [True]


def test_a_program_leaves_the_interpreter_in_peace() -> None:
    code = (
        "from penaltykit.engine import *\n"
        "from strategies.engine import check, expression_of as e\n"
        "r = RuleSet([], [check('a', None, e('harm.done'))"
        ", check('b', e('harm.done'), e('act.stopped'))], 'durable')\n"
        "print(r.engine, [o.violated for o in r.run({}).outcomes])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert done.stdout == "durable [None, None]\n"
    assert done.stderr == ""


class Wide:
    """A vocabulary of very many truths and conclusions."""

    def __init__(self, count: int) -> None:
        self.known = {
            f"{kind}.n{i}": Signature(FactType.TRUTH)
            for kind in ("fact", "found")
            for i in range(count)
        }

    def signature(self, name: str) -> Signature | None:
        return self.known.get(name)

    def names(self) -> Iterator[str]:
        return iter(self.known)


def wide_rules(
    count: int, width: int, rng: random.Random
) -> tuple[list[Definition], list[Check]]:
    """Definitions of random conjunctions, half of them over the others."""
    names = Wide(count)

    def condition(heads: int) -> str:
        pool = [f"fact.n{i}" for i in range(count)]
        pool += [f"found.n{i}" for i in range(heads)]
        picked = rng.sample(pool, width)
        return " and ".join(
            f"not({name})" if rng.random() < 0.5 else name for name in picked
        )

    definitions = [
        Definition(
            concludes=f"found.n{i}",
            scope="case",
            any=tuple(
                Alternative(
                    name=f"way-{k}",
                    when=compile_expression(
                        condition(count // 2 if i >= count // 2 else 0), names
                    ),
                    citation=SOURCE,
                )
                for k in range(2)
            ),
        )
        for i in range(count)
    ]
    return definitions, []


@pytest.mark.parametrize(
    ("count", "width"), [(300, 3), (120, 40), (110, 100), (500, 2)]
)
def test_large_programs_stay_inside_the_limits(count: int, width: int) -> None:
    rng = random.Random(count)
    rules = wide_rules(count, width, rng)
    python = RuleSet(*rules, "python")
    durable = RuleSet(*rules, "durable")
    built = build(durable.program)
    for stratum in built.strata:
        for group in stratum.groups:
            assert group.rules <= MAX_GROUP_RULES
            assert len(group.names) <= MAX_GROUP_LITERALS
    for share in (0.0, 0.02, 0.1, 0.5):
        # mostly as the rules want it, so that wide bodies hold at all
        way = rng.choice([w for d in rules[0][:20] for w in d.any])
        wanted = {
            part.removeprefix("not(").rstrip(")"): not part.startswith("not")
            for part in way.when.text.split(" and ")
        }
        context = {
            f"fact.n{i}": Reading("unknown")
            if rng.random() < share
            else Reading("known", wanted.get(f"fact.n{i}", rng.random() < 0.5))
            for i in range(count)
        }
        run = durable.run(context)

        assert run.conclusions == python.run(context).conclusions
        if not share:
            assert True in run.conclusions.values()
    durable.close()


def test_more_than_it_bears_is_left_to_python() -> None:
    rules = wide_rules(1100, 2, random.Random(5))

    assert RuleSet(*rules, "auto").engine == "python"
    with pytest.raises(EngineFault, match="4000"):
        RuleSet(*rules, "durable")


def test_nothing_but_ascii_and_ones_is_sent() -> None:
    sent: list[str] = []

    def spy(handle: object, facts: str) -> object:
        sent.append(facts)
        return core.assert_facts(handle, facts)

    tree = expression_of('water.zone = "饮用水源" or goods.value > 5.5')
    rules = RuleSet(
        [], [check("一", tree, expression_of("harm.done"))], "durable"
    )
    engine_of(rules)._core = Core(assert_facts=spy)
    rules.run(
        {
            "goods.value": Reading("known", Decimal("5.75")),
            "harm.done": Reading("unknown"),
        }
    )

    assert all(text.isascii() and "." not in text for text in sent)
    definition = engine_of(rules)._definition
    assert definition.isascii()
    assert "$or" not in definition
    assert Names().signature("harm.done") is not None
    assert TEXTS["en"]
