"""What every test stands on: no clock, no home, no language of the machine."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from calling import Cli, Told
from penaltykit import Kit

ROOT = Path(__file__).resolve().parents[1]

# Parsed rules are kept beside the build, not in the home of whoever tests.
os.environ.setdefault("PENALTYKIT_CACHE", str(ROOT / "build" / "cache"))
os.environ.pop("PENALTYKIT_LANG", None)

# Machines differ in speed; a slow one must not fail a property.
_SLOW = [HealthCheck.too_slow]
# The same examples at every run: a change is judged by what it changes, not
# by the luck of the draw. New examples are for ``random`` and ``long``.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile(
    "random",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=_SLOW,
    print_blob=True,
)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=20_000,
    suppress_health_check=_SLOW,
    print_blob=True,
)
settings.load_profile(os.environ.get("PENALTYKIT_PROPERTY", "suite"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of real cases."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The shipped rules and tables, on the engine that is always there."""
    return Kit(engine="python")


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Run the program in this process: exit code, output, errors."""
    from penaltykit.cli._main import run

    def call(*arguments: str | Path) -> Told:
        code = run([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return call
