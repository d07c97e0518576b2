"""Dated figures: whose goes first, and what is never applied."""

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit.assessment._parameters import Parameters
from penaltykit.case import Agency, Parameter
from penaltykit.errors import RuleError, UnknownNameError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return Parameters.load(ROOT / "rules")


def _agency(**fields: Any) -> Agency:
    return Agency(**{"name": "示例机关", **fields})


def _value(
    parameters: Parameters, name: str, agency: Agency, day: str
) -> Decimal | None:
    return parameters.known(name, agency, dt.date.fromisoformat(day)).value


def test_the_agencys_own_figure_goes_first(parameters: Parameters):
    own = Parameter(value=Decimal(8000), citation="本机关公布的标准")
    agency = _agency(field="ecology", parameters={"hearing.fine.citizen": own})
    found = parameters.known(
        "hearing.fine.citizen", agency, dt.date(2024, 5, 6)
    )
    assert found.value == 8000
    assert found.citation == "本机关公布的标准"
    assert found.pointer == "/agency/parameters/hearing.fine.citizen"


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-06-30", None), ("2023-07-01", 5000)]
)
def test_the_environments_rule_holds_from_its_first_day(
    parameters: Parameters, day: str, expected: int | None
):
    agency = _agency(field="ecology", region="440700")
    found = _value(parameters, "hearing.fine.citizen", agency, day)
    assert found == expected


def test_the_field_may_be_named_as_people_do(parameters: Parameters):
    agency = _agency(field="生态环境")
    found = _value(
        parameters, "hearing.fine.organisation", agency, "2024-01-02"
    )
    assert found == 200_000


def test_a_region_goes_before_a_field(parameters: Parameters):
    # Jiangxi sets 3,000; the environment's rule lets local rules prevail.
    agency = _agency(field="ecology", region="360102")
    assert _value(
        parameters, "hearing.fine.citizen", agency, "2024-01-02"
    ) == Decimal(3000)


def test_what_is_to_be_confirmed_is_offered_and_never_applied(
    parameters: Parameters,
):
    agency = _agency(field="market-regulation")
    found = parameters.known(
        "hearing.fine.citizen", agency, dt.date(2024, 1, 2)
    )
    assert found.value is None
    assert found.unconfirmed is not None
    assert found.unconfirmed.value == 10_000


def test_an_unconfirmed_special_figure_keeps_the_general_one_out(
    parameters: Parameters,
):
    # 200 yuan is the general limit on the spot; the police's own of 2026 is
    # to be confirmed.
    name, day = "on-the-spot.fine.citizen", "2026-01-05"
    police = _agency(field="public-security")
    assert _value(parameters, name, police, day) is None
    agency = _agency(field="transport")
    assert _value(parameters, name, agency, day) == 200


def test_the_police_have_the_general_term_and_a_shorter_one_beside(
    parameters: Parameters,
):
    # Which of the two holds is attested: rules/checks/police.yaml.
    police, day = _agency(field="public-security"), "2024-01-02"
    assert _value(parameters, "decision.days", police, day) == 90
    name = "decision.days.public-order"
    assert _value(parameters, name, police, day) == 30
    assert _value(parameters, name, police, "2026-01-05") is None


@pytest.mark.parametrize(
    ("day", "expected"), [("2021-07-14", None), ("2021-07-15", 200)]
)
def test_limits_on_the_spot_hold_from_the_new_law_on(
    parameters: Parameters, day: str, expected: int | None
):
    agency = _agency(field="fire-rescue")
    found = _value(parameters, "on-the-spot.fine.citizen", agency, day)
    assert found == expected


@pytest.mark.parametrize(
    ("upper", "inside", "outside"),
    [
        ("500000", "500101", "510100"),  # Chongqing and Sichuan
        ("341000", "341002", "341102"),  # Huangshan and Chuzhou
        ("360000", "360100", "350100"),
        ("440300", "440304", "440402"),
    ],
)
def test_a_region_holds_what_lies_in_it_and_no_more(
    tmp_path: Path, upper: str, inside: str, outside: str
):
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "one.yaml").write_text(
        "- id: x.days\n  zh: 期限\n  en: term\n  unit: days\n  values:\n"
        f'    - {{value: "5", region: "{upper}", citation: 规定,'
        " status: in-force}\n",
        encoding="utf-8",
    )
    (tmp_path / "agencies").symlink_to(ROOT / "rules" / "agencies")
    parameters = Parameters.load(tmp_path)
    day = "2024-05-06"
    found = _value(parameters, "x.days", _agency(region=inside), day)
    assert found == Decimal(5)
    assert _value(parameters, "x.days", _agency(region=outside), day) is None


