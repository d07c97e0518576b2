"""Fault codes to sentences, in Chinese and English.

The sentences are data (``locales/faults.yaml``): what is wrong, what was
expected, how to mend it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from penaltykit import _yaml
from penaltykit._i18n import pick
from penaltykit._resources import locales_root
from penaltykit.errors import Fault

_GENERIC = {
    "zh": "这里的内容不能使用（{code}）。{details}",
    "en": "This cannot be used ({code}). {details}",
}


@cache
def wordings() -> Mapping[str, Mapping[str, str]]:
    """Every fault code with its sentence in each language."""
    value: Any = _yaml.load(locales_root() / "faults.yaml").value
    return value or {}


def word_fault(fault: Fault, lang: str = "zh") -> str:
    """One fault as a line: its place, then what is wrong and how to mend."""
    where = str(fault.place)
    message = word_message(fault, lang)
    if not where:
        return message
    return f"{where}{'：' if lang == 'zh' else ': '}{message}"


def word_message(fault: Fault, lang: str = "zh") -> str:
    """The sentence of one fault without its place.

    A code that has no wording still gives a readable line with all that the
    fault carries.
    """
    params = _Params(
        {key: _word(value, lang) for key, value in fault.params.items()}
    )
    entry = wordings().get(fault.code)
    if entry is None:
        details = "; ".join(f"{key}: {value}" for key, value in params.items())
        template = pick(_GENERIC, lang)
        return template.format(code=fault.code, details=details).strip()
    template = pick(entry, lang)
    if not params.get("hint", "-"):
        template = template.replace("{hint} ", "")
    if not fault.params.get("nearest", "-"):
        # Nothing is near: say nothing rather than name nothing.
        for part in _NEAREST:
            template = template.replace(part, "")
    return template.format_map(params).strip()


_NEAREST = (
    "相近的有：{nearest}。",
    "；最接近的是：{nearest}",
    "，最接近的是：{nearest}",
    "最接近的是：{nearest}。",
    "最接近的是“{nearest}”。",
    "Nearest: {nearest}. ",
    " The nearest is {nearest}.",
    " The nearest is: {nearest}.",
    "; the nearest is {nearest}",
    "; the nearest is: {nearest}",
)


class _Params(dict[str, str]):
    """Parameters of a wording; one that the fault lacks prints as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _word(value: object, lang: str) -> str:
    """A parameter as text: lists joined, language maps picked."""
    if isinstance(value, Mapping):
        return pick(value, lang)
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        mark = "、" if lang == "zh" else ", "
        return mark.join(_word(item, lang) for item in items)
    if value is None:
        return "无" if lang == "zh" else "nothing"
    if value is True or value is False:
        return str(value).lower()
    return str(value)
