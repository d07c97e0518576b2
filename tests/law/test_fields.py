"""Statutory penalties of each field, counted by hand from the articles."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from penaltykit.engine import Reading
from penaltykit.law import Due, Registry, penalty_band
from penaltykit.money import Band
from penaltykit.penalty import Obligation, PenaltyKind, Subject

D = Decimal
NOW = dt.date(2024, 3, 1)
Make = Callable[..., dict[str, Reading]]


class Law:
    """What the law of a day gives for an item and some facts."""

    def __init__(
        self, registry: Registry, item: str, day: dt.date, view: Any
    ) -> None:
        found = registry.statute(item, day)
        assert found is not None, item
        self.view = view
        self.selection = found.select(view)

    @property
    def track(self) -> str | None:
        track = self.selection.track
        return None if track is None else track.id

    @property
    def dues(self) -> list[Due]:
        track = self.selection.track
        assert track is not None
        return [due for due in track.dues(self.view) if due.applies]

    def fine(self, subject: Subject | None = None) -> tuple[Any, Any]:
        """The one fine, for the persons responsible if asked, in yuan."""
        responsible = subject is Subject.RESPONSIBLE_PERSON
        (due,) = [
            due
            for due in self.dues
            if due.penalty.kind is PenaltyKind.FINE
            and (due.penalty.subject is Subject.RESPONSIBLE_PERSON)
            is responsible
        ]
        band = penalty_band(due.penalty, self.view).band
        assert band is not None
        assert band == Band(from_=band.from_, to=band.to), "both ends count"
        return band.from_, band.to

    @property
    def kinds(self) -> set[str]:
        """Kinds that must or may follow, the persons' own left out."""
        return {
            due.penalty.kind.value
            for due in self.dues
            if due.penalty.subject is not Subject.RESPONSIBLE_PERSON
        }

    def has(self, kind: str, thing: str | None = None) -> Obligation | None:
        found = [
            due.penalty.obligation
            for due in self.dues
            if (due.penalty.kind.value, due.penalty.object) == (kind, thing)
        ]
        return found[0] if found else None


@pytest.fixture
def law(registry: Registry, facts: Make) -> Callable[..., Law]:
    def ask(item: str, day: dt.date = NOW, **given: Any) -> Law:
        view = facts(**given)
        for name, value in given.items():
            if isinstance(value, str) and not value[0].isdigit():
                view[name.replace("__", ".")] = Reading("known", value)
        return Law(registry, item, day, view)

    return ask


@pytest.fixture
def facts() -> Make:
    """Facts by name, dots written as double underscores."""

    def make(**given: Any) -> dict[str, Reading]:
        found = {
            name: Reading("known", value=False)
            for name in (
                "violation.grave",
                "correction.overdue",
                "safety.accident_caused",
                "safety.extremely_grave",
                "tobacco.transport_aggravated",
                "fire.lighter",
                "pesticide.tools_present",
                "pesticide.certificate_held",
            )
        }
        for name, value in given.items():
            key = name.replace("__", ".")
            if value is None:
                found[key] = Reading("not-applicable")
            elif isinstance(value, bool):
                found[key] = Reading("known", value=value)
            elif isinstance(value, int) or value[0].isdigit():
                found[key] = Reading("known", D(value))
        return found

    return make


# --- 产品质量法 -----------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "band"),
    [
        # goods 8,000: x 1 .. x 3; x 0.5 .. x 3; .. x 1; .. x 2; .. x 1
        ("product.unsafe", (8000, 24000)),
        ("product.adulterated-by-seller", (4000, 24000)),
        ("product.phased-out-by-maker", (None, 8000)),
        ("product.spoiled", (None, 16000)),
        ("product.false-origin", (None, 8000)),
    ],
)
def test_product_fines(
    law: Callable[..., Law], item: str, band: tuple[Any, Any]
):
    found = law(item, goods__value=8000, gains__amount=900)
    assert found.fine() == band
    assert found.has("confiscate-goods", "goods") is Obligation.MUST
    assert found.has("confiscate-gains") is Obligation.MUST
    assert found.has("revoke-permit", "business-licence") is None
    grave = law(item, goods__value=8000, violation__grave=True)
    assert grave.has("revoke-permit", "business-licence") is Obligation.MUST


