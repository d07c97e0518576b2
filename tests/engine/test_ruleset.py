"""Rule sets: strata, order, trace, what is left open."""

import pickle
import threading
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from attrs import evolve

from penaltykit.engine import (
    Alternative,
    Check,
    Definition,
    Evidence,
    Reading,
    RuleSet,
    Signature,
    Step,
    compile_expression,
)
from penaltykit.errors import EngineFault, RuleError, UnknownNameError
from strategies import engine as gen
from strategies.engine import SOURCE, check, expression_of

ENGINES = ["python"]
try:
    import durable_rules_engine  # noqa: F401 only whether it loads
except ImportError:
    pass
else:
    ENGINES.append("durable")

engines = pytest.mark.parametrize("engine", ENGINES)


def concludes(head: str, status: str = "in-force", **ways: str) -> Definition:
    return Definition(
        concludes=head,
        scope="violation",
        status=status,
        any=tuple(
            Alternative(
                name=name,
                when=gen.expression(expression_of(text)),
                citation=SOURCE,
            )
            for name, text in ways.items()
        ),
    )


def duty(code: str, when: str | None, require: str, **kw: str) -> Check:
    tree = None if when is None else expression_of(when)
    return evolve(check(code, tree, expression_of(require)), **kw)


def facts(**values: object) -> dict[str, Reading]:
    """``goods__value=5`` is the fact goods.value, known to be 5."""
    return {
        name.replace("__", "."): Reading(
            "known", value, f"/facts/{name.replace('__', '.')}"
        )
        for name, value in values.items()
    }


# c rests on b and a, b on a: strata 1, 2, 3; given in the wrong order
CHAIN = (
    concludes("found.c", both="found.a and found.b"),
    concludes("found.b", first="found.a and not(act.stopped)"),
    concludes(
        "found.a",
        large="goods.value >= 200000",
        repeated="act.repeated and act.count > 2",
    ),
    concludes("found.d", alone="harm.done"),
)
CHECKS = (
    duty("z-first", None, "act.stopped"),
    duty("a-last", "found.c", "harm.done"),
    duty("b-second", "found.a", "act.stopped or harm.done"),
    duty("a-first", "act.repeated", "harm.done"),
)


@engines
def test_order_is_stratum_then_name(engine: str) -> None:
    run = RuleSet(CHAIN, CHECKS, engine).run({})

    assert run.engine == engine
    assert list(run.conclusions) == [
        "found.a",
        "found.d",
        "found.b",
        "found.c",
    ]
    assert [outcome.code for outcome in run.outcomes] == [
        "a-first",  # rests on no conclusion
        "z-first",
        "b-second",  # on one of the first stratum
        "a-last",  # on one of the third
    ]


@engines
def test_conclusions_and_outcomes_by_hand(engine: str) -> None:
    rules = RuleSet(CHAIN, CHECKS, engine)
    run = rules.run(
        facts(
            goods__value=Decimal(200000),
            act__stopped=False,
            harm__done=False,
            act__repeated=False,
        )
    )

    # a by the value; b = a and not stopped; c = a and b; d = no harm
    assert run.conclusions == {
        "found.a": True,
        "found.d": False,
        "found.b": True,
        "found.c": True,
    }
    told = {o.code: (o.applies, o.met, o.violated) for o in run.outcomes}
    assert told == {
        "a-first": (False, False, False),  # does not apply
        "z-first": (True, False, True),
        "b-second": (True, False, True),  # neither stopped nor harm
        "a-last": (True, False, True),
    }
    assert [outcome.code for outcome in run.raised] == [
        "z-first",
        "b-second",
        "a-last",
    ]


@engines
def test_an_open_fact_keeps_a_duty_open_and_is_named(engine: str) -> None:
    """A missing amount must not delete the duty."""
    rules = RuleSet(CHAIN, CHECKS, engine)
    run = rules.run(
        facts(act__stopped=False, harm__done=False, act__repeated=True)
        | {"goods.value": Reading("not-ascertainable", None, "/facts/g")}
    )

    # a: value open, or repeated and count open; so b and c are open too
    assert run.conclusions == {
        "found.a": None,
        "found.d": False,
        "found.b": None,
        "found.c": None,
    }
    last = run.outcomes[-1]
    assert (last.applies, last.met, last.violated) == (None, False, None)
    assert [item.fact for item in last.evidence] == ["found.c"]
    assert last.settle == ("goods.value", "act.count")
    assert last.pointer == "/facts/g"


@engines
def test_one_side_settles_the_other(engine: str) -> None:
    rules = RuleSet((), [duty("one", "act.repeated", "harm.done")], engine)

    (met,) = rules.run(facts(harm__done=True)).outcomes
    assert (met.applies, met.met, met.violated) == (None, True, False)
    assert met.settle == ()
    (off,) = rules.run(facts(act__repeated=False)).outcomes
    assert (off.applies, off.met, off.violated) == (False, None, False)


