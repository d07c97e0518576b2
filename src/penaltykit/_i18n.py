"""Languages of what people read: Chinese by default, English on request.

Messages are gettext msgids in English; ``locales/zh`` holds the Chinese.
"""

import datetime as dt
import gettext
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Self

from penaltykit._resources import locales_root
from penaltykit.errors import UnknownNameError

LANGS = ("zh", "en")
DEFAULT_LANG = "zh"
_DOMAIN = "penaltykit"


@cache
def translator(lang: str) -> Callable[[str], str]:
    """The function that turns an English msgid into a message in ``lang``.

    Args:
        lang: one of :data:`LANGS`.

    Raises:
        UnknownNameError: ``lang`` is no language of this library.
    """
    if lang == "en":
        return _same
    if lang not in LANGS:
        kind = "language"
        raise UnknownNameError(kind, lang, LANGS)
    path = locales_root() / lang / "LC_MESSAGES" / f"{_DOMAIN}.mo"
    if not path.is_file():
        return _same
    with path.open("rb") as file:
        return gettext.GNUTranslations(file).gettext


def _same(message: str) -> str:
    return message


def N_(message: str) -> str:  # noqa: N802 the name that extraction knows
    """Mark a msgid that is worded elsewhere; returns it unchanged."""
    return message


class LazyTexts(Mapping[str, str]):
    """A ``{"zh": ..., "en": ...}`` map that is worded on first reading.

    Most sentences of most cases are never read; wording every step of every
    case would cost more than judging it.

    Args:
        make: gives the texts; called at most once.
    """

    __slots__ = ("_make", "_texts")

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        self._make: Callable[[], Mapping[str, str]] | None = make
        self._texts: Mapping[str, str] | None = None

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """One that is filled already (unpickling ends here)."""
        return cls(lambda: texts)

    def _filled(self) -> Mapping[str, str]:
        texts = self._texts
        if texts is None:
            assert self._make is not None
            texts = self._texts = self._make()
            self._make = None
        return texts

    def __getitem__(self, lang: str) -> str:
        return self._filled()[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGS)

    def __len__(self) -> int:
        return len(LANGS)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self._filled()) == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(dict(self._filled()))

    def __reduce__(self) -> tuple[object, ...]:
        return (LazyTexts.of, (dict(self._filled()),))


def both(message: str, **params: object) -> LazyTexts:
    """A message in every language, for results that are printed later.

    Args:
        message: the English msgid with named placeholders.
        params: plain values, maps of languages, or dates, which are printed
            as each language writes them.
    """
    return LazyTexts(
        lambda: {
            lang: translator(lang)(message).format(
                **{name: _said(value, lang) for name, value in params.items()}
            )
            for lang in LANGS
        }
    )


def _said(value: object, lang: str) -> object:
    if isinstance(value, Mapping):
        return pick(value, lang)
    if isinstance(value, dt.date):
        return date_text(value, lang)
    return value


def date_text(day: dt.date, lang: str) -> str:
    """A date as papers write it: Arabic digits, no leading zeros in Chinese
    (GB/T 9704-2012); ISO in English.
    """
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()


def pick(texts: Mapping[str, str], lang: str) -> str:
    """The text of a ``{zh: ..., en: ...}`` map in ``lang``.

    Falls back to the other language, then to the empty string: half a
    translation is worth more than none.
    """
    text = texts.get(lang)
    if text:
        return text
    for other in LANGS:
        text = texts.get(other)
        if text:
            return text
    return ""