def test_product_labels(law: Callable[..., Law]):
    plain = law("product.label", goods__value=8000, violation__grave=True)
    assert plain.kinds == {"order-correct"}
    ordinary = law("product.label-dates-or-warning", goods__value=8000)
    assert ordinary.kinds == {"order-correct"}
    grave = law(
        "product.label-dates-or-warning",
        goods__value=8000,
        gains__amount=100,
        violation__grave=True,
    )
    # 8,000 x 30 % = 2,400
    assert grave.fine() == (None, 2400)
    assert "order-stop" in grave.kinds


def test_product_help_and_reports(law: Callable[..., Law]):
    # income 6,000: x 0.5 = 3,000; x 3 = 18,000
    helped = law("product.facilitate", gains__amount=6000)
    assert helped.fine() == (3000, 18000)
    report = law("product.false-report", gains__amount=0)
    assert report.fine() == (50000, 100000)
    assert report.fine(Subject.RESPONSIBLE_PERSON) == (10000, 50000)
    untrue = law("product.untrue-report", product__major_loss=False)
    assert untrue.selection.gap


# --- 农药管理条例 ---------------------------------------------------------


@pytest.mark.parametrize("day", [dt.date(2019, 5, 1), NOW])
@pytest.mark.parametrize(
    ("item", "goods", "band"),
    [
        # art. 52(1): under 10,000 fixed; from 10,000 on x 10 .. x 20
        ("produce-without-permit", "9999.99", (50000, 100000)),
        ("produce-without-permit", 10000, (100000, 200000)),
        ("produce-fake", None, (50000, 100000)),
        # art. 52(3): 12,000 x 5 and x 10
        ("produce-substandard", 9000, (10000, 50000)),
        ("produce-substandard", 12000, (60000, 120000)),
        # art. 53: 20,000 x 2 and x 5
        ("packaging", 20000, (40000, 100000)),
        ("packaging", 500, (10000, 20000)),
        # art. 55(1): 10,000 x 5 and x 10
        ("trade-without-permit", 10000, (50000, 100000)),
        ("trade-fake", 100, (5000, 50000)),
        # art. 56: 10,000 x 2 and x 5
        ("trade-substandard", 10000, (20000, 50000)),
        ("trade-substandard", 9999, (2000, 20000)),
        # art. 59(1): the figure is 50,000
        ("foreign-direct-sale", "49999.99", (50000, 500000)),
        ("foreign-direct-sale", 50000, (500000, 1000000)),
    ],
)
def test_pesticide_fines(
    law: Callable[..., Law], item: str, goods: Any, band: Any, day: dt.date
):
    found = law(f"pesticide.{item}", day, goods__value=goods)
    assert found.fine() == band


def test_pesticide_permits(law: Callable[..., Law]):
    fake = law(
        "pesticide.produce-fake",
        goods__value=100,
        pesticide__certificate_held=True,
        pesticide__tools_present=True,
    )
    assert fake.has("revoke-permit", "production-permit") is Obligation.MUST
    assert fake.has("confiscate-goods", "tools") is Obligation.MUST
    none = law("pesticide.produce-without-permit", goods__value=100)
    assert "revoke-permit" not in none.kinds
    # art. 55(2): items 2 and 3 only
    grave = {"goods__value": 100, "violation__grave": True}
    assert "revoke-permit" in law("pesticide.trade-fake", **grave).kinds
    unlicensed = law("pesticide.trade-without-permit", **grave)
    assert "revoke-permit" not in unlicensed.kinds


def test_pesticide_traders_are_fined_where_they_refuse(
    law: Callable[..., Law],
):
    first = law("pesticide.trader-records")
    assert first.kinds == {"order-correct"}
    refused = law("pesticide.trader-records", correction__overdue=True)
    assert refused.fine() == (2000, 20000)
    assert refused.has("revoke-permit", "trade-permit") is Obligation.MUST
    grave = law("pesticide.user-records", violation__grave=True)
    assert grave.fine() == (2000, 20000)
    assert "revoke-permit" not in grave.kinds


def test_pesticide_users(law: Callable[..., Law]):
    firm = law("pesticide.use-banned", party__is_organisation=True)
    assert firm.fine() == (50000, 100000)
    assert firm.has("confiscate-goods", "goods") is Obligation.MUST
    person = law("pesticide.use-banned", party__is_organisation=False)
    assert person.fine() == (None, 10000)
    label = law("pesticide.use-against-label", party__is_organisation=True)
    assert "confiscate-goods" not in label.kinds


# --- 烟草专卖法实施条例 ---------------------------------------------------

PLAIN = {"tobacco__cigarette_cases": None, "tobacco__earlier_penalties": 0}


