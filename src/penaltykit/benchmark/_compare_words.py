"""Parts of documents and tables as texts that can be held side by side."""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from penaltykit.benchmark._policy import Texts
from penaltykit.benchmark._term import Term
from penaltykit.benchmark._wording import plain
from penaltykit.engine import Expression


def brief(value: object) -> str | None:
    """A rule or formula by what its parts hold."""
    if isinstance(value, tuple):
        return ", ".join(brief(one) or "" for one in value) or None
    if isinstance(value, Mapping):
        return str(value.get("zh") or dict(value)) if value else None
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, Decimal):
        return plain(value)
    kind: type = type(value)
    if attrs.has(kind):
        parts = {
            field.name: brief(getattr(value, field.name))
            for field in attrs.fields(kind)
        }
        held = " ".join(f"{key}={part}" for key, part in parts.items() if part)
        return f"({held})"
    return None if value is None else str(value)


def said(value: object) -> Texts | None:
    """A value as it stands, in either language."""
    return None if value is None else {"zh": str(value), "en": str(value)}


def listed(value: object) -> str:
    """One value, or several in a row."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def own_term(term: Term) -> Texts | None:
    """The dates of a table or a row; ``None`` where it has none."""
    if term.always:
        return None
    first = "" if term.effective is None else term.effective.isoformat()
    last = "" if term.expires is None else term.expires.isoformat()
    return said(f"{first}..{last}")
