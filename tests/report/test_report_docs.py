"""What docs/check.md says of the JSON is what comes out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from penaltykit.cli._main import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "check.md").read_text("utf-8")
FIXTURES = ROOT / "fixtures"


def keys(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value).union(*(keys(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(keys(one) for one in value))
    return set()


def test_every_key_of_the_json_is_on_the_page(
    capsysbinary: pytest.CaptureFixture[bytes],
):
    files = [
        FIXTURES / "02-catering-without-permit" / "case.json",
        FIXTURES / "unknown-fact" / "case.json",
        FIXTURES / "broken" / "six-faults.json",
    ]
    assert run(["check", *map(str, files), "--json", "--trace"]) == 2
    told = json.loads(capsysbinary.readouterr().out)
    said = set(re.findall(r"[a-z]+(?:_[a-z]+)*", PAGE))
    assert keys(told) - said == set()
    for name in ("sheet", "cell", "line", "column"):
        assert name in told["cases"][2]["faults"][0]


def test_every_form_is_on_the_page():
    from penaltykit.cli._check import _FORMATS, _SUFFIXES

    for form, suffix in zip(_FORMATS, _SUFFIXES, strict=True):
        assert f"| `.{suffix}` | `{form}` |" in PAGE


def test_the_keys_of_the_list_of_rules_are_on_the_page(
    capsysbinary: pytest.CaptureFixture[bytes],
):
    assert run(["rules", "list", "--json"]) == 0
    listed = json.loads(capsysbinary.readouterr().out)
    for rule in listed:
        for name in rule:
            assert f"`{name}`" in PAGE, name
