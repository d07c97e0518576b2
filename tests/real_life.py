"""Real-life clean files with something changed, and what is then said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from penaltykit import Kit, read_case
from strategies.patches import patched

Changes = list[dict[str, Any]]
Said = Callable[[str, Changes], list[str]]

CLEAN = Path(__file__).resolve().parents[1] / "fixtures/real-life/clean"


def said_of(kit: Kit, name: str, changes: Changes) -> list[str]:
    """Severity and code of each finding on a clean file after changes."""
    data = json.loads((CLEAN / f"{name}.json").read_bytes())
    text = json.dumps(patched(data, changes)).encode()
    findings = kit.assess(read_case(text, format="json")).findings
    return sorted(f"{f.severity.value} {f.code}" for f in findings)


def on(kind: str, day: str) -> dict[str, Any]:
    """The change that moves an event to a day."""
    return {"at": f"/events/{kind}/date", "set": day}
