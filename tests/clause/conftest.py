"""What the tests of clauses share."""

from types import ModuleType

import pytest

from scripting import script_module


@pytest.fixture(scope="session")
def script() -> ModuleType:
    """What judges readings against those of people."""
    return script_module("clause_oracle")
