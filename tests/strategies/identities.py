"""Identity codes that are well formed and belong to nobody.

The region 999999 was never given out, so that no code of it was ever issued:
that is the mark by which a synthetic one is known.
"""

from penaltykit.case.identity import (
    id_number_check_character,
    uscc_check_character,
)

REGION = "999999"


def synthetic_uscc(number: int, *, prefix: str = "91") -> str:
    """A unified social credit code of the region that does not exist.

    Args:
        number: 0 to 99,999,999; makes the code differ from others.
        prefix: 91 enterprise, 92 individual business, 11 state organ.
    """
    # Within it stands an organisation code with its own check character
    # (GB 11714-1997).
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    digits = f"{number:08d}"
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    remainder = -total % 11
    check = "X" if remainder == 10 else str(remainder)
    first = f"{prefix}{REGION}{digits}{check}"
    return first + uscc_check_character(first)


def synthetic_id_number(birth: str, sequence: int) -> str:
    """An identity number of the region that does not exist.

    Args:
        birth: eight digits, year month day.
        sequence: 0 to 999; odd for men, even for women.
    """
    first = f"{REGION}{birth}{sequence:03d}"
    return first + id_number_check_character(first)


def is_synthetic(code: str) -> bool:
    """Whether a code carries the mark."""
    return code.startswith(REGION) or code[2:8] == REGION
