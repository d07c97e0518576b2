"""A sequence that is worked out when it is first looked at.

Trace and terms are asked for by people, seldom by a run over many cases.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, overload

Item = TypeVar("Item")


class Lazy(Sequence[Item], Generic[Item]):
    """Items that a function gives, once, on first reading.

    Args:
        make: gives the items; what it rests on must not change.
    """

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Iterable[Item]]) -> None:
        self._make: Callable[[], Iterable[Item]] | None = make
        self._items: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        if self._make is not None:
            self._items = tuple(self._make())
            self._make = None
        return self._items

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence):
            return self.items == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(len(self.items))

    def __reduce__(self) -> tuple[Any, ...]:
        # Rules are compiled closures: what is sent elsewhere is the result.
        return tuple, (self.items,)
