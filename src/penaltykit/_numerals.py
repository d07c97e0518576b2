"""Chinese numerals up to 9999, in whichever signs."""


def by_places(number: int, digits: str, places: tuple[str, ...]) -> str:
    """1 to 9999 in words, without leading zeros: ``一千零五``.

    Args:
        number: to write.
        digits: the signs from zero to nine.
        places: the signs after units, tens, hundreds and thousands.
    """
    text = ""
    zero = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if zero else "") + digits[digit] + places[place]
            zero = False
        else:
            zero = bool(text)
    return text