@pytest.mark.parametrize("day", [dt.date(2022, 1, 1), NOW])
@pytest.mark.parametrize(
    ("given", "track"),
    [
        ({"goods__value": 50000, **PLAIN}, "plain"),
        ({"goods__value": "50000.01", **PLAIN}, "aggravated"),
        (
            {
                "goods__value": 100,
                "tobacco__cigarette_cases": 100,
                "tobacco__earlier_penalties": 1,
            },
            "plain",
        ),
        (
            {
                "goods__value": 100,
                "tobacco__cigarette_cases": 101,
                "tobacco__earlier_penalties": 0,
            },
            "aggravated",
        ),
        (
            {
                "goods__value": 100,
                "tobacco__cigarette_cases": None,
                "tobacco__earlier_penalties": 2,
            },
            "aggravated",
        ),
        (
            {
                "goods__value": 100,
                "tobacco__transport_aggravated": True,
                **PLAIN,
            },
            "aggravated",
        ),
    ],
)
def test_tobacco_transport(
    law: Callable[..., Law], given: dict[str, Any], track: str, day: dt.date
):
    found = law("tobacco.transport-without-permit", day, **given)
    assert found.track == track
    taken = found.has("confiscate-goods", "goods")
    assert (taken is Obligation.MUST) is (track == "aggravated")


def test_tobacco_amounts(law: Callable[..., Law]):
    # value 40,000: x 20 % = 8,000; x 50 % = 20,000
    moved = law(
        "tobacco.transport-without-permit", goods__value=40000, **PLAIN
    )
    assert moved.fine() == (8000, 20000)
    assert moved.has("other-order", "buy-in") is Obligation.MAY
    # turnover 30,000: x 20 % = 6,000; x 50 % = 15,000
    shop = law("tobacco.retail-without-permit", tobacco__turnover=30000)
    assert shop.fine() == (6000, 15000)
    # purchases 10,000: x 5 % = 500; x 10 % = 1,000, and the agency may
    bought = law(
        "tobacco.retail-bought-elsewhere", tobacco__purchases_total=10000
    )
    assert bought.fine() == (500, 1000)
    assert bought.has("fine") is Obligation.MAY
    # value 5,000: x 1 .. x 2
    made = law("tobacco.produce-without-permit", goods__value=5000)
    assert made.fine() == (5000, 10000)
    assert "shut-down" in made.kinds
    # value 5,000: x 50 % = 2,500 .. x 1 = 5,000
    sold = law("tobacco.wholesale-without-permit", goods__value=5000)
    assert sold.fine() == (2500, 5000)


@pytest.mark.parametrize(
    ("kilograms", "track"),
    [("999.99", "under-1000-kg"), (1000, "from-1000-kg")],
)
def test_tobacco_leaf(law: Callable[..., Law], kilograms: Any, track: str):
    found = law("tobacco.buy-leaf", tobacco__leaf=kilograms, goods__value=2000)
    assert found.track == track
    # 2,000 x 20 % = 400; x 50 % = 1,000
    assert found.fine() == (400, 1000)
    assert found.has("fine") is Obligation.MAY


# --- 安全生产法 -----------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "first", "later", "persons"),
    [
        ("no-training", (None, 100000), (100000, 200000), (20000, 50000)),
        (
            "project-not-assessed",
            (100000, 500000),
            (500000, 1000000),
            (50000, 100000),
        ),
        ("no-gas-alarm", (None, 50000), (50000, 200000), (10000, 20000)),
        (
            "hazardous-goods-unmanaged",
            (None, 100000),
            (100000, 200000),
            (20000, 50000),
        ),
    ],
)
def test_safety_in_two_stages(
    law: Callable[..., Law], item: str, first: Any, later: Any, persons: Any
):
    in_time = law(f"safety.{item}")
    assert (in_time.track, in_time.fine()) == ("in-time", first)
    overdue = law(f"safety.{item}", correction__overdue=True)
    assert (overdue.track, overdue.fine()) == ("overdue", later)
    assert overdue.fine(Subject.RESPONSIBLE_PERSON) == persons


def test_safety_persons_answer_on_their_own(law: Callable[..., Law]):
    assert law("safety.article-97-person").selection.gap
    late = law("safety.article-97-person", correction__overdue=True)
    assert late.fine() == (20000, 50000)
    assert law("safety.article-98-person").fine() == (20000, 50000)
    again = law("safety.article-98-person", correction__overdue=True)
    assert again.fine() == (50000, 100000)


