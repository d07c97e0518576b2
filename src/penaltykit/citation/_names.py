"""The names under which laws are cited."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, Self

from attrs import field, frozen

_STATE: Final = "中华人民共和国"


def _empty() -> dict[str, str]:
    return {}


@frozen(kw_only=True)
class LawNames:
    """Names to law ids, and law ids to titles.

    Args:
        ids: every name, full and short, in Chinese and English, to the id.
        zh: id to the full Chinese name, without book marks.
        en: id to the English name.
    """

    ids: Mapping[str, str] = field(factory=_empty, hash=False)
    zh: Mapping[str, str] = field(factory=_empty, hash=False)
    en: Mapping[str, str] = field(factory=_empty, hash=False)

    @classmethod
    def of(cls, laws: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> Self:
        """From law id to Chinese name, English name and short names.

        A name that begins with 中华人民共和国 is known without it too; a name
        claimed by two laws is left out, since it names neither.
        """
        claims: dict[str, set[str]] = {}
        for law, (zh, en, short) in laws.items():
            for name in (zh, zh.removeprefix(_STATE), en, *short):
                claims.setdefault(name, set()).add(law)
        return cls(
            ids={
                name: next(iter(owners))
                for name, owners in claims.items()
                if name and len(owners) == 1
            },
            zh={law: names[0] for law, names in laws.items()},
            en={law: names[1] for law, names in laws.items()},
        )

    def id_of(self, name: str) -> str | None:
        """The id of the law with this id or name, book marks or not."""
        plain = name.strip().strip("《》〈〉").strip()
        if plain in self.zh:
            return plain
        return self.ids.get(plain)

    def title(self, law: str, lang: str = "zh") -> str:
        """The name to print; an unknown law keeps the name it came with."""
        titles = self.en if lang == "en" else self.zh
        return titles.get(law, law)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any known name, the longest first."""
        names = sorted(self.ids, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)) or r"(?!)")
