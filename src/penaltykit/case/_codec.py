"""Reading and writing case files.

Two ways lead in. The fast one (orjson, then tables of readers) only knows
yes or no. When it says no, the slow one reads the file again, with the
place of everything, and tells all faults at once. A file that has no fault
never pays for the second.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import orjson
from attrs import evolve

from penaltykit.case import _fast, _values
from penaltykit.case._links import broken_links
from penaltykit.case._model import Case
from penaltykit.errors import CaseError, Fault, Place

if TYPE_CHECKING:
    from penaltykit.case._sheet_words import FactLike

Format = Literal["json", "yaml", "xlsx"]

MAX_BYTES = 32 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
_ZIP = b"PK\x03\x04"
# Faults of YAML after which nothing more can be said of a file.
_ENDS_READING = ("file-not-text", "too-many-values", "yaml-syntax")
# What may stand for an unprintable character in the JSON that orjson writes:
# an escape other than of quote, backslash and line end, or the bytes of one.
_ODD_ESCAPE = re.compile(rb'\\[^nrt"\\]')
_ODD_BYTES = (  # each with how it begins, which is found faster
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xe2\x80", re.compile(rb"\xe2\x80[\xaa-\xae]")),
    (b"\xe2\x81", re.compile(rb"\xe2\x81[\xa6-\xa9]")),
    (b"\xef\xbf", re.compile(rb"\xef\xbf[\xbe\xbf]")),
)


def load_case(path: str | Path) -> Case:
    """Read a case file: JSON, YAML or a workbook, by its name.

    Args:
        path: a file; one that ends neither in ``.json``, ``.yaml``, ``.yml``
            nor ``.xlsx`` is known by how it begins.

    Raises:
        OSError: the file cannot be opened.
        CaseError: it is no case file; carries every fault with its place.
    """
    path = Path(path)
    name = str(path)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return read_case(data, format=format_of(path), name=name)


def read_case(
    data: bytes | str,
    *,
    format: Format | None = None,  # noqa: A002 the plain word for it
    name: str | None = None,
) -> Case:
    """Read a case from JSON, YAML or an XLSX workbook.

    Args:
        data: the whole file. Bytes of text are UTF-8; a byte order mark is
            allowed.
        format: ``"json"``, ``"yaml"`` or ``"xlsx"``; absent, a workbook is
            what begins like a zip archive, JSON what begins with a brace or
            a bracket.
        name: what faults call the file.

    Raises:
        CaseError: with every fault found, in the order of the file.
    """
    if len(data) > MAX_BYTES:
        params = {"found": len(data), "limit": MAX_BYTES}
        raise CaseError([Fault("file-too-large", Place(file=name), params)])
    if format is None:
        format = _format_of_data(data)  # noqa: A001 as above
    if format == "xlsx":
        return _read_workbook(data, name)
    if format == "yaml":
        return _read_yaml(data, name)
    raw = data.encode(errors="surrogatepass") if type(data) is str else data
    assert isinstance(raw, bytes)
    raw = raw.removeprefix(_BOM)
    try:
        plain = orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass
    else:
        case = _accept(plain, raw)
        if case is not None:
            return case
    raise CaseError(_json_faults(data, name))


def place_faults(
    faults: Iterable[Fault],
    data: bytes | str,
    *,
    format: Format | None = None,  # noqa: A002 as for read_case
    name: str | None = None,
) -> list[Fault]:
    """Faults that know only their pointer, with line and column.

    Args:
        faults: found in the case that ``data`` gave.
        data: the whole file, readable.
        format: as for :func:`read_case`.
        name: what faults call the file.
    """
    from penaltykit import _yaml
    from penaltykit.case._scan import scan_json

    if format is None:
        format = _format_of_data(data)  # noqa: A001 as above
    if format == "xlsx":
        from penaltykit.case._sheet_places import placed
        from penaltykit.case._sheet_read import read_sheets

        return placed(faults, read_sheets(_bytes(data), name))
    text = _decode(data, name)
    if format == "yaml":
        place = _yaml.examine(text, name=name)[0].place
    else:
        place = scan_json(text, name).place
    return [
        fault
        if fault.place.file is not None or fault.place.pointer is None
        else evolve(fault, place=place(fault.place.pointer))
        for fault in faults
    ]


def format_of(path: str | Path) -> Format | None:
    """The format that the name of a file tells; ``None`` if it tells none."""
    return _SUFFIXES.get(Path(path).suffix.lower())


def from_dict(data: Any, *, name: str | None = None) -> Case:
    """Make a case of plain data, as ``json.loads`` or :func:`to_dict` gives.

    Raises:
        CaseError: with every fault found, each with its JSON pointer.
    """
    case = _accept(data, None)
    if case is not None:
        return case
    from penaltykit.case._faults import Pointers, find_faults

    places = Pointers(name)
    raise CaseError(_some(find_faults(data, places), name))


def to_dict(case: Case) -> dict[str, Any]:
    """A case as plain data: what :func:`dump_case` writes.

    Amounts are decimal strings, dates ISO strings; fields that hold nothing
    or their default are left out.
    """
    return _fast.unstructure(case)


def dump_case(case: Case, *, pretty: bool = False) -> bytes:
    """Write a case as JSON, UTF-8.

    The same case always gives the same bytes: without ``pretty`` the
    canonical form of RFC 8785, the one that receipts hash; with it, the
    fields in the order of the schema, indented by two spaces.
    """
    plain = _fast.unstructure(case)
    if pretty:
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        return orjson.dumps(plain, option=options)
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def _format_of_data(data: bytes | str) -> Format:
    """What a file is by how it begins."""
    if isinstance(data, bytes) and data.startswith(_ZIP):
        return "xlsx"
    return "json" if _looks_like_json(data) else "yaml"


def _bytes(data: bytes | str) -> bytes:
    """A workbook is never text; what is, is refused as no workbook."""
    return data.encode() if isinstance(data, str) else data


def dump_workbook(
    case: Case, facts: "Iterable[FactLike]" = (), *, lang: str = "zh"
) -> bytes:
    """Write a case as an XLSX workbook that reads again as the same case.

    Args:
        case: the case.
        facts: entries of the vocabulary whose labels and words it shows.
        lang: language of headings and words, ``"zh"`` or ``"en"``.

    Raises:
        CaseError: a text is longer than a cell can hold.
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    from penaltykit.case._sheet_write import write_workbook

    return write_workbook(to_dict(case), facts, lang=lang)