def test_safety_heads(law: Callable[..., Law]):
    head = law("safety.head-duties")
    assert head.fine() == (20000, 50000)
    late = law("safety.head-duties", correction__overdue=True)
    assert late.fine() == (50000, 100000)
    # income 150,000: x 40 %, 60 %, 80 %, 100 %
    for grade, amount in (
        ("ordinary", 60000),
        ("larger", 90000),
        ("major", 120000),
        ("extraordinary", 150000),
    ):
        found = law(
            "safety.head-duties-accident",
            safety__accident_grade=grade,
            safety__income_last_year=150000,
        )
        assert found.fine() == (amount, amount)
    none = law(
        "safety.head-duties-accident",
        safety__accident_grade="none",
        safety__income_last_year=150000,
    )
    assert none.selection.gap
    # 150,000 x 60 % = 90,000 .. 150,000; days in custody only where fled
    hidden = law(
        "safety.head-conceals-accident",
        safety__income_last_year=150000,
        safety__absconded=True,
    )
    assert hidden.fine() == (90000, 150000)
    assert "detention" in hidden.kinds


@pytest.mark.parametrize(
    ("grade", "band", "extreme"),
    [
        # the upper end x 5 where art. 114(2) is used
        ("ordinary", (300000, 1000000), (300000, 5000000)),
        ("larger", (1000000, 2000000), (1000000, 10000000)),
        ("major", (2000000, 10000000), (2000000, 50000000)),
        ("extraordinary", (10000000, 20000000), (10000000, 100000000)),
    ],
)
def test_safety_accidents(
    law: Callable[..., Law], grade: str, band: Any, extreme: Any
):
    item = "safety.accident-liable"
    found = law(item, safety__accident_grade=grade)
    assert found.fine() == band
    worst = law(
        item, safety__accident_grade=grade, safety__extremely_grave=True
    )
    assert worst.fine() == extreme
    track = worst.selection.track
    assert track is not None
    assert track.note["zh"]


@pytest.mark.parametrize(
    ("gains", "band"),
    [
        # 100,000 belongs to the upper track: x 2 .. x 5
        (100000, (200000, 500000)),
        ("99999.99", (100000, 200000)),
        (None, (100000, 200000)),
    ],
)
@pytest.mark.parametrize(
    "item",
    ["let-to-unqualified", "qualification-traded", "false-report"],
)
def test_safety_gains(
    law: Callable[..., Law], item: str, gains: Any, band: Any
):
    assert law(f"safety.{item}", gains__amount=gains).fine() == band


# --- 食品安全法 -----------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "goods", "band"),
    [
        # art. 123(1): 10,000 x 15 and x 30
        ("drugs-in-food", 9999, (100000, 150000)),
        ("drugs-in-food", 10000, (150000, 300000)),
        # art. 125(1): 10,000 x 5 and x 10
        ("label", 9999, (5000, 50000)),
        ("label", 10000, (50000, 100000)),
        # art. 124(2) by art. 124(1): 10,000 x 10 and x 20
        ("other-below-standard", 10000, (100000, 200000)),
        # art. 122(2), art. 123(2): whatever the goods are worth
        ("help-unlicensed", 10000, (50000, 100000)),
        ("help-grave-breach", 10000, (100000, 200000)),
        ("platform-duties", None, (50000, 200000)),
        ("obstruct-inspection", None, (2000, 50000)),
    ],
)
def test_food_fines(law: Callable[..., Law], item: str, goods: Any, band: Any):
    found = law(f"food.{item}", goods__value=goods, gains__amount=0)
    assert found.fine() == band


def test_food_warnings_come_first(law: Callable[..., Law]):
    first = law("food.no-purchase-check")
    assert first.kinds == {"order-correct", "warning"}
    refused = law("food.no-purchase-check", correction__overdue=True)
    assert refused.fine() == (5000, 50000)
    assert "revoke-permit" not in refused.kinds
    grave = law("food.no-purchase-check", violation__grave=True)
    assert grave.has("suspend-business") is Obligation.ALTERNATIVE
    assert grave.has("revoke-permit", "permit") is Obligation.ALTERNATIVE
    blemish = law("food.label-blemish", correction__overdue=True)
    assert blemish.fine() == (None, 2000)
    assert law("food.label-blemish").kinds == {"order-correct"}


def test_food_custody_is_for_the_persons_responsible(
    law: Callable[..., Law],
):
    grave = law("food.banned-food", goods__value=1, violation__grave=True)
    assert "revoke-permit" in grave.kinds
    assert "detention" not in grave.kinds
    (custody,) = [
        due.penalty
        for due in grave.dues
        if due.penalty.kind is PenaltyKind.DETENTION
    ]
    assert custody.subject is Subject.RESPONSIBLE_PERSON
    assert custody.obligation is Obligation.MAY
    assert (custody.from_, custody.to, custody.unit) == (5, 15, "days")


