"""Templates of layouts: Jinja2 in its immutable sandbox, plain text out.

Values come in as strings, truth values, lists and plain dicts, never as
objects; what they hold is printed, never evaluated.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_BREAK: Final = re.compile(r"[ \t]*\n[ \t]*")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")
_SPACES: Final = re.compile(r" {2,}")
_GAP: Final = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")


def need(value: str, gap: str) -> str:
    """``value``, or the mark of a gap where there is none.

    Args:
        value: what the paper must print.
        gap: its name in the list ``gap`` of ``_words.yaml``.

    Two noncharacters, which no cleaned value holds, enclose the name until
    the block is made: so a gap is known exactly where it is printed.
    """
    return value or f"\ufdd0{gap}\ufdd1"


def split_gaps(text: str, mark: Callable[[str], str]) -> tuple[str, list[str]]:
    """Print the gaps of a filled text, and list their names.

    Args:
        text: from :func:`fill`.
        mark: what is printed for the name of a gap.
    """
    found = _GAP.findall(text)
    return _GAP.sub(lambda match: mark(match[1]), text), found


@cache
def environment() -> "ImmutableSandboxedEnvironment":
    """The one environment of all layouts."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        # Plain text: each renderer escapes for its own format.
        autoescape=False,
        finalize=_printable,
        keep_trailing_newline=False,
    )
    # Nothing but what a context holds: no range, no cycler, no dict.
    environment.globals.clear()
    environment.globals["need"] = need
    return environment


def _printable(value: Any) -> Any:
    if value is None or isinstance(value, bool | dict | list | tuple):
        message = f"a template printed {type(value).__name__}, not text"
        raise TypeError(message)
    return value


def joined(source: str, lang: str) -> str:
    """The source of a template with its line breaks as that script has them.

    A line break in the file is no break in the paper: Chinese lines join
    without a space, English ones with one. An empty line parts paragraphs.
    """
    glue = "" if lang == "zh" else " "
    parts = _PARAGRAPHS.split(source.strip())
    return "\n".join(_BREAK.sub(glue, part) for part in parts)


@cache
def template(source: str, lang: str) -> "Template":
    """The compiled template of ``source`` in ``lang``.

    Raises:
        jinja2.TemplateSyntaxError: the source is no template.
    """
    return environment().from_string(joined(source, lang))


def fill(source: str, lang: str, context: Mapping[str, Any]) -> str:
    """Fill a template.

    Args:
        source: Jinja2 text in ``lang``.
        lang: language of the text.
        context: what the template may name, besides :func:`need`.

    Raises:
        jinja2.UndefinedError: a name that the context does not have.
    """
    text = template(source, lang).render(context)
    if lang != "zh":
        text = _SPACES.sub(" ", text)
    return text.strip()
