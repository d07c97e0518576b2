"""Cases that differ, for benchmarks: no cache may live on one repeated case.

Each fixture and each clean case of ``fixtures/defects`` is taken several
times, with other numbers of papers, another name of the party, other amounts
of facts, and all its days moved by whole weeks.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"

_ISO = re.compile(r'(?<=")([0-9]{4})-([0-9]{2})-([0-9]{2})(?=")')
_PRINTED = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_SERIAL = re.compile(r"〕([0-9]+)号")
_AMOUNT = re.compile(r"[1-9][0-9]*")
_WEEKS = 23


def varied(times: int) -> list[tuple[str, bytes]]:
    """Name and JSON of each case.

    Args:
        times: how often each file is taken; the first time as it is.
    """
    paths = sorted(FIXTURES.glob("*/case.json"))
    paths += sorted(FIXTURES.glob("defects/clean/*.json"))
    return [
        (f"{path.parent.name}/{path.stem}", _other(path, number))
        for path in paths
        for number in range(times)
    ]


def _other(path: Path, number: int) -> bytes:
    data = json.loads(path.read_bytes())
    text = json.dumps(data, ensure_ascii=False)
    if number:
        for party in data["parties"]:
            name = party["name"]
            sign = chr(0x4E00 + 7 * number)
            text = text.replace(name, f"{name[:-1]}{sign}{name[-1]}")
        text = text.replace(data["id"], f"{data['id']}-{number}")
        text = _SERIAL.sub(lambda m: f"〕{int(m[1]) + number}号", text)
        text = _moved(text, -(5 * number) % _WEEKS)
        text = json.dumps(
            _with_amounts(json.loads(text), number), ensure_ascii=False
        )
    return text.encode()


def _moved(text: str, weeks: int) -> str:
    """The text with every day earlier by whole weeks."""
    span = dt.timedelta(weeks=weeks)

    def day(match: re.Match[str]) -> dt.date:
        return dt.date(*map(int, match.groups())) - span

    def printed(match: re.Match[str]) -> str:
        moved = day(match)
        return f"{moved.year}年{moved.month}月{moved.day}日"

    text = _ISO.sub(lambda match: day(match).isoformat(), text)
    return _PRINTED.sub(printed, text)


def _with_amounts(data: dict[str, Any], number: int) -> dict[str, Any]:
    """Amounts that stand nowhere else in the case, a little higher."""
    whole = json.dumps(data, ensure_ascii=False)
    for violation in data["violations"]:
        for fact in violation.get("facts", {}).values():
            value = fact.get("value")
            if (
                isinstance(value, str)
                and _AMOUNT.fullmatch(value)
                and whole.count(value) == 1
            ):
                fact["value"] = str(int(value) + number)
    return data
