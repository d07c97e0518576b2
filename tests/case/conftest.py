"""What the tests of the case file share."""

from typing import Any

import pytest


@pytest.fixture
def smallest() -> dict[str, Any]:
    """The least that is a case."""
    return {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "filed",
        "procedure": "ordinary",
        "agency": {"name": "示例局"},
        "parties": [
            {"id": "P1", "kind": "legal-person", "name": "示例有限公司"}
        ],
        "violations": [
            {"id": "V1", "item": "x", "act": {"summary": "违法事实"}}
        ],
    }
