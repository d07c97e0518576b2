"""Small damages to plain data, as people and programs do them."""

import copy
from typing import Any

from hypothesis import strategies as st

_WRONG = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        -1,
        2**53,
        10**15,
        10**30,
        0.5,
        1.25,
        -3.75,
        1e300,
        "",
        " ",
        "\u3000",
        "x",
        "known",
        "fine",
        "days",
        "5000",
        "5000.001",
        "-1",
        "05",
        "1e3",
        "1,000",
        "５０００",
        "5\n",
        "2024-02-30",
        "2024-2-3",
        "2023-02-29",
        "0202-01-01",
        "20240101",
        "2024-W01-1",
        "2024-01-01\n",
        "25:00",
        "09:30:61",
        "9:30",
        "09:30",
        "\x00",
        "a\x07",
        "\u202ea",
        "a\ufffe",
        "\x7f",
        "\x85",
        [],
        [None],
        ["P1"],
        [1],
        {},
        {"a": 1},
        {"value": None},
        {"text": "x"},
    ]
)
_NAMES = st.sampled_from(["x", "id", "kind", "from", "from_", "schema", "值"])


@st.composite
def mutated(draw: st.DrawFn, data: Any) -> Any:
    """The data with one to three damages; sometimes they do no harm."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        spots = list(_spots(data))
        if not spots:
            break
        parent, key = draw(st.sampled_from(spots))
        damage = draw(st.integers(0, 3))
        if damage == 0:
            parent[key] = copy.deepcopy(draw(_WRONG))
        elif damage == 1:
            del parent[key]
        elif damage == 2 and isinstance(parent, dict):
            parent[draw(_NAMES)] = copy.deepcopy(draw(_WRONG))
        elif isinstance(parent, list):
            parent.append(copy.deepcopy(draw(_WRONG)))
        else:
            parent[draw(_NAMES)] = parent.pop(key)
    return data


def _spots(data: Any) -> Any:
    """Every place in the data, as its parent and its key."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield data, key
            yield from _spots(value)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield data, index
            yield from _spots(value)
