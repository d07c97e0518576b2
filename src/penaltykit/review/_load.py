"""Reading a rubric; all faults of a file at once, each with its place."""

import difflib
from collections.abc import Collection
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from penaltykit._fields import Node, load_node
from penaltykit.agency import AgencyKinds, is_code
from penaltykit.assessment import Element
from penaltykit.case import PaperKind, Phase
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.review._rubric import (
    Among,
    Block,
    Indicator,
    Item,
    Measure,
    Reach,
    Rubric,
    RubricKind,
    Scale,
    Veto,
)

_STATUS = ("in-force", "to-be-confirmed")
_TOP = (
    "rubric",
    "kind",
    "zh",
    "en",
    "status",
    "source",
    "vetoes",
    "blocks",
    "scale",
    "indicators",
    "reviewer",
    "fields",
)
_SEVERITIES = ("error", "undetermined", "warning", "note")
_ALL = "all"


def rubric_names(root: Path) -> list[str]:
    """The rubrics of a folder of rules, in the order of the alphabet."""
    return sorted(path.stem for path in (root / "rubrics").glob("*.yaml"))


def load_rubric(name: str, root: Path, codes: Collection[str]) -> Rubric:
    """Read a rubric.

    Args:
        name: of ``rules/rubrics``, or a path that ends in ``.yaml``.
        root: the folder of rules.
        codes: every code that a finding can carry.

    Raises:
        UnknownNameError: no such rubric.
        RuleError: every fault of the file, located.
    """
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = root / "rubrics" / f"{name}.yaml"
        if name not in rubric_names(root):
            kind = "rubric"
            raise UnknownNameError(kind, name, rubric_names(root))
    faults: list[Fault] = []
    node = load_node(path, faults)
    rubric = None
    if node is not None and node.keys(_TOP, _TOP[:6]):
        rubric = _Reader(frozenset(codes), root).rubric(node)
    if faults or rubric is None:
        raise RuleError(faults)
    return rubric


