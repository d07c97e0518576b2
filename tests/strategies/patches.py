"""A case with small changes, as the fixtures write them.

A change is ``at`` (a JSON pointer) and what is done there: ``set``, ``add``
(to the end of a list), ``remove``, ``drop`` (entries of a list), or
``replace`` with ``with`` (in a text, which must stand there). A step into a
list is a position, or the kind or id of an entry: ``/papers/decision/text``;
``*`` is every entry, ``published*`` every one of that kind.
"""

import copy
from collections.abc import Iterator
from typing import Any


def patched(data: Any, changes: list[dict[str, Any]]) -> Any:
    """The data after the changes, itself left as it was.

    Raises:
        LookupError: a place that does not exist, or a text that does not
            stand where it is to be replaced.
    """
    data = copy.deepcopy(data)
    for change in changes:
        *way, last = change["at"].removeprefix("/").split("/")
        for parent in _parents(data, way):
            _change(parent, last, change)
    return data


def _steps(value: Any, step: str) -> Iterator[Any]:
    if isinstance(value, list) and not step.isdigit():
        found = [
            index
            for index, entry in enumerate(value)
            if step == "*"
            or (
                isinstance(entry, dict)
                and step.rstrip("*") in (entry.get("kind"), entry.get("id"))
            )
        ]
        if not found:
            raise LookupError(step)
        yield from found if step.endswith("*") else found[:1]
    else:
        yield int(step) if isinstance(value, list) else step


def _parents(value: Any, way: list[str]) -> list[Any]:
    if not way:
        return [value]
    return [
        parent
        for key in _steps(value, way[0])
        for parent in _parents(value[key], way[1:])
    ]


def _change(parent: Any, last: str, change: dict[str, Any]) -> None:
    if "add" in change:
        target = (
            parent.setdefault(last, [])
            if isinstance(parent, dict)
            else parent[next(_steps(parent, last))]
        )
        target.append(copy.deepcopy(change["add"]))
        return
    for key in sorted(_steps(parent, last), reverse=True):
        if change.get("remove"):
            del parent[key]
        elif "drop" in change:
            if not set(change["drop"]) <= set(parent[key]):
                raise LookupError(change["drop"])
            parent[key] = [x for x in parent[key] if x not in change["drop"]]
        elif "replace" in change:
            if change["replace"] not in parent[key]:
                raise LookupError(change["replace"])
            parent[key] = parent[key].replace(
                change["replace"], change["with"]
            )
        else:
            parent[key] = copy.deepcopy(change["set"])


def pointer_of(data: Any, at: str) -> str:
    """The JSON pointer that a place with kinds and ids means."""
    value, steps = data, []
    for step in at.removeprefix("/").split("/") if at else []:
        if isinstance(value, list):
            (key,) = list(_steps(value, step))[:1]
        else:
            key = step
        steps.append(str(key))
        try:
            value = value[key]
        except (LookupError, TypeError):
            value = None
    return "".join(f"/{step}" for step in steps)
