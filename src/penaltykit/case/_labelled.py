"""Fields of the case file, made with their labels.

Metadata of a field:

* ``zh`` / ``en``: label in forms, schema and messages;
* ``json``: name in JSON where it differs from the attribute;
* ``identity``: the kind of identity value it holds (``name``, ``id-number``,
  ``phone``, ``address``, ``account``, ``birth-date``, ``contact``,
  ``trade-secret``, ``private``); privacy reads it, so that no list of secret
  fields stands a second time;
* ``at_least``: how many entries a list must have;
* ``words``: the closed list of a text field that is no enumeration.
"""

from typing import Any

from attrs import Attribute, field


def labelled(
    zh: str, en: str, *, identity: str | None = None, **kw: Any
) -> Any:
    """An attrs field with labels, and the kind of identity value if any."""
    meta: dict[str, Any] = {"zh": zh, "en": en}
    if identity:
        meta["identity"] = identity
    for name in ("json", "at_least", "words"):
        if name in kw:
            meta[name] = kw.pop(name)
    return field(metadata=meta, **kw)


def optional(zh: str, en: str, **kw: Any) -> Any:
    """A field that may be absent; then it is ``None``."""
    return labelled(zh, en, default=None, **kw)


def several(zh: str, en: str, **kw: Any) -> Any:
    """A list that may be absent; then it is empty."""
    return labelled(zh, en, factory=tuple, **kw)


def json_name(attribute: "Attribute[Any]") -> str:
    """The name of an attribute in JSON: ``from_`` is written ``from``."""
    return str(attribute.metadata.get("json", attribute.name))
