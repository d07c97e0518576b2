"""What the problems of a phrase are called, in both languages."""

from penaltykit._i18n import N_, translator

_MESSAGES = {
    "missing-unit": N_(
        "A figure stands without a unit in “{text}”; the unit of the figure"
        " beside it was taken, or yuan for ten thousands of a fine."
    ),
    "missing-bound-word": N_(
        "“{text}” has a lower bound, and a second figure without 以下; it was"
        " read as the upper bound."
    ),
    "two-upper-bounds": N_("“{text}” gives two upper bounds."),
    "two-lower-bounds": N_("“{text}” gives two lower bounds."),
    "lower-above-upper": N_(
        "In “{text}” the lower bound lies above the upper bound."
    ),
    "no-unit": N_("“{text}” gives an amount without any unit."),
    "stray-word": N_("A word too many stands in “{text}”."),
    "unclosed-bracket": N_("The bracket at “{text}” is not closed."),
    "base-minimum": N_(
        "“{text}” gives a minimum that is not that of the base before it; it"
        " was left out."
    ),
    "ambiguous": N_(
        "“{text}” can be read in more than one way; all readings are given."
    ),
}


def problem_message(code: str, text: str, lang: str) -> str:
    """One sentence about a problem of a phrase.

    Args:
        code: of the problem.
        text: the printed words that it is about.
        lang: ``zh`` or ``en``.
    """
    _ = translator(lang)
    return _(_MESSAGES[code]).format(text=text)
