"""Words of fixed lists, as papers print them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from penaltykit import _yaml
from penaltykit._i18n import pick

LAYOUTS = Path(__file__).resolve().parent / "layouts"


@cache
def words() -> Mapping[str, Any]:
    """The fixed lists of ``layouts/_words.yaml``."""
    value: Mapping[str, Any] = _yaml.load(LAYOUTS / "_words.yaml").value
    return value


def word(group: str, name: str | None, lang: str) -> str:
    """The word for ``name`` in a list of ``_words.yaml``.

    A name that the list does not have is printed as it stands: it is the
    agency's own word.
    """
    if not name:
        return ""
    found = words()[group].get(name)
    return pick(found, lang) if found else name
