"""Reading lists of holidays and make-up workdays in the forms they come in.

CSV from a spreadsheet, iCalendar, JSON (also that of the project holiday-cn),
plain lists, and the wording of the State Council's yearly notice. Whatever
the form, each day keeps the line that names it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from penaltykit._grid import Row, decode, read_grid
from penaltykit.errors import Fault, Place, RuleError

_DAY: Final = dt.timedelta(days=1)
_LONGEST: Final = 31
_OFF: Final = (
    "holiday",
    "off",
    "rest",
    "放假",
    "休假",
    "休息",
    "节假日",
    "休",
)
_WORK: Final = ("workday", "work", "上班", "补班", "调休上班", "班", "工作日")
_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@frozen
class Named:
    """A day as a list names it.

    Args:
        day: the date.
        work: whether it is worked; else it is off.
        place: where it stands.
    """

    day: dt.date
    work: bool
    place: Place = field(eq=False)


@frozen
class DayList:
    """What a file lists.

    Args:
        days: in the order of the file.
        source: where the file says it comes from, if it does.
    """

    days: tuple[Named, ...]
    source: str | None = None


def read_days(path: Path, year: int | None = None) -> DayList:
    """The days that a file lists.

    Args:
        path: its form is told by its name (``.csv``, ``.tsv``, ``.ics``,
            ``.json``, else a list or a notice in words).
        year: of dates without one, as in a notice.

    Raises:
        RuleError: with every fault, each at its line.
    """
    reader = _Reader(path, year)
    forms: Mapping[str, Callable[[], Iterator[Named]]] = {
        ".csv": reader.csv,
        ".tsv": reader.csv,
        ".ics": reader.ics,
        ".json": reader.json,
    }
    read = forms.get(path.suffix.lower(), reader.text)
    days = tuple(read())
    if not days and not reader.faults:
        reader.fault("calendar-import-empty", None)
    if reader.faults:
        raise RuleError(reader.faults)
    return DayList(days, reader.source)


class _Reader:
    def __init__(self, path: Path, year: int | None) -> None:
        self.path = path
        self.year = year
        self.faults: list[Fault] = []
        self.source: str | None = None

    def place(self, line: int | None) -> Place:
        column = None if line is None else 1
        return Place(file=str(self.path), line=line, column=column)

    def fault(
        self, code: str, place: Place | int | None, **params: Any
    ) -> None:
        if not isinstance(place, Place):
            place = self.place(place)
        self.faults.append(Fault(code, place, params))

    # --- words shared by the forms -----------------------------------------

    def _kind(self, text: str, place: Place | int) -> bool | None:
        """Whether a word says that a day is worked."""
        word = text.strip().strip("（）()").lower()
        # 调休上班 holds 休 as well, so what is worked is asked first.
        for words, work in ((_WORK, True), (_OFF, False)):
            if word in words:
                return work
        for words, work in ((_WORK, True), (_OFF, False)):
            if any(one in word for one in words if not one.isascii()):
                return work
        self.fault(
            "calendar-import-kind",
            place,
            found=text,
            expected=["holiday", "workday", "放假", "上班"],
        )
        return None

    def _date(self, text: str, place: Place | int) -> dt.date | None:
        found = _DATE.fullmatch(text.strip())
        digits = text.strip()
        try:
            if found is not None:
                return dt.date(*map(int, found.groups()))
            if re.fullmatch(r"\d{8}", digits, re.ASCII):
                return dt.datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            pass
        self.fault("calendar-import-date", place, found=text)
        return None

    def _run(
        self, first: dt.date, last: dt.date, place: Place | int
    ) -> Iterator[dt.date]:
        """Every day from the first to the last."""
        if not 0 <= (last - first).days < _LONGEST:
            self.fault("calendar-import-run", place, found=f"{first} – {last}")
            return
        while first <= last:
            yield first
            first += _DAY

    # --- the forms ----------------------------------------------------------

    def csv(self) -> Iterator[Named]:
        """A table with a date and a kind in each row; a heading may be
        there, further columns are passed over.
        """
        grid = read_grid(self.path)
        if grid.broken is not None:
            line, _number, reason = grid.broken
            self.fault("elements-bad-csv", line, found=reason)
        dates, kinds = self._columns(grid.rows[0] if grid.rows else None)
        for row in grid.rows:
            if row.blank:
                continue
            cells = dict(enumerate(row.cells))
            date = cells.get(dates, "")
            if row.number == 1 and not _DATE.fullmatch(date):
                continue
            day = self._date(date, grid.place(row, dates))
            work = self._kind(cells.get(kinds, ""), grid.place(row, kinds))
            if day is not None and work is not None:
                yield Named(day, work, grid.place(row, dates))

    def _columns(self, head: Row | None) -> tuple[int, int]:
        """Where date and kind stand: by heading, else the first two."""
        names = [cell.lower() for cell in head.cells] if head else []

        def find(words: tuple[str, ...], default: int) -> int:
            found = (i for i, name in enumerate(names) if name in words)
            return next(found, default)

        return (
            find(("date", "day", "日期"), 0),
            find(
                ("type", "kind", "status", "类型", "类别", "安排", "状态"), 1
            ),
        )

    def ics(self) -> Iterator[Named]:
        """An iCalendar file (RFC 5545): whole-day events whose summary says 休
        or 班, or that carry Apple's mark of a special day.
        """
        event: dict[str, tuple[str, int]] | None = None
        for number, line in self._unfolded():
            name, _mark, value = line.partition(":")
            key = name.partition(";")[0].upper()
            if key == "BEGIN" and value.upper() == "VEVENT":
                event = {"BEGIN": ("", number)}
            elif key == "END" and value.upper() == "VEVENT" and event:
                yield from self._event(event)
                event = None
            elif event is not None:
                event[key] = (value.strip(), number)

    def _unfolded(self) -> Iterator[tuple[int, str]]:
        """Lines of iCalendar: one that begins with a blank goes on."""
        held, at = "", 1
        for number, line in enumerate(decode(self.path).splitlines(), 1):
            if line[:1] in (" ", "\t"):
                held += line[1:]
                continue
            if held:
                yield at, held
            held, at = line, number
        if held:
            yield at, held

    def _event(self, event: Mapping[str, tuple[str, int]]) -> Iterator[Named]:
        start, line = event.get("DTSTART", ("", event["BEGIN"][1]))
        first = self._date(start[:8], line)
        if first is None:
            return
        end, line_of_end = event.get("DTEND", ("", line))
        # DTEND is the day after the last.
        after = self._date(end[:8], line_of_end) if end else first + _DAY
        if after is None:
            return
        special = event.get("X-APPLE-SPECIAL-DAY", ("", line))[0].upper()
        if special in ("WORK-HOLIDAY", "ALTERNATE-WORKDAY"):
            work: bool | None = special == "ALTERNATE-WORKDAY"
        else:
            summary, at = event.get("SUMMARY", ("", line))
            work = self._kind(summary, at)
        if work is None:
            return
        for day in self._run(first, max(first, after - _DAY), line):
            yield Named(day, work, self.place(line))

    def json(self) -> Iterator[Named]:
        """``{"year", "papers", "days": [{"date", "isOffDay"}]}`` as
        holiday-cn has it, ``{"source", "holidays", "workdays"}``, or a list
        of ``{"date", "type"}``.
        """
        import orjson

        text = decode(self.path)
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            place = Place(
                file=str(self.path), line=error.lineno, column=error.colno
            )
            self.fault("calendar-import-json", place)
            return
        listed: Any = value
        if isinstance(value, dict):
            papers = value.get("papers") or value.get("source")
            if isinstance(papers, list):
                papers = "; ".join(map(str, papers))
            self.source = str(papers) if papers else None
            listed = value.get("days")
            if listed is None:
                yield from self._lists(value)
                return
        if not isinstance(listed, list):
            self.fault("calendar-import-json", self._pointer(""))
            return
        for index, one in enumerate(listed):
            place = self._pointer(f"/{index}")
            if not isinstance(one, dict):
                self.fault("calendar-import-json", place)
                continue
            day = self._date(str(one.get("date", "")), place)
            off = one.get("isOffDay")
            work = (
                not off
                if isinstance(off, bool)
                else self._kind(str(one.get("type", "")), place)
            )
            if day is not None and work is not None:
                yield Named(day, work, place)

    def _lists(self, value: Mapping[str, Any]) -> Iterator[Named]:
        for key, work in (("holidays", False), ("workdays", True)):
            listed = value.get(key, [])
            place = self._pointer(f"/{key}")
            if not isinstance(listed, list):
                self.fault("calendar-import-json", place)
                continue
            for index, one in enumerate(listed):
                place = self._pointer(f"/{key}/{index}")
                day = self._date(str(one), place)
                if day is not None:
                    yield Named(day, work, place)

    def _pointer(self, pointer: str) -> Place:
        return Place(file=str(self.path), pointer=pointer)

    def text(self) -> Iterator[Named]:
        """A plain list, or the notice: what is no line of a list is read as
        the wording of the notice.
        """
        from penaltykit.period._notice import notice_days, notice_number

        text = decode(self.path)
        said = (line.partition("#")[0].strip() for line in text.splitlines())
        if _DATE.match(next(filter(None, said), "")):
            yield from self._listed(text)
            return
        self.source = notice_number(text)
        yield from notice_days(text, self.year, self.place, self.fault)

    def _listed(self, text: str) -> Iterator[Named]:
        """Lines such as ``2027-02-05..2027-02-11 休`` or ``2027-01-31 班``;
        ``#`` begins a remark.
        """
        for number, line in enumerate(text.splitlines(), 1):
            said = line.partition("#")[0].strip()
            found = _DATE.match(said)
            if found is None:
                if said:
                    self.fault("calendar-import-date", number, found=said)
                continue
            first = self._date(found.group(), number)
            rest = said[found.end() :].strip()
            last = first
            more = re.match(r"(?:\.\.|-|–|—|至|到|~|～)\s*", rest)
            if more is not None:
                end = _DATE.match(rest, more.end())
                if end is None:
                    self.fault("calendar-import-date", number, found=rest)
                    continue
                last = self._date(end.group(), number)
                rest = rest[end.end() :]
            work = self._kind(rest.strip(" ,;，；\t"), number)
            if first is None or last is None or work is None:
                continue
            for day in self._run(first, last, number):
                yield Named(day, work, self.place(number))
