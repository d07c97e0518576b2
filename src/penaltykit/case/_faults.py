"""Every fault of a case file, each with its place.

Runs only where the fast path has refused a file. Values of identity fields
never go into a fault: reports are mailed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from penaltykit.case import _hints
from penaltykit.case._links import broken_links
from penaltykit.case._mask import Mask
from penaltykit.case._search import SHOWN, WHOLE_FILE, Places, Search
from penaltykit.case._shape import Listing, Record, Shape, Table, case_shape
from penaltykit.errors import Fault, Place

_MOST_KNOWN = 10


class Pointers:
    """Places of data that came from no text: pointers only."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def place(self, pointer: str = "") -> Place:
        """The pointer itself."""
        return Place(file=self.name, pointer=pointer)

    key_place = place


def find_faults(
    data: Any,
    places: Places,
    earlier: Iterable[Fault] = (),
    *,
    search: bool = True,
) -> list[Fault]:
    """Every fault of ``data``, in the order of the file.

    Args:
        data: plain data.
        places: knows where each pointer stands.
        earlier: faults of the text itself, to be told together.
        search: false where the data could not be read whole.
    """
    walk = Search(places)
    walk.walk(case_shape(), data, "", None)
    for code, pointer, params in broken_links(data):
        walk.note(code, pointer, None, **_with_hint(code, params))
    found = walk.faults if search else []
    faults = [_told(fault, walk.mask) for fault in (*earlier, *found)]
    faults.sort(key=_order)
    return faults


def _told(fault: Fault, mask: Mask) -> Fault:
    """A fault as it may be shown, with the label of its field."""
    pointer = fault.place.pointer
    shown = mask.fault(fault)
    if not pointer or "field" in shown.params:
        return shown
    # A fault of the text itself; only the shape has the labels.
    params = {**shown.params, "field": _label_at(pointer)}
    return Fault(shown.code, shown.place, params)


def _with_hint(code: str, params: dict[str, Any]) -> dict[str, Any]:
    if code == "dangling-reference":
        found = params["found"]
        known = [name[:SHOWN] for name in params["known"]]
        shown = known[:_MOST_KNOWN]
        if len(known) > _MOST_KNOWN:
            shown.append("…")
        return params | {
            "hint": _hints.did_you_mean(_hints.nearest(found, known)),
            "known": shown or {"zh": "无", "en": "none"},
        }
    return params


def _label_at(pointer: str) -> Mapping[str, str]:
    """What the field at a pointer is called; its key where it has no name."""
    shape: Shape | None = case_shape()
    label: Mapping[str, str] = WHOLE_FILE
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        match shape:
            case Record() if key in shape.slots:
                slot = shape.slots[key]
                shape, label = slot.shape, slot.label
            case Listing():
                shape = shape.of
            case Table():
                shape, label = shape.of, {"zh": key, "en": key}
            case _:
                return {"zh": key, "en": key}
    return label


def _order(fault: Fault) -> tuple[int, int]:
    return fault.place.line or 0, fault.place.column or 0
