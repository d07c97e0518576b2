"""Layouts: which sections a paper has, in which order, in which words.

A layout is a file of ``layouts/``. Its sections nest; each may carry

* ``part`` (one or several) and ``element``: what it tells (inherited by what
  it holds);
* ``when``: names of the context that must all hold; ``not x`` turns one;
* ``each`` and ``as``: repeated for each member of a list of the context;
* ``heading``, and one of ``text``, ``title``, ``number``, ``items``, ``rows``,
  ``signature``, ``sign``, ``sections``, ``use`` (a group of ``_shared``).

Every text is a ``{zh, en}`` pair of templates.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.notice._names import LAYOUTS

Text = Mapping[str, str]

_CONTENT: Final = (
    "text",
    "title",
    "number",
    "items",
    "rows",
    "signature",
    "sign",
    "sections",
    "use",
)
_SECTION: Final = (
    "part",
    "element",
    "when",
    "each",
    "as",
    "heading",
    "level",
    *_CONTENT,
)
_SHAPES: Final[Mapping[str, tuple[str, ...]]] = {
    "items": ("each", "as", "text"),
    "row": ("label", "value", "when", "each", "as"),
    "signature": ("agency", "date", "seal"),
}
_TOP: Final = ("kind", "name", "told_here", "sections")


@frozen(kw_only=True)
class Row:
    """A row of a table of labels and values."""

    label: Text
    value: Text
    when: tuple[str, ...] = ()
    each: str | None = None
    as_: str = "it"


@frozen(kw_only=True)
class Section:
    """A section of a layout; see the module for its fields."""

    parts: tuple[str, ...] = ()
    element: str | None = None
    when: tuple[str, ...] = ()
    each: str | None = None
    as_: str = "it"
    heading: Text | None = None
    level: int = 1
    text: Text | None = None
    title: Text | None = None
    number: Text | None = None
    items: Row | None = None
    rows: tuple[Row, ...] = ()
    signature: Mapping[str, Text] | None = None
    sign: tuple[Row, ...] = ()
    sections: tuple["Section", ...] = ()


@frozen(kw_only=True)
class Layout:
    """A paper's layout.

    Args:
        kind: kind of the paper, as in ``case.PaperKind``.
        name: what the paper is called.
        told_here: parts that the fixed words of this layout tell by
            themselves (rights, the late charge): printing them meets the
            requirement, whatever an earlier print of the paper lacked.
        sections: in order.
    """

    kind: str
    name: Text
    told_here: frozenset[str] = field(converter=frozenset)
    sections: tuple[Section, ...] = ()


def kinds() -> tuple[str, ...]:
    """The kinds of paper that have a layout, sorted."""
    return tuple(
        sorted(
            path.stem
            for path in LAYOUTS.glob("*.yaml")
            if not path.stem.startswith("_")
        )
    )


@cache
def load_layout(kind: str) -> Layout:
    """The layout of ``kind``.

    Raises:
        UnknownNameError: no such layout.
        RuleError: the file is no layout; every fault, located.
    """
    if kind not in kinds():
        what = "paper"
        raise UnknownNameError(what, kind, kinds())
    document = _yaml.load(LAYOUTS / f"{kind}.yaml")
    shared = _yaml.load(LAYOUTS / "_shared.yaml")
    return read_layout(document, shared)


def read_layout(document: _yaml.Document, shared: _yaml.Document) -> Layout:
    """Read a layout and the shared groups that it uses.

    Raises:
        RuleError: every fault of both files, located.
    """
    reader = _Reader(document, shared)
    value = document.value
    reader.keys(value, _TOP, _TOP[:2], "")
    sections = tuple(
        reader.section(raw, f"/sections/{index}")
        for index, raw in enumerate(reader.listed(value, "sections", ""))
    )
    layout = Layout(
        kind=str(value.get("kind")),
        name=reader.text(value.get("name"), "/name"),
        told_here=reader.listed(value, "told_here", ""),
        sections=sections,
    )
    if reader.faults:
        raise RuleError(reader.faults)
    return layout


class _Reader:
    """Reads sections and collects what is wrong with them."""

    def __init__(
        self, document: _yaml.Document, shared: _yaml.Document
    ) -> None:
        self._document = document
        self._shared = shared
        self._inside: tuple[str, ...] = ()
        self.faults: list[Fault] = []

    def _fault(self, code: str, pointer: str, **params: Any) -> None:
        place = self._document.place(pointer)
        self.faults.append(Fault(code, place, params))

    def keys(
        self,
        value: Any,
        allowed: tuple[str, ...],
        needed: tuple[str, ...],
        pointer: str,
    ) -> bool:
        """Whether ``value`` is a map with these keys."""
        if not isinstance(value, dict):
            self._fault("layout-not-a-map", pointer, expected=list(allowed))
            return False
        for key in value:
            if key not in allowed:
                self._fault(
                    "layout-unknown-key",
                    f"{pointer}/{key}",
                    found=str(key),
                    expected=list(allowed),
                )
        for key in needed:
            if key not in value:
                self._fault("layout-key-missing", pointer, expected=key)
        return True

    def listed(self, value: Any, key: str, pointer: str) -> list[Any]:
        found = value.get(key, [])
        if isinstance(found, list):
            return found
        self._fault("layout-not-a-list", f"{pointer}/{key}", found=key)
        return []

    def text(self, value: Any, pointer: str) -> Text:
        """A pair of templates, both of which must compile."""
        if not self.keys(value, ("zh", "en"), ("zh", "en"), pointer):
            return {}
        from jinja2 import TemplateSyntaxError

        from penaltykit.notice._template import template

        for lang, source in value.items():
            try:
                template(str(source), lang)
            except TemplateSyntaxError as error:
                self._fault(
                    "layout-template",
                    f"{pointer}/{lang}",
                    found=str(source),
                    problem=error.message or "",
                )
        return {lang: str(source) for lang, source in value.items()}

    def _names(self, value: Any, key: str, pointer: str) -> tuple[str, ...]:
        """One name or a list of them."""
        given = value.get(key, [])
        if isinstance(given, str):
            return (given,)
        return tuple(str(name) for name in self.listed(value, key, pointer))

    def _row(self, value: Any, pointer: str) -> Row | None:
        shape = _SHAPES["row"]
        if not self.keys(value, shape, ("label", "value"), pointer):
            return None
        return Row(
            label=self.text(value.get("label"), f"{pointer}/label"),
            value=self.text(value.get("value"), f"{pointer}/value"),
            when=self._names(value, "when", pointer),
            each=value.get("each"),
            as_=value.get("as", "it"),
        )

    def _rows(self, value: Any, key: str, pointer: str) -> tuple[Row, ...]:
        rows = (
            self._row(raw, f"{pointer}/{key}/{index}")
            for index, raw in enumerate(self.listed(value, key, pointer))
        )
        return tuple(row for row in rows if row)

    def _items(self, value: Any, pointer: str) -> Row | None:
        if not self.keys(value, _SHAPES["items"], _SHAPES["items"], pointer):
            return None
        text = self.text(value.get("text"), f"{pointer}/text")
        return Row(
            label={"zh": "", "en": ""},
            value=text,
            each=value.get("each"),
            as_=value.get("as", "it"),
        )

    def _signature(self, value: Any, pointer: str) -> Mapping[str, Text]:
        shape = _SHAPES["signature"]
        if not self.keys(value, shape, ("agency", "date"), pointer):
            return {}
        return {
            key: self.text(value[key], f"{pointer}/{key}")
            for key in shape
            if key in value
        }

    def section(self, value: Any, pointer: str) -> Section:
        """One section, with those inside it."""
        if not self.keys(value, _SECTION, (), pointer):
            return Section()
        content = [key for key in _CONTENT if key in value]
        if len(content) != 1:
            self._fault(
                "layout-one-content",
                pointer,
                found=content,
                expected=list(_CONTENT),
            )
        inner = tuple(
            self.section(raw, f"{pointer}/sections/{index}")
            for index, raw in enumerate(
                self.listed(value, "sections", pointer)
            )
        )
        if "use" in value:
            inner = self._used(str(value["use"]), pointer)
        texts = {
            key: self.text(value[key], f"{pointer}/{key}")
            for key in ("heading", "text", "title", "number")
            if key in value
        }
        return Section(
            parts=self._names(value, "part", pointer),
            element=value.get("element"),
            when=self._names(value, "when", pointer),
            each=value.get("each"),
            as_=value.get("as", "it"),
            level=value.get("level", 1),
            items=self._items(value["items"], f"{pointer}/items")
            if "items" in value
            else None,
            rows=self._rows(value, "rows", pointer),
            signature=self._signature(
                value["signature"], f"{pointer}/signature"
            )
            if "signature" in value
            else None,
            sign=self._rows(value, "sign", pointer),
            sections=inner,
            **texts,
        )

    def _used(self, name: str, pointer: str) -> tuple[Section, ...]:
        """The sections of a shared group, read in its own file."""
        groups = self._shared.value
        if name not in groups or name in self._inside:
            self._fault(
                "layout-unknown-group",
                f"{pointer}/use",
                found=name,
                expected=sorted(groups),
            )
            return ()
        reader = _Reader(self._shared, self._shared)
        reader._inside = (*self._inside, name)
        sections = tuple(
            reader.section(raw, f"/{name}/{index}")
            for index, raw in enumerate(reader.listed(groups, name, ""))
        )
        self.faults += reader.faults
        return sections