# --- 消防法 ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "band"),
    [
        ("venue-without-permit", (30000, 300000)),
        ("acceptance-not-filed", (None, 5000)),
        ("design-below-standard", (10000, 100000)),
        ("flammables-with-dwelling", (5000, 50000)),
        ("service-false", (50000, 100000)),
        ("service-substandard", (None, 50000)),
        ("open-flame", (None, 500)),
    ],
)
def test_fire_fines(law: Callable[..., Law], item: str, band: Any):
    assert law(f"fire.{item}", gains__amount=0).fine() == band


def test_fire_custody(law: Callable[..., Law]):
    grave = law("fire.open-flame", violation__grave=True)
    assert grave.kinds == {"detention"}
    cause = law("fire.fire-by-negligence")
    assert cause.has("fine") is Obligation.MAY
    (days,) = [
        due.penalty
        for due in cause.dues
        if due.penalty.kind is PenaltyKind.DETENTION
    ]
    assert (days.from_, days.to) == (10, 15)
    lighter = law("fire.fire-by-negligence", fire__lighter=True)
    assert lighter.kinds == {"warning", "fine"}
    assert law("fire.no-evacuation-help").selection.gap


def test_fire_terms(law: Callable[..., Law]):
    first = law("fire.use-faulty-products")
    assert first.kinds == {"order-correct"}
    late = law("fire.use-faulty-products", correction__overdue=True)
    assert late.fine() == (5000, 50000)
    assert late.fine(Subject.RESPONSIBLE_PERSON) == (500, 2000)
    wires = law("fire.electrical-gas", correction__overdue=True)
    assert wires.fine() == (1000, 5000)
    assert wires.has("fine") is Obligation.MAY


# --- 道路运输条例 ---------------------------------------------------------

D2019, D2022 = dt.date(2020, 1, 1), dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("item", "bands"),
    [
        ("off-route", [(1000, 3000), (1000, 3000), (1000, 2000)]),
        ("cargo-falling", [(1000, 3000)] * 3),
        (
            "goods-station-admits-unlicensed",
            [(10000, 30000), (10000, 30000), (3000, 30000)],
        ),
        ("station-admits-unlicensed", [(10000, 30000)] * 3),
        ("permit-transferred", [(2000, 10000)] * 3),
        ("vehicle-altered", [(5000, 20000)] * 3),
        ("unqualified-driver", [(200, 2000)] * 3),
    ],
)
def test_road_fines_over_time(
    law: Callable[..., Law], item: str, bands: list[Any]
):
    days = [D2019, D2022, NOW]
    assert [law(f"road.{item}", day).fine() for day in days] == bands


def test_road_filing_over_time(law: Callable[..., Law]):
    late = {"correction__overdue": True}
    shop = "road.maintenance-not-filed"
    assert law(shop, D2019, **late).fine() == (5000, 20000)
    assert law(shop, D2022, **late).fine() == (5000, 20000)
    assert law(shop, NOW, **late).fine() == (3000, 10000)
    assert law(shop, NOW).kinds == {"order-correct"}
    school = "road.training-not-as-required"
    assert "revoke-permit" in law(school, D2019, **late).kinds
    assert "suspend-business" in law(school, D2022, **late).kinds


@pytest.mark.parametrize(
    ("gains", "band"),
    [
        # 12,000 x 2 and x 10; under 10,000 a fixed band
        (12000, (24000, 120000)),
        (10000, (20000, 100000)),
        (9999, (20000, 50000)),
        (None, (20000, 50000)),
    ],
)
def test_road_stations(law: Callable[..., Law], gains: Any, band: Any):
    for day in (D2019, D2022, NOW):
        found = law("road.station-without-permit", day, gains__amount=gains)
        assert found.fine() == band


def test_road_foreign_carriers(law: Callable[..., Law]):
    item = "road.foreign-carrier-unmarked"
    assert law(item, D2022, gains__amount=None).fine() == (30000, 60000)
    # 2023 art. 74(2) sets it apart
    assert law(item, NOW, gains__amount=None).fine() == (200, 2000)


def test_road_certificates_of_repair(law: Callable[..., Law]):
    item = "road.false-repair-certificate"
    # 3,000 x 2 and x 10
    assert law(item, gains__amount=3000).fine() == (6000, 30000)
    assert law(item, gains__amount=2999).fine() == (5000, 20000)
