"""Identity values that stand in free text but in no field of the case.

Every search is linear: one pass over runs of digits, no nested repetition.
Positions are those of ``plain`` text (see :mod:`penaltykit.privacy._text`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from penaltykit._pattern import Pattern
from penaltykit.privacy._kinds import IdentityKind
from penaltykit.privacy._numbers import birth_date_of, is_uscc, passes_luhn

# Signs with which people cover digits.
COVERS: Final = "*×✕●○◯■□#"
_PLATES: Final = (
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
)
_NUMERALS: Final = "〇零○一二三四五六七八九"

# Three looks, each dearer than the one before; all are at the quick form.
# RAW: the text is its own quick form. HOT or NUMERALS: it may hold a pattern.
# TRIGGER: it very likely does. ODD: signs that only the slow way can read.
RAW: Final = Pattern(
    r"[^0-9a-z\u3001\u3002\u3008-\u301b\u4e00-\u9fff，：；（）！？“”‘’×《》]"
)
HOT: Final = Pattern(
    rf"[0-9{COVERS}](?:[0-9]{{3}}|[{COVERS}x])|[{COVERS}][0-9]|@|[a-z][0-9]"
)
NUMERALS: Final = Pattern(rf"[{_NUMERALS}]{{7}}")
TRIGGER: Final = Pattern(
    rf"[0-9]{{7}}|[0-9][{COVERS}x]|[{COVERS}][0-9]|@"
    rf"|[{_PLATES}][a-z][0-9a-z{COVERS}]"
    r"|身份|证件号|护照|通行证|居住证|passport|id(?:number|card|no)"
)
ODD: Final = Pattern(
    r"[^\x20-\x7f\u3001-\u3006\u3008-\u301f\u4e00-\u9fff“”‘’×●○■□〇￥]"
)

_RUN: Final = Pattern(r"[0-9](?:[ \-./_·•\\|~‐‑‒–—−]{0,3}[0-9x])*")
_COVERED: Final = Pattern(rf"[0-9{COVERS}x.]+")
_COVERED_GROUPS: Final = Pattern(
    rf"[0-9]{{3,20}}(?:[ \-]{{1,2}}[{COVERS}x]{{2,8}}){{1,4}}"
    r"[ \-]{1,2}[0-9x]{1,8}"
)
_COVER_PART: Final = Pattern(rf"[{COVERS}x]{{3}}|\.{{3}}")
_LEAST_COVERED: Final = 4
_LEAST_DOTTED: Final = 10
_AREA_IN_BRACKETS: Final = Pattern(r"\((0[0-9]{2,3})\) {0,2}([0-9]{7,8})")
_PLATE: Final = Pattern(
    rf"[{_PLATES}] ?[a-z] ?[·•.\- ]?[0-9a-z{COVERS}]{{5,6}}[挂学警港澳]?"
)
_LABELLED: Final = Pattern(
    r"(?P<id>身份证|身份号码|证件号|护照|通行证|居住证|passport"
    r"|id (?:number|card|no))"
    r"(?:件?号码?|号)?[ :是为()“\".,]{0,6}(?P<a>[a-z]{0,3}[0-9]"
    rf"[0-9\- x{COVERS}]{{2,40}})"
    r"|(?P<phone>电话|手机|座机|联系方式|tel|phone)"
    r"(?:号码?)?[ :是为()“\".,]{0,6}(?P<b>\+?[0-9][0-9\- ]{5,30})"
    r"|(?P<account>[账帐]号|卡号|[账帐]户号?)"
    r"(?:号码?)?[ :是为()“\".,]{0,6}(?P<c>[0-9][0-9\- ]{4,40})"
)
_LEAST: Final = {"id": 4, "phone": 7, "account": 8}
_NUMERAL_RUN: Final = Pattern(rf"[{_NUMERALS} ]{{7,}}x?")
_TO_DIGITS: Final = str.maketrans(_NUMERALS, "000123456789")

_MOBILE: Final = Pattern(r"1[3-9][0-9]{9}")
_LANDLINE: Final = Pattern(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}")
_MOBILE_SHAPES: Final = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6)}
)
_COUNTRY: Final = ("0086", "86", "0")
_ID_LONG: Final = 18
_ID_SHORT: Final = 15
_SHORT_SHAPES: Final = frozenset(
    {(6, 6, 3), (6, 9), (5, 5, 5), (3,) * 5, (4, 4, 4, 3), (8, 7), (12, 3)}
)
_CARD: Final = range(16, 20)
_CARD_GROUP: Final = 4
_COVERED_PHONE: Final = range(10, 13)  # people miscount their asterisks
_LONGEST: Final = 32
_LOCAL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_DOMAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
_LONGEST_LOCAL: Final = 64
_LONGEST_DOMAIN: Final = 255


@frozen
class Hit:
    """A pattern found in ``plain[start:end]``.

    ``weak``: the digits alone might as well be some other number, such as
    that of a paper.
    """

    start: int
    end: int
    kind: IdentityKind
    weak: bool = False


def find_patterns(plain: str) -> Iterator[Hit]:
    """Everything in the text that looks like an identity value.

    A number of 18 digits is taken for an identity number even where its
    check digit is wrong, unless it is a valid USCC: a typing slip must not
    publish a person. A number whose middle is covered still tells who it is.
    """
    for run in _RUN.finditer(plain):
        yield from _in_run(plain, run.start(), run.end())
    for run in _NUMERAL_RUN.finditer(plain):
        part = run.group().translate(_TO_DIGITS)
        for inner in _RUN.finditer(part):
            for hit in _in_run(part, inner.start(), inner.end()):
                offset = run.start()
                yield Hit(
                    hit.start + offset, hit.end + offset, hit.kind, hit.weak
                )
    yield from _covered(plain)
    for found in _AREA_IN_BRACKETS.finditer(plain):
        yield Hit(found.start(), found.end(), IdentityKind.PHONE)
    for found in _PLATE.finditer(plain):
        if any(sign.isdigit() for sign in found.group()):
            yield Hit(found.start(), found.end(), IdentityKind.PLATE)
    yield from _labelled(plain)
    yield from _emails(plain)


@frozen
class _Group:
    """Digits that stand together, at ``start`` of the text."""

    digits: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.digits)


def _in_run(text: str, start: int, end: int) -> Iterator[Hit]:
    """Numbers in a run of digits, written together or in groups."""
    groups = []
    at = start
    while at < end:
        if not (text[at].isdigit() or text[at] == "x"):
            at += 1
            continue
        begin = at
        while at < end and (text[at].isdigit() or text[at] == "x"):
            at += 1
        groups.append(_Group(text[begin:at], begin))
    for group in groups:
        kind = _whole(group.digits)
        if kind:
            weak = kind is not IdentityKind.PHONE and not birth_date_of(
                group.digits
            )
            yield Hit(group.start, group.end, kind, weak)
    yield from _grouped(groups)


def _whole(digits: str) -> IdentityKind | None:
    """What digits without a gap are."""
    size = len(digits)
    if size == _ID_LONG and digits[:-1].isdigit():
        # No province begins with 0: seventeen zeros and X stand for a code
        # that a business does not have.
        born = birth_date_of(digits)
        if born is None and (digits.startswith("0") or is_uscc(digits)):
            return None
        return IdentityKind.ID_NUMBER
    if not digits.isdigit():
        return None
    kind = None
    if size == _ID_SHORT and birth_date_of(digits):
        kind = IdentityKind.ID_NUMBER
    elif _is_phone(digits):
        kind = IdentityKind.PHONE
    elif size in _CARD and (digits.startswith("62") or passes_luhn(digits)):
        kind = IdentityKind.ACCOUNT
    return kind


def _is_phone(digits: str) -> bool:
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return True
    return any(
        digits.startswith(code)
        and _MOBILE.fullmatch(digits, len(code)) is not None
        for code in _COUNTRY
    )


def _grouped(groups: Sequence[_Group]) -> Iterator[Hit]:
    """Numbers written in groups; dates side by side must not be taken for
    one, so that only customary groupings count.
    """
    for first in range(len(groups)):
        digits = ""
        shape: tuple[int, ...] = ()
        for last in range(first, min(first + _LONGEST, len(groups))):
            digits += groups[last].digits
            shape = (*shape, len(groups[last].digits))
            if len(digits) > _LONGEST:
                break
            if last == first:
                continue
            kind = _grouped_kind(digits, shape)
            if kind:
                yield Hit(groups[first].start, groups[last].end, kind)


def _grouped_kind(digits: str, shape: tuple[int, ...]) -> IdentityKind | None:
    size = len(digits)
    singles = set(shape) == {1}
    if size == _ID_LONG and birth_date_of(digits):
        return IdentityKind.ID_NUMBER
    if not digits.isdigit():
        return None
    if size == _ID_SHORT and (singles or shape in _SHORT_SHAPES):
        return IdentityKind.ID_NUMBER if birth_date_of(digits) else None
    if _phone_shape(digits, shape, singles=singles):
        return IdentityKind.PHONE
    if size in _CARD and _card_shape(shape, singles=singles):
        known = digits.startswith("62") or passes_luhn(digits)
        return IdentityKind.ACCOUNT if known else None
    return None


def _phone_shape(
    digits: str, shape: tuple[int, ...], *, singles: bool
) -> bool:
    for code in _COUNTRY[:2]:
        if shape[0] == len(code) and digits.startswith(code):
            rest, inner = digits[len(code) :], shape[1:]
            return bool(_MOBILE.fullmatch(rest)) and (
                len(inner) == 1 or inner in _MOBILE_SHAPES
            )
    if _MOBILE.fullmatch(digits):
        return singles or shape in _MOBILE_SHAPES
    if _LANDLINE.fullmatch(digits):
        return singles or shape[0] in {3, 4}
    return False


def _card_shape(shape: tuple[int, ...], *, singles: bool) -> bool:
    if singles or shape == (6, 13):
        return True
    *body, last = shape
    return set(body) == {_CARD_GROUP} and last <= _CARD_GROUP


def _covered(plain: str) -> Iterator[Hit]:
    """Numbers of which only a part is covered: 440781********1234."""
    for found in _COVERED_GROUPS.finditer(plain):
        yield Hit(found.start(), found.end(), IdentityKind.ID_NUMBER)
    for run in _COVERED.finditer(plain):
        text = run.group().rstrip(".")
        if not _COVER_PART.search(text):
            continue
        digits = sum(sign.isdigit() for sign in text)
        dotted = not any(sign in COVERS or sign == "x" for sign in text)
        if digits < (_LEAST_DOTTED if dotted else _LEAST_COVERED):
            continue
        is_phone = text.startswith("1") and len(text) in _COVERED_PHONE
        kind = IdentityKind.PHONE if is_phone else IdentityKind.ID_NUMBER
        yield Hit(run.start(), run.start() + len(text), kind)


def _labelled(plain: str) -> Iterator[Hit]:
    """Numbers that a word before them names: 身份证号：…, 账号：…."""
    kinds = {
        "id": (IdentityKind.ID_NUMBER, "a"),
        "phone": (IdentityKind.PHONE, "b"),
        "account": (IdentityKind.ACCOUNT, "c"),
    }
    for found in _LABELLED.finditer(plain):
        for name, (kind, part) in kinds.items():
            if found[name] is None:
                continue
            value = found[part].rstrip(" -")
            if sum(sign.isdigit() for sign in value) >= _LEAST[name]:
                start = found.start(part)
                yield Hit(start, start + len(value), kind)


def _emails(plain: str) -> Iterator[Hit]:
    """E-mail addresses, a blank around the sign @ included."""
    at = plain.find("@")
    while at >= 0:
        start = _reach(plain, at - 1, -1, _LOCAL, _LONGEST_LOCAL)
        end = _reach(plain, at + 1, 1, _DOMAIN, _LONGEST_DOMAIN)
        if start < at and end > at + 1:
            yield Hit(start, end, IdentityKind.EMAIL)
        at = plain.find("@", at + 1)


def _reach(
    plain: str, at: int, step: int, signs: frozenset[str], limit: int
) -> int:
    """How far an address goes on from ``at``: the start (``step`` -1) or
    the end (``step`` 1) of it.
    """
    begin = at
    if 0 <= at < len(plain) and plain[at] == " ":
        at += step
    first = at
    while 0 <= at < len(plain) and plain[at] in signs:
        if abs(at - first) >= limit:
            break
        at += step
    if at == first:
        return begin + (1 if step < 0 else 0)
    return at + 1 if step < 0 else at