class _Reader:
    def __init__(self, codes: frozenset[str], root: Path) -> None:
        self.known = codes
        self.root = root

    @cached_property
    def kinds(self) -> AgencyKinds:
        """The kinds of agency, for rubrics that name some."""
        return AgencyKinds.load(self.root)

    def rubric(self, node: Node) -> Rubric:
        kind = node.choice("kind", RubricKind) or RubricKind.CASE
        if kind == RubricKind.CASE and not node.value.get("blocks"):
            node.fault("rule-missing-key", expected="blocks")
        if kind == RubricKind.AGENCY and not node.value.get("indicators"):
            node.fault("rule-missing-key", expected="indicators")
        return Rubric(
            id=node.text("rubric") or "",
            kind=RubricKind(kind),
            name=_texts(node),
            status=node.choice("status", _STATUS) or _STATUS[1],
            source=node.languages("source"),
            vetoes=tuple(
                veto
                for part in node.child("vetoes").items()
                if (veto := self.veto(part)) is not None
            ),
            blocks=tuple(
                block
                for part in node.child("blocks").items()
                if (block := self.block(part)) is not None
            ),
            indicators=tuple(
                found
                for part in node.child("indicators").items()
                if (found := self.indicator(part)) is not None
            ),
            scale=_scale(node),
            reviewer=tuple(
                _texts(part)
                for part in node.child("reviewer").items()
                if part.keys(("zh", "en"), ("zh", "en"))
            ),
            fields=self.fields(node),
        )

    def fields(self, node: Node) -> dict[str, dict[str, str]]:
        """The kinds of agency that it is made for, with their labels."""
        if not node.value.get("fields"):
            return {}
        found = {}
        for name in node.choices("fields", self.kinds.ids()):
            kind = self.kinds.by_name(name)
            assert kind is not None
            found[name] = {"zh": kind.zh, "en": kind.en}
        return found

    def veto(self, node: Node) -> Veto | None:
        known = ("id", "zh", "en", "codes", "severities")
        if not node.keys(known, known[:4]):
            return None
        told = node.choices("severities", _SEVERITIES)
        return Veto(
            id=node.text("id") or "",
            text=_texts(node),
            codes=self.codes(node),
            severities=frozenset(told or ("error",)),
        )

    def block(self, node: Node) -> Block | None:
        known = ("id", "zh", "en", "phase", "items")
        if not node.keys((*known, "paper"), known):
            return None
        paper = node.choice("paper", PaperKind)
        return Block(
            id=node.text("id") or "",
            text=_texts(node),
            phase=Phase(node.choice("phase", Phase) or Phase.FILED),
            paper=None if paper is None else PaperKind(paper),
            items=tuple(
                item
                for part in node.child("items").items()
                if (item := self.item(part)) is not None
            ),
        )

    def item(self, node: Node) -> Item | None:
        known = ("id", "zh", "en", "points", "codes", "takes")
        if not node.keys(known, known[:5]):
            return None
        return Item(
            id=node.text("id") or "",
            text=_texts(node),
            points=_points(node),
            codes=self.codes(node),
            takes=_takes(node),
        )

    def indicator(self, node: Node) -> Indicator | None:
        known = ("id", "zh", "en", "points", "measure")
        more = ("among", "codes", "element", "after_days", "reaches")
        if not node.keys((*known, *more), known):
            return None
        measure = Measure(node.choice("measure", Measure) or Measure.ELEMENT)
        needed = {Measure.FINDINGS: "codes", Measure.ELEMENT: "element"}
        expected = needed.get(measure)
        if expected is not None and not node.value.get(expected):
            node.fault("rule-missing-key", expected=expected)
        return Indicator(
            id=node.text("id") or "",
            text=_texts(node),
            points=_points(node),
            measure=measure,
            among=Among(node.choice("among", Among) or Among.DECIDED),
            codes=self.codes(node) if "codes" in node.value else frozenset(),
            element=node.choice("element", Element),
            after_days=node.count("after_days") or 0,
            reaches=tuple(
                self.reach(part)
                for part in node.child("reaches").items()
                if part.keys(("fields", "region", "without"))
            ),
        )

    def reach(self, node: Node) -> Reach:
        """Agencies that an indicator is about."""
        region = node.text("region")
        if region is not None and not is_code(region):
            node.child("region").fault("region-code-wrong", found=region)
        kinds = self.kinds.ids
        return Reach(
            fields=frozenset(node.choices("fields", kinds())),
            region=region,
            without=frozenset(node.choices("without", kinds())),
        )

    def codes(self, node: Node) -> frozenset[str]:
        """Codes of findings; one that no finding can carry is a fault."""
        found = node.texts("codes")
        for index, code in enumerate(found):
            if code not in self.known:
                near = difflib.get_close_matches(code, self.known, n=1)
                part = node.child("codes")
                place = Node(
                    part.document,
                    part.faults,
                    code,
                    f"{part.pointer}/{index}",
                )
                place.fault(
                    "rubric-unknown-code",
                    found=code,
                    nearest=near[0] if near else None,
                )
        return frozenset(found)


def _texts(node: Node) -> dict[str, str]:
    return {lang: node.text(lang) or "" for lang in ("zh", "en")}


def _points(node: Node) -> Decimal:
    points = node.decimal("points")
    if points is not None and points <= 0:
        node.child("points").fault("rubric-points", found=str(points))
    return points if points is not None else Decimal(0)


def _takes(node: Node) -> dict[str, Decimal | None]:
    """How many points a finding of each severity takes."""
    takes: dict[str, Decimal | None] = {"error": None, "warning": Decimal(1)}
    part = node.child("takes")
    if part.value is None:
        return takes
    takes = {}
    if not part.keys(("error", "warning", "note")):
        return takes
    for severity in part.value:
        if part.value[severity] == _ALL:
            takes[severity] = None
            continue
        points = part.decimal(severity)
        if points is not None and points < 0:
            part.child(severity).fault("rubric-points", found=str(points))
        if points is not None:
            takes[severity] = points
    return takes


def _scale(node: Node) -> Scale:
    part = node.child("scale")
    if part.value is None or not part.keys(("base", "span", "veto")):
        return Scale()
    given = {
        name: value
        for name in ("base", "span", "veto")
        if (value := part.decimal(name)) is not None
    }
    return Scale(**given)