def _looks_like_json(data: bytes | str) -> bool:
    if isinstance(data, str):
        return data.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    return data.removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")


def _accept(plain: Any, raw: bytes | None) -> Case | None:
    """The case, or ``None`` if anything at all is wrong with it.

    Args:
        plain: parsed data.
        raw: the JSON text that it came from, to be searched for duplicate
            keys; ``None`` where there can be none.
    """
    # Made outside: an error in the making is no refusal of the file.
    read = _fast.reader()
    try:
        case = read(plain)
        written = orjson.dumps(plain)
    except _fast.refusals():
        return None
    if _unprintable(written, plain):
        return None
    if raw is not None and _has_duplicate_keys(raw, written):
        return None
    return None if broken_links(plain) else case


def _unprintable(written: bytes, plain: Any) -> bool:
    """Whether some text holds a character that no paper can print."""
    suspect = b"\\" in written and _ODD_ESCAPE.search(written) is not None
    suspect = suspect or b"\x7f" in written
    suspect = suspect or any(
        begin in written and form.search(written) is not None
        for begin, form in _ODD_BYTES
    )
    if not suspect:
        return False
    search = _values.UNPRINTABLE_CHARACTER.search
    return any(search(text) for text in _texts(plain))


def _texts(plain: Any) -> Iterator[str]:
    """All keys and texts of plain data."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for key, value in plain.items():
            yield key
            yield from _texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _texts(value)


def _has_duplicate_keys(raw: bytes, written: bytes) -> bool:
    r"""Whether an object of ``raw`` has a key twice.

    orjson keeps the last of them and says nothing. Written again, the data
    then has fewer colons than the text had: one stands after every key, and
    those inside text are the same in both, unless the text has one as an
    escape ``\u003a``. A text with such escapes is read by the standard
    library instead, which shows every pair.
    """
    if raw == written:
        return False
    if b"\\u" not in raw:
        return raw.count(b":") != written.count(b":")
    try:
        json.loads(raw, object_pairs_hook=_unique)
    except _DuplicateKeyError:
        return True
    return False


class _DuplicateKeyError(Exception):
    """Two equal keys in one object."""


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _DuplicateKeyError


def _read_yaml(data: bytes | str, name: str | None) -> Case:
    """Read YAML; the faults of its text are told in the words of a case."""
    from penaltykit import _yaml

    document, unread = _yaml.examine(_decode(data, name), name=name)
    _drop_blank_figures(document.value)
    if not unread:
        case = _accept(document.value, None)
        if case is not None:
            return case
    from penaltykit.case._faults import find_faults
    from penaltykit.case._mask import hide_long_numbers

    earlier = [hide_long_numbers(fault) for fault in unread]
    # What could not be read is not missing; only the text is wrong.
    whole = not any(fault.code in _ENDS_READING for fault in unread)
    found = find_faults(document.value, document, earlier, search=whole)
    raise CaseError(_some(found, name))


def _read_workbook(data: bytes | str, name: str | None) -> Case:
    """Read a workbook; every fault names its sheet and cell."""
    from penaltykit.case._faults import find_faults
    from penaltykit.case._sheet_places import at_blank_cells
    from penaltykit.case._sheet_read import read_sheets

    sheets = read_sheets(_bytes(data), name)
    if not sheets.faults:
        case = _accept(sheets.value, None)
        if case is not None:
            return case
    found = find_faults(
        sheets.value, sheets, sheets.faults, search=sheets.complete
    )
    raise CaseError(_some(at_blank_cells(found, sheets), name))


def _drop_blank_figures(plain: Any) -> None:
    """Leave out figures of the agency that a form asks for and nobody gave:
    which of them a case needs shows only later.
    """
    agency = plain.get("agency") if type(plain) is dict else None
    figures = agency.get("parameters") if type(agency) is dict else None
    if type(figures) is not dict:
        return
    for name, figure in tuple(figures.items()):
        if (
            type(figure) is dict
            and figure
            and not any(item is not None for item in figure.values())
        ):
            del figures[name]


def _json_faults(data: bytes | str, name: str | None) -> list[Fault]:
    """Every fault of a JSON text that the fast path has refused."""
    from penaltykit.case._faults import find_faults
    from penaltykit.case._scan import scan_json

    scan = scan_json(_decode(data, name), name)
    if not scan.complete:
        # What could not be read is not missing; only the text is wrong.
        return find_faults(None, scan, scan.faults, search=False)
    return _some(find_faults(scan.value, scan, scan.faults), name)


def _some(faults: list[Fault], name: str | None) -> list[Fault]:
    """The faults, or a last one: a refusal is never without a reason."""
    return faults or [Fault("case-refused", Place(file=name))]


def _decode(data: bytes | str, name: str | None) -> str:
    """The text of a file.

    Raises:
        CaseError: it is empty or not UTF-8.
    """
    if isinstance(data, str):
        text = data.removeprefix("\ufeff")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CaseError([_encoding_fault(data, error, name)]) from None
    if not text.strip():
        raise CaseError([Fault("file-empty", Place(file=name))])
    return text


def _encoding_fault(
    data: bytes, error: UnicodeDecodeError, name: str | None
) -> Fault:
    """Which encoding the file seems to have, and where that shows."""
    line = data.count(b"\n", 0, error.start) + 1
    start = data.rfind(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    guess = _guess_encoding(data)
    place = Place(file=name, line=line, column=column)
    if guess is None:
        return Fault("not-utf8", place)
    return Fault("wrong-encoding", place, {"found": guess})


def _guess_encoding(data: bytes) -> str | None:
    for mark, encoding in _OTHER_BOMS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GB18030"
