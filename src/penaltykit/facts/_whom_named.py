"""Names that a wording gives: to whom the party may turn, who signs at its
foot.

Only a full name is one: ``本级人民政府`` and ``有管辖权的人民法院`` name
nobody, and a covered name is passed over.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from penaltykit.facts._flat import FlatText
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import DATE, half_width, is_masked

# --- the authority and the court ---------------------------------------------

_TO: Final = r"(?:(?<![不未])向|(?<![收接达])到)"
_NAME: Final = r"[^。；;：:，,向]{2,90}?"
_REVIEW: Final = Pattern(
    rf"{_TO}(?P<names>{_NAME})(?:依法|直接|书面)?"
    r"(?:申请|提出|提起)[^。；;，,向]{0,8}复议"
)
_SUIT: Final = Pattern(
    rf"{_TO}(?P<names>{_NAME})(?:依法|直接)?"
    r"(?:起诉|(?:提起|提出)[^。；;，,向]{0,6}诉讼)"
)
_OR: Final = Pattern(r"或者?|、")
# 开平市政府, 广东省江门市中级人民法院; the office that takes the papers in
# (司法局, 行政复议办公室) is not the authority and is not compared.
_GOVERNMENT: Final = Pattern(r"[\u4e00-\u9fff]{2,30}?(?=(?:人民)?政府)")
_DEPARTMENT: Final = Pattern(
    r"[\u4e00-\u9fff]{3,30}(?:局|厅|委员会|部|总署|海关|总队)"
)
_COURT: Final = Pattern(
    r"(?!人民法院|最高)[\u4e00-\u9fff]{2,30}?(?=(?:人民)?法院)"
)
_TAKES_IN: Final = Pattern(r"司法|复议|法制")
_NOBODY: Final = Pattern(
    r"(?:[本我]|(?<!大)同)(?:级|机关|局|市|县|区|省)|上一?级|有管辖权|所在地|管辖|主管|该|相关|"
    r"有权|当地|属地|其他|指定"
)


def _one(pattern: Pattern, text: str) -> str | None:
    match = pattern.match(text)
    return None if match is None else match[0]


def authorities(flat: FlatText) -> Iterator[str]:
    """Whom a wording names for a reconsideration: governments by their
    region (``开平市``), others by their full name."""
    for piece in flat.pieces:
        for match in _REVIEW.finditer(piece):
            for name in _OR.split(match["names"]):
                if _NOBODY.search(name) or is_masked(name):
                    continue
                found = _one(_GOVERNMENT, name)
                if found is None and not _TAKES_IN.search(name):
                    found = _one(_DEPARTMENT, name)
                if found is not None:
                    yield found


def courts(flat: FlatText) -> Iterator[str]:
    """The courts to which a wording sends the party, without 人民法院."""
    for piece in flat.pieces:
        for match in _SUIT.finditer(piece):
            for name in _OR.split(match["names"]):
                found = _one(_COURT, name)
                if found and not _NOBODY.search(name) and not is_masked(name):
                    yield found


def authority_on_file(name: str) -> str | None:
    """An authority of the file as :func:`authorities` gives it; ``None``
    where the file names none in full."""
    bare = FlatText(name).bare
    if _NOBODY.search(bare) or is_masked(bare):
        return None
    found = _one(_GOVERNMENT, bare)
    if found is None and not _TAKES_IN.search(bare):
        found = _one(_DEPARTMENT, bare)
    return found


def court_on_file(name: str) -> str | None:
    """A court of the file as :func:`courts` gives it."""
    bare = FlatText(name).bare
    return None if _NOBODY.search(bare) else _one(_COURT, bare)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one: the regions above may be left out (广东省
    江门市, 江门市)."""
    return one.endswith(other) or other.endswith(one)


def named_among(name: str, found: Iterable[str]) -> bool:
    """Whether a name is one of those found."""
    return any(same_name(name, other) for other in found)


# --- the foot ----------------------------------------------------------------

_LINES: Final = 14  # from the end
_ABOVE: Final = 3  # lines between who signs and the day
_SEALED: Final = Pattern(
    r"[（(]?\s*(?:印\s*章|公\s*章|盖\s*章|章|印)\s*[)）]?"
)
_AGENCY: Final = Pattern(
    r"(?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{1,12}[)）]){3,40}"
)
_AGENCY_SIGN: Final = Pattern(
    r"(?:局|厅|委员会|政府|海关|总队|支队|大队|中队|分局|派出所|管委会|总署)"
    r"(?:[（(][^（）()]{1,12}[)）])?$"
)
_DASHED: Final = Pattern(
    r"20[0-9]{2}\s*[-./]\s*[0-9]{1,2}\s*[-./]\s*[0-9]{1,2}"
)
_BLANK: Final = Pattern(r"\s+")


def _day_begins(line: str) -> int | None:
    """Where the day stands with which a line ends."""
    at = None
    for pattern in (DATE, _DASHED):
        for match in pattern.finditer(line):
            if not _SEALED.sub("", line[match.end() :]).strip():
                at = match.start()
    return at


def signers(text: str) -> list[str]:
    """The agencies that sign a wording: each stands before a day at the
    foot, on its line or on the lines above it. A line of another kind (a
    label, the name of a person) ends the search.

    Args:
        text: wording of a paper.
    """
    lines = [
        half_width(line).strip() for line in text.split("\n") if line.strip()
    ][-_LINES:]
    found: list[str] = []
    for at, line in enumerate(lines):
        begins = _day_begins(line)
        if begins is None:
            continue
        before = [line[:begins], *reversed(lines[max(at - _ABOVE, 0) : at])]
        for part in before:
            name = _BLANK.sub("", _SEALED.sub("", part))
            if not name:
                continue
            if _AGENCY.fullmatch(name) is None or is_masked(name):
                break
            if _AGENCY_SIGN.search(name) is None:
                break
            found.append(name)
    return found