@engines
def test_trace_is_name_rule_evidence(engine: str) -> None:
    rules = RuleSet(CHAIN[1:3], CHECKS[2:3], engine)
    run = rules.run(
        facts(
            goods__value=Decimal(300000),
            act__repeated=False,
            act__stopped=False,
            harm__done=False,
        )
    )

    value = Evidence(
        fact="goods.value",
        pointer="/facts/goods.value",
        state="known",
        value=Decimal(300000),
        expected="goods.value >= 200000",
        result=True,
    )
    stopped = Evidence(
        fact="act.stopped",
        pointer="/facts/act.stopped",
        state="known",
        value=False,
        expected="act.stopped",
        result=False,
    )
    harm = evolve(
        stopped,
        fact="harm.done",
        pointer="/facts/harm.done",
        expected="harm.done",
    )
    found = Evidence(
        fact="found.a",
        pointer="",
        state="known",
        value=True,
        expected="found.a",
        result=True,
    )
    assert run.trace == (
        # only the way that holds
        Step(
            name="found.a",
            rule="large",
            value=True,
            evidence=(value,),
            citation=SOURCE,
        ),
        Step(
            name="found.b",
            rule="first",
            value=True,
            evidence=(found, stopped),
            citation=SOURCE,
        ),
        Step(
            name="b-second",
            rule="b.second",
            value=True,
            evidence=(found, stopped, harm),
            citation=SOURCE,
        ),
    )
    (outcome,) = run.outcomes
    assert outcome.grounds == (value, stopped, harm)
    assert run.why("found.a") == (value,)


def test_a_false_conclusion_shows_every_way_that_failed() -> None:
    run = RuleSet(CHAIN[2:3]).run(
        facts(goods__value=Decimal(5), act__repeated=False)
    )

    assert [(s.rule, s.value) for s in run.steps("found.a")] == [
        ("large", False),
        ("repeated", False),
    ]


@engines
def test_selected_checks_bring_what_they_need(engine: str) -> None:
    read: set[str] = set()

    def context(name: str) -> Reading:
        read.add(name)
        return Reading("known", Decimal(1) if "." in name else None)

    rules = RuleSet(CHAIN, CHECKS, engine)
    run = rules.run(context, select={"b-second"})

    assert list(run.conclusions) == ["found.a"]
    assert [outcome.code for outcome in run.outcomes] == ["b-second"]
    assert "harm.done" not in read or engine == "durable"
    assert rules.run({}, select=()).outcomes == ()
    with pytest.raises(UnknownNameError) as caught:
        rules.run({}, select=["a-fist"])
    assert "a-first" in str(caught.value)


@engines
def test_rules_that_are_off_take_no_part(engine: str) -> None:
    rules = RuleSet(
        [
            concludes("found.a", "off", never="true"),
            concludes("found.b", "to-be-confirmed", way="act.stopped"),
            concludes("found.c", way="found.b"),
        ],
        [
            duty("off", None, "harm.done", status="off"),
            duty("on-a", "found.a", "harm.done"),
            duty("on-c", "found.c", "harm.done"),
            duty("open", None, "harm.done", status="to-be-confirmed"),
            duty("plain", None, "harm.done"),
        ],
        engine,
    )
    run = rules.run(facts(act__stopped=True, harm__done=False))

    # found.a is a fact like any other now, and nothing says it
    assert run.conclusions == {"found.b": True, "found.c": True}
    assert [(o.code, o.violated, o.confirmed) for o in run.outcomes] == [
        ("on-a", None, True),
        ("open", True, False),
        ("plain", True, True),
        ("on-c", True, False),  # rests on a rule to be confirmed
    ]
    assert rules.run({}, select={"off", "plain"}).outcomes[0].code == "plain"


@engines
def test_rules_that_always_or_never_hold(engine: str) -> None:
    rules = RuleSet(
        [
            concludes("found.a", always="true"),
            concludes("found.b", never="false"),
            concludes("found.c", both="found.a and not(found.b)"),
        ],
        [
            duty("always", "true", "found.c"),
            duty("never", "false", "harm.done"),
            duty("broken", "true", "false"),
        ],
        engine,
    )
    run = rules.run({})

    assert run.conclusions == {
        "found.a": True,
        "found.b": False,
        "found.c": True,
    }
    assert [o.violated for o in run.outcomes] == [True, False, False]
    assert run.outcomes[0].evidence == ()
    assert run.outcomes[0].pointer == ""


@engines
def test_a_conclusion_can_be_compared_like_any_truth(engine: str) -> None:
    rules = RuleSet(
        [
            concludes("found.a", way="act.repeated"),
            concludes("found.b", way="found.a = false"),
            concludes("found.c", way="found.a != act.stopped"),
            concludes("found.d", way="applicable(found.a)"),
        ],
        engine=engine,
    )

    run = rules.run(facts(act__repeated=False, act__stopped=True))
    assert list(run.conclusions.values()) == [False, True, True, True]
    assert list(rules.run({}).conclusions.values()) == [None] * 4


