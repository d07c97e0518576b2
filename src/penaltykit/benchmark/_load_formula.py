"""Reading the formulas of a factor table."""

from decimal import Decimal
from typing import Any, Final

from penaltykit.benchmark._formula import (
    Amount,
    Base,
    Combine,
    Correction,
    Formula,
    Pick,
)
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._read import Node
from penaltykit.benchmark._statutory import LEAST, MOST, RANGE
from penaltykit.engine import FactType
from penaltykit.money import ROUNDINGS

_PERCENTS: Final = ("start", "cap_percent", "least_percent")
_YUAN: Final = ("cap", "floor")
_STATUTE: Final = "statute"
KEYS: Final = (
    "base",
    "combine",
    "rounding",
    "corrections",
    *_PERCENTS,
    *_YUAN,
)
WHOLE: Final = Decimal(100)
"""No more than this can be taken off, or be a share of what is left."""

_PICKS: Final = tuple(pick.value for pick in Pick)


class FormulaReader:
    """Reads formulas; each takes from the table what it does not say.

    Args:
        reader: for conditions and facts.
        root: the whole file.
    """

    def __init__(self, reader: CellReader, root: Node) -> None:
        self.reader = reader
        self.root = root

    def read(self, parts: dict[str, Node]) -> tuple[Formula, ...]:
        """The formulas of a table; what is wrong is noted.

        Args:
            parts: of the table.
        """
        shared = self._given(parts)
        policy = self.reader.document.policy
        shared.setdefault("rounding", policy.rounding)
        if "formulas" not in parts:
            for key in ("base", "start"):
                if key not in parts:
                    self.root.fault("table-missing-key", key=key)
            self._says_its_cap(self.root, shared)
            return (Formula(**shared),) if "base" in shared else ()
        found: list[Formula] = []
        for node in parts["formulas"].list():
            formula = self._formula(node, shared)
            if formula is None:
                continue
            if any(one.id == formula.id for one in found):
                node.fault("table-twice", found=formula.id)
            if found and found[-1].when is None:
                node.fault("table-formula-never", found=formula.id)
            found.append(formula)
        if isinstance(parts["formulas"].value, list) and not found:
            parts["formulas"].fault("table-no-formulas")
        return tuple(found)

    def _formula(self, node: Node, shared: dict[str, Any]) -> Formula | None:
        parts = node.map(("label", "when", "otherwise", *KEYS), ("id",))
        if "id" not in parts:
            return None
        given = shared | self._given(parts)
        otherwise = "otherwise" in parts and parts["otherwise"].truth()
        if otherwise == ("when" in parts):
            node.fault("table-formula-condition")
            return None
        if "base" not in given:
            node.fault("table-missing-key", key="base")
            return None
        self._says_its_cap(node, given)
        when = None
        if "when" in parts:
            when = self.reader.condition(parts["when"])
            if when is None:
                return None
        return Formula(
            id=parts["id"].identifier(),
            label=parts["label"].texts() if "label" in parts else None,
            when=when,
            **given,
        )

    @staticmethod
    def _says_its_cap(node: Node, given: dict[str, Any]) -> None:
        """Coefficients go over 100 % as often as not: nothing is cut there
        unless the table says so.
        """
        if given.get("combine") is Combine.PRODUCT and (
            "cap_percent" not in given
        ):
            node.fault("table-missing-key", key="cap_percent")

    def _given(self, parts: dict[str, Node]) -> dict[str, Any]:
        """What one level says of the formula."""
        given = self._figures(parts)
        if "combine" in parts:
            given["combine"] = parts["combine"].choice(Combine, Combine.SUM)
        if "rounding" in parts:
            given["rounding"] = parts["rounding"].word(tuple(ROUNDINGS))
        if "corrections" in parts:
            given["corrections"] = self._corrections(parts["corrections"])
        if "base" in parts:
            base = self._base(parts["base"])
            if base is not None:
                given["base"] = base
        return given

    @staticmethod
    def _figures(parts: dict[str, Node]) -> dict[str, Any]:
        """Points and limits, none below zero, no floor above its cap."""
        given: dict[str, Decimal] = {}
        for key in (*_PERCENTS, *_YUAN):
            if key in parts:
                value = parts[key].decimal()
                if value is not None and value < 0:
                    parts[key].fault("table-amount-negative", found=str(value))
                given[key] = value if value is not None else Decimal(0)
        for least, most in (("least_percent", "cap_percent"), _YUAN[::-1]):
            low, high = given.get(least), given.get(most)
            if low is not None and high is not None and low > high:
                parts[least].fault(
                    "table-band-empty", low=str(low), high=str(high)
                )
        return dict(given)

    def _base(self, node: Node) -> Base | None:
        """An amount, a money fact, several of them, or a range."""
        value = node.value
        if isinstance(value, dict) and "range" in value:
            parts = node.map((), ("range",))
            if parts["range"].value == _STATUTE:
                return self._statute(parts["range"])
            ends = parts["range"].map((), ("from", "to"))
            if not {"from", "to"} <= ends.keys():
                return None
            low, high = self._amount(ends["from"]), self._amount(ends["to"])
            if low is None or high is None:
                return None
            if (
                low.amount is not None
                and high.amount is not None
                and low.amount > high.amount
            ):
                parts["range"].fault(
                    "table-band-empty",
                    low=str(low.amount),
                    high=str(high.amount),
                )
            return Base(amounts=(high,), low=low)
        for pick in _PICKS:
            if isinstance(value, dict) and pick in value:
                parts = node.map((), (pick,))
                found = [
                    amount
                    for part in parts[pick].list()
                    if (amount := self._amount(part)) is not None
                ]
                if not found:
                    if parts[pick].value == []:
                        parts[pick].fault("table-list-empty")
                    return None
                return Base(amounts=tuple(found), pick=Pick(pick))
        amount = self._amount(node)
        return None if amount is None else Base(amounts=(amount,))

    def _is_name(self, node: Node) -> bool:
        """Whether a name stands where an amount or ``{fact: ...}`` belongs:
        rows name the fact alone, so people write it here too.
        """
        value = node.value
        if not isinstance(value, str) or not (
            value == _STATUTE or value in self.reader.vocabulary
        ):
            return False
        node.fault("table-amount-name", found=value)
        return True

    def _statute(self, node: Node) -> Base | None:
        """From the least to the greatest fine of the law."""
        for fact in (LEAST, MOST):
            if self.reader.signature(node, fact) is None:
                return None
            self.reader.name(fact)
        return Base(amounts=(Amount(fact=MOST),), low=Amount(fact=LEAST))

    def _amount(self, node: Node) -> Amount | None:
        """A figure, or a money fact: ``{fact: goods.value, times: "2"}``."""
        if self._is_name(node):
            return None
        if not isinstance(node.value, dict):
            value = node.decimal()
            if value is not None and value < 0:
                node.fault("table-amount-negative", found=str(value))
            return None if value is None else Amount(amount=value)
        parts = node.map(("times",), ("fact",))
        if "fact" not in parts:
            return None
        fact = parts["fact"].text()
        signature = self.reader.signature(parts["fact"], fact)
        if signature is None:
            return None
        if signature.type is not FactType.MONEY:
            parts["fact"].fault("table-base-not-money", found=fact)
            return None
        if fact == RANGE:
            parts["fact"].fault("table-statute-range", found=fact)
            return None
        self.reader.name(fact)
        times = parts["times"].decimal() if "times" in parts else Decimal(1)
        if times is not None and times < 0:
            parts["times"].fault("table-amount-negative", found=str(times))
        return None if times is None else Amount(fact=fact, times=times)

    def _corrections(self, node: Node) -> tuple[Correction, ...]:
        found: list[Correction] = []
        for item in node.list():
            parts = item.map(("label", "less", "more"), ("id", "when"))
            if not {"id", "when"} <= parts.keys():
                continue
            if ("less" in parts) == ("more" in parts):
                item.fault("table-correction-way")
                continue
            way = "less" if "less" in parts else "more"
            span = self._span(parts[way], way)
            when = self.reader.condition(parts["when"])
            name = parts["id"].identifier()
            if any(one.id == name for one in found):
                item.fault("table-twice", found=name)
            if span is None or when is None:
                continue
            sign = -1 if way == "less" else 1
            found.append(
                Correction(
                    id=name,
                    when=when,
                    least=span[0] * sign,
                    most=span[1] * sign,
                    label=parts["label"].texts() if "label" in parts else None,
                )
            )
        return tuple(found)

    def _span(self, node: Node, way: str) -> tuple[Decimal, Decimal] | None:
        """One percentage, or the two between which it lies."""
        if isinstance(node.value, dict):
            parts = node.map((), ("from", "to"))
            ends = [part.decimal() for part in parts.values()]
        else:
            ends = [node.decimal()]
        figures = [end for end in ends if end is not None]
        if not figures or len(figures) != len(ends):
            return None
        low, high = figures[0], figures[-1]
        if low < 0 or low > high or (way == "less" and high > WHOLE):
            node.fault("table-correction-range", low=str(low), high=str(high))
            return None
        return low, high
