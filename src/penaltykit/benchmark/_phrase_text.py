"""Penalties of a table as the canonical phrase of the law's language."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from penaltykit._i18n import translator
from penaltykit.benchmark._wording import penalty_text
from penaltykit.penalty import Penalty

_FACT: Final = re.compile(r"[a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)")
"""A fact or a code that no word of a phrase stands for."""


def penalties_text(
    penalties: Sequence[Penalty],
    lang: str,
    say: Callable[[str], str] = str,
) -> str:
    """Penalties in words: in Chinese the phrase that reads back to them;
    a condition of a part stands before it.

    Args:
        penalties: of a row.
        lang: ``zh`` or ``en``.
        say: words a condition; without it the condition stands as written.
    """
    _ = translator(lang)
    mark = "；" if lang == "zh" else "; "
    parts = []
    for when, group in groupby(penalties, key=lambda one: one.when):
        text = _phrase(list(group), lang)
        if when is not None:
            text = _("{penalties} (where {condition})").format(
                condition=say(when), penalties=text
            )
        parts.append(text)
    return mark.join(parts)


def _phrase(penalties: Sequence[Penalty], lang: str) -> str:
    mark = "；" if lang == "zh" else "; "
    # The language of phrases has no place for the least of a base.
    least = any(one.base_least is not None for one in penalties)
    if lang == "zh" and not least:
        from penaltykit.clause import write_penalties

        # 责令停止 with an object that says 停止 itself (停止施工).
        text = write_penalties(penalties).replace("停止停止", "停止")
        if not _FACT.search(text):
            return text
    return mark.join(penalty_text(one, lang) for one in penalties)