def test_a_pointer_of_the_rule_goes_before_that_of_the_evidence() -> None:
    plain = duty("one", None, "harm.done")
    stated = evolve(plain, pointer="/remedies")

    for rule, pointer in ((plain, "/facts/harm.done"), (stated, "/remedies")):
        (outcome,) = RuleSet([], [rule]).run(facts(harm__done=False)).outcomes
        assert outcome.pointer == pointer


def test_cycles_and_repeats_are_refused() -> None:
    with pytest.raises(RuleError) as caught:
        RuleSet(
            [
                concludes("found.a", a="found.b"),
                concludes("found.b", b="found.a"),
            ]
        )
    assert [f.code for f in caught.value.faults] == ["rulefile-cycle"]
    with pytest.raises(RuleError) as caught:
        RuleSet([CHAIN[3], CHAIN[3]], [CHECKS[0], CHECKS[0]])
    assert [f.params["found"] for f in caught.value.faults] == [
        "found.d",
        "z-first",
    ]


def test_a_long_chain_of_conclusions_needs_no_deep_stack() -> None:
    count = 900
    names = [f"chain.n{i}" for i in range(count)]

    known = dict.fromkeys((*names, "act.repeated"), gen.FACTS["harm.done"])

    class Names:
        def signature(self, name: str) -> Signature | None:
            return known.get(name)

        def names(self) -> Iterator[str]:
            return iter(known)

    chain = [
        Definition(
            concludes=name,
            scope="case",
            any=(
                Alternative(
                    name="way",
                    when=compile_expression(below, Names()),
                    citation=SOURCE,
                ),
            ),
        )
        for name, below in zip(
            names, ["act.repeated", *names[:-1]], strict=True
        )
    ]
    run = RuleSet(reversed(chain)).run(facts(act__repeated=True))

    assert list(run.conclusions) == names
    assert all(run.conclusions.values())
    when = compile_expression(names[-1], Names())
    loop = evolve(chain[0], any=(evolve(chain[0].any[0], when=when),))
    with pytest.raises(RuleError) as caught:
        RuleSet([loop, *chain[1:]])
    assert [f.code for f in caught.value.faults] == ["rulefile-cycle"]


@engines
def test_threads_share_a_rule_set(engine: str) -> None:
    rules = RuleSet(CHAIN, CHECKS, engine)
    cases = [
        facts(goods__value=Decimal(i * 100_000), act__stopped=bool(i % 2))
        for i in range(4)
    ]
    expected = [rules.run(case).conclusions for case in cases]
    wrong: list[object] = []

    def work(i: int) -> None:
        for _ in range(300):
            found = rules.run(cases[i]).conclusions
            if found != expected[i]:
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@engines
def test_a_rule_set_can_be_sent_to_another_process(engine: str) -> None:
    rules = RuleSet(CHAIN, CHECKS, engine)
    copy = pickle.loads(pickle.dumps(rules))

    assert copy.engine == engine
    assert copy.run({}).trace == rules.run({}).trace


def test_a_mapping_of_its_own_kind_answers_for_itself() -> None:
    class Facts(Mapping[str, Reading]):
        def __getitem__(self, name: str) -> Reading:
            return Reading("known", True, f"/{name}")

        def __iter__(self) -> Iterator[str]:
            return iter(())

        def __len__(self) -> int:
            return 0

    run = RuleSet([], [duty("one", None, "not(harm.done)")]).run(Facts())
    assert run.outcomes[0].pointer == "/harm.done"


def test_engines_are_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert RuleSet(CHAIN, CHECKS).engine == "python"
    assert RuleSet(CHAIN, CHECKS, "auto").engine == ENGINES[-1]
    with pytest.raises(UnknownNameError, match="durbale"):
        RuleSet(CHAIN, CHECKS, "durbale")

    import sys

    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert RuleSet(CHAIN, CHECKS, "auto").engine == "python"
    with pytest.raises(EngineFault, match="not installed"):
        RuleSet(CHAIN, CHECKS, "durable")


def test_outcomes_compare_by_what_they_say() -> None:
    rules = RuleSet(CHAIN, CHECKS)
    one, two = rules.run({}), rules.run({})

    assert one.outcomes == two.outcomes
    assert hash(one.outcomes[0]) == hash(two.outcomes[0])
    assert one.outcomes[0] != one.outcomes[1]
    assert one.outcomes[0] != "a-first"
    assert "a-first" in repr(one.outcomes[0])
    with pytest.raises(UnknownNameError):
        one.why("found.f")
    with pytest.raises(UnknownNameError):
        rules.definition("found.f")


@engines
def test_what_a_run_did_not_ask_for_is_found_out_when_asked(
    engine: str,
) -> None:
    """A duty that never applies asks for nothing; whether it would be met
    then rests on found.c, which compares found.a with a fact: true is not
    false.
    """
    rules = RuleSet(
        (
            concludes("found.a", repeated="act.repeated"),
            concludes("found.c", same="found.a = act.stopped"),
        ),
        (duty("never", "false", "act.repeated and found.c"),),
        engine,
    )
    context = facts(act__repeated=True, act__stopped=False)

    (outcome,) = rules.run(context, select={"never"}).outcomes

    assert (outcome.violated, outcome.met) == (False, False)