def test_a_figure_of_one_law_is_not_applied_to_the_whole_field(
    parameters: Parameters,
):
    """治安管理处罚法 art. 98 says 2,000 for everyone, the procedure of the
    police 10,000 for organisations in all other cases."""
    police = _agency(field="public-security")
    name = "hearing.fine.organisation"
    found = parameters.known(name, police, dt.date(2025, 6, 1))
    assert found.value is None
    assert found.unconfirmed is not None


def test_an_unknown_parameter_is_offered_the_nearest(parameters: Parameters):
    with pytest.raises(UnknownNameError, match=r"hearing\.fine\.citizen"):
        parameters.entry("hearing.fine.citizens")


def test_every_fault_of_a_file_is_located(tmp_path: Path):
    folder = tmp_path / "parameters"
    folder.mkdir()
    (tmp_path / "agencies").symlink_to(ROOT / "rules" / "agencies")
    (folder / "own.yaml").write_text(
        """\
- id: a.b
  zh: 甲
  en: A
  unit: yuans
  values:
    - {value: abc, citation: X, status: in-force}
    - {value: "5", citation: X, status: sure}
    - {value: "5", status: in-force}
    - {value: "5", citation: X, status: in-force, from: 2024-02-30}
    - {value: "5", citation: X, status: off, from: 2024-02-02, to: 2024-02-01}
""",
        "utf-8",
    )
    with pytest.raises(RuleError) as caught:
        Parameters.load(tmp_path)
    said = [(f.code, f.place.line) for f in caught.value.faults]
    assert said == [
        ("rule-not-choice", 4),
        ("rule-not-decimal", 6),
        ("rule-not-choice", 7),
        ("rule-missing-key", 8),
        ("rule-not-date", 9),
        ("parameter-ends-before-start", 10),
    ]


LINE = """\
- {{id: hearing.fine.citizen, value: "3000", citation: 规定, {where}}}
"""


def _with_line(tmp_path: Path, where: str) -> Parameters:
    """The shipped figures and one more in a line of its own."""
    shutil.copytree(ROOT / "rules" / "parameters", tmp_path / "parameters")
    (tmp_path / "agencies").symlink_to(ROOT / "rules" / "agencies")
    (tmp_path / "parameters" / "zz-own.yaml").write_text(
        LINE.format(where=where), "utf-8"
    )
    return Parameters.load(tmp_path)


@pytest.mark.parametrize("field", ["weather", "气象", "weather agency"])
def test_a_line_takes_any_name_of_a_field(tmp_path: Path, field: str):
    parameters = _with_line(tmp_path, f"field: {field}")
    day = "2024-05-06"
    name = "hearing.fine.citizen"
    own = _agency(field="weather", region="210200")
    other = _agency(field="tax", region="210200")
    assert _value(parameters, name, own, day) == Decimal(3000)
    assert _value(parameters, name, other, day) != Decimal(3000)


def test_a_line_may_name_the_agency(tmp_path: Path):
    parameters = _with_line(tmp_path, "agency: 某市气象局")
    name = "hearing.fine.citizen"
    own = _agency(name="某市气象局", field="weather", region="210200")
    assert _value(parameters, name, own, "2024-05-06") == Decimal(3000)
    other = _agency(name="别的气象局", field="weather", region="210200")
    assert _value(parameters, name, other, "2024-05-06") != Decimal(3000)


def test_a_line_that_would_hold_nowhere_is_told(tmp_path: Path):
    with pytest.raises(RuleError) as caught:
        _with_line(tmp_path, 'field: transprt, region: "990000"')
    said = [(f.code, f.place.pointer) for f in caught.value.faults]
    assert said == [
        ("rule-not-choice", "/0/field"),
        ("unknown-region", "/0/region"),
    ]
    with pytest.raises(RuleError, match="37010"):
        _with_line(tmp_path / "again", 'region: "37010"')
