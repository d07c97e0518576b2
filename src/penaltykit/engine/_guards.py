"""What durable_rules can bear, and the guards around it.

Measured for version 2.0.28: see ``docs/engine.md``.
"""

from collections.abc import Iterable

from penaltykit.errors import EngineFault

MAX_GROUP_RULES = 60
MAX_GROUP_LITERALS = 240
MAX_GROUPS = 500
MAX_RULES = 4000


class DurableUnavailable(EngineFault):
    """durable_rules is not there, or cannot bear so many rules.

    The ``python`` engine always is, and can.
    """


def hashes(name: str) -> tuple[int, int]:
    """The 32-bit FNV-1a hashes of a name as the C core forms them: with
    signed and with unsigned ``char``.
    """
    signed = unsigned = 0x811C9DC5
    for byte in name.encode("ascii"):
        extended = byte if byte < 0x80 else byte | 0xFFFFFF00  # noqa: PLR2004 the sign bit
        signed = (signed ^ extended) * 16777619 & 0xFFFFFFFF
        unsigned = (unsigned ^ byte) * 16777619 & 0xFFFFFFFF
    return signed, unsigned


def check_hashes(names: Iterable[str]) -> None:
    """The core never compares names, only hashes: two that collide would be
    one property.

    Raises:
        EngineFault: names that collide, or one that is not ASCII.
    """
    seen: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for name in names:
        if not name.isascii():
            msg = f"{name!r} is not ASCII"
            raise EngineFault(msg)
        for table, value in zip(seen, hashes(name), strict=True):
            other = table.setdefault(value, name)
            if other != name:
                msg = f"{name!r} and {other!r} have the same hash"
                raise EngineFault(msg)
