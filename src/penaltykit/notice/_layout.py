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
from typing import Final

from attrs import frozen

from penaltykit import _yaml
from penaltykit._fields import Node
from penaltykit._i18n import LANGS
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.notice._words import LAYOUTS

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
    told_here: frozenset[str]
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
    faults: list[Fault] = []
    node = Node(document, faults, document.value)
    layout = _layout(node, _Groups(Node(shared, faults, shared.value)))
    if faults:
        raise RuleError(faults)
    assert layout is not None
    return layout


@frozen
class _Groups:
    """The shared groups of sections, and those that are being read."""

    node: Node
    inside: tuple[str, ...] = ()


def _layout(node: Node, groups: _Groups) -> Layout | None:
    if not node.keys(_TOP, _TOP[:2]):
        return None
    return Layout(
        kind=node.text("kind") or "",
        name=_text(node.child("name")),
        told_here=frozenset(node.texts("told_here")),
        sections=_sections(node.child("sections"), groups),
    )


def _text(node: Node) -> Text:
    """A pair of templates, both of which must compile."""
    if not node.keys(LANGS, LANGS, blank=True):
        return {}
    from jinja2 import TemplateSyntaxError

    from penaltykit.notice._template import template

    found = {lang: str(source) for lang, source in node.value.items()}
    for lang, source in found.items():
        try:
            template(source, lang)
        except TemplateSyntaxError as error:
            node.child(lang).fault(
                "layout-template", found=source, problem=error.message or ""
            )
    return found


def _names(node: Node, key: str) -> tuple[str, ...]:
    """One name or a list of them."""
    if isinstance(node.value.get(key), str):
        return (node.value[key],)
    return node.texts(key)


def _row(node: Node) -> Row | None:
    if not node.keys(_SHAPES["row"], ("label", "value")):
        return None
    return Row(
        label=_text(node.child("label")),
        value=_text(node.child("value")),
        when=_names(node, "when"),
        each=node.text("each"),
        as_=node.text("as") or "it",
    )


def _rows(node: Node) -> tuple[Row, ...]:
    rows = (_row(part) for part in node.items())
    return tuple(row for row in rows if row)


def _items(node: Node) -> Row | None:
    if node.value is None or not node.keys(_SHAPES["items"], _SHAPES["items"]):
        return None
    return Row(
        label={"zh": "", "en": ""},
        value=_text(node.child("text")),
        each=node.text("each"),
        as_=node.text("as") or "it",
    )


def _signature(node: Node) -> Mapping[str, Text] | None:
    if node.value is None:
        return None
    if not node.keys(_SHAPES["signature"], ("agency", "date")):
        return {}
    return {key: _text(part) for key, part in node.entries()}


def _sections(node: Node, groups: _Groups) -> tuple[Section, ...]:
    return tuple(_section(part, groups) for part in node.items())


def _section(node: Node, groups: _Groups) -> Section:
    """One section, with those inside it."""
    if not node.keys(_SECTION):
        return Section()
    content = [key for key in _CONTENT if key in node.value]
    if len(content) != 1:
        node.fault(
            "layout-one-content", found=content, expected=list(_CONTENT)
        )
    if "use" in node.value:
        inner = _used(node, groups)
    else:
        inner = _sections(node.child("sections"), groups)
    texts = {
        key: _text(node.child(key))
        for key in ("heading", "text", "title", "number")
        if key in node.value
    }
    level = node.count("level")
    return Section(
        parts=_names(node, "part"),
        element=node.text("element"),
        when=_names(node, "when"),
        each=node.text("each"),
        as_=node.text("as") or "it",
        level=1 if level is None else level,
        items=_items(node.child("items")),
        rows=_rows(node.child("rows")),
        signature=_signature(node.child("signature")),
        sign=_rows(node.child("sign")),
        sections=inner,
        **texts,
    )


def _used(node: Node, groups: _Groups) -> tuple[Section, ...]:
    """The sections of a shared group, read in its own file."""
    name = node.text("use") or ""
    if name not in groups.node.value or name in groups.inside:
        node.child("use").fault(
            "layout-unknown-group",
            found=name,
            expected=sorted(groups.node.value),
        )
        return ()
    return _sections(
        groups.node.child(name), _Groups(groups.node, (*groups.inside, name))
    )
