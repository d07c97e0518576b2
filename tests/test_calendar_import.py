"""Lists of holidays read into calendars, and what stops them."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import penaltykit as pk
from calling import Cli
from penaltykit._resources import rules_root
from penaltykit.errors import RuleError
from penaltykit.period import Calendar
from penaltykit.period._import import read_days
from penaltykit.period._make import make_calendars

# The wording of the notice for 2025 (国办发明电〔2024〕12号).
NOTICE = """\
国务院办公厅关于2025年
部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，\
共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。\
9月28日（周日）、10月11日（周六）上班。
2024年11月12日
"""

LIST = """\
# 一份清单
2025-01-01 休
2025-01-28..2025-02-04 放假
2025/1/26 班
2025年2月8日 上班
2025-04-04至2025-04-06 holiday
2025-05-01 - 2025-05-05 off
2025-04-27 workday
2025-05-31..2025-06-02 休
2025-10-01..2025-10-08 休
2025-09-28 补班
2025-10-11 班
"""


def shipped(year: int) -> tuple[set[str], set[str]]:
    """Days off and worked days as the shipped calendar has them."""
    from penaltykit import _yaml

    value = _yaml.load(rules_root() / "calendars" / f"{year}.yaml").value
    return set(value["holidays"]), set(value["workdays"])


def made(path: Path, year: int | None = None) -> tuple[set[str], set[str]]:
    """The same of the one calendar that a file gives."""
    (one,) = make_calendars(read_days(path, year), "x").files
    return set(map(str, one.holidays)), set(map(str, one.workdays))


def _csv(tmp_path: Path) -> Path:
    off, work = shipped(2025)
    rows = ["名称;日期;类型"]
    rows += [f"节;{day.replace('-', '/')};放假" for day in sorted(off)]
    rows += [f"班;{day};补班" for day in sorted(work)]
    path = tmp_path / "days.csv"
    path.write_bytes("\r\n".join([*rows, ";;", ""]).encode("gb18030"))
    return path


def _ics(tmp_path: Path) -> Path:
    off, work = shipped(2025)
    lines = ["BEGIN:VCALENDAR"]
    for days, word in ((off, "春节（休）"), (work, "春节（班）")):
        for day in sorted(days):
            lines += [
                "BEGIN:VEVENT",
                f"DTSTART;VALUE=DATE:{day.replace('-', '')}",
                f"SUMMARY:{word[:2]}",
                f" {word[2:]}",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    path = tmp_path / "days.ics"
    path.write_text("\r\n".join(lines), "utf-8")
    return path


def _json(tmp_path: Path) -> Path:
    off, work = shipped(2025)
    days = [{"date": day, "isOffDay": True} for day in off]
    days += [{"date": day, "isOffDay": False} for day in work]
    path = tmp_path / "days.json"
    path.write_text(json.dumps({"year": 2025, "papers": ["y"], "days": days}))
    return path


def _text(text: str) -> Callable[[Path], Path]:
    def write(tmp_path: Path) -> Path:
        path = tmp_path / "days.txt"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "write", [_csv, _ics, _json, _text(LIST), _text(NOTICE)]
)
def test_every_form_gives_the_shipped_calendar(
    write: Callable[[Path], Path], tmp_path: Path
):
    assert made(write(tmp_path)) == shipped(2025)


def test_the_notice_names_its_own_source(tmp_path: Path):
    listed = read_days(_text(NOTICE)(tmp_path))
    assert listed.source == "国办发明电〔2024〕12号"


def test_an_event_of_several_days_ends_before_its_end(tmp_path: Path):
    path = tmp_path / "x.ics"
    path.write_text(
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270205\n"
        "DTEND;VALUE=DATE:20270208\nSUMMARY:Spring\n"
        "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\nEND:VEVENT\n"
    )
    days = [one.day.isoformat() for one in read_days(path).days]
    assert days == ["2027-02-05", "2027-02-06", "2027-02-07"]


def faults(text: str, tmp_path: Path, name: str = "x.txt") -> list[str]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        make_calendars(read_days(path), "x")
    assert caught.value.text("zh")
    return [
        f"{fault.code} {fault.place.line}" for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["calendar-import-empty None"]),
        ("没有日期", ["calendar-import-empty None"]),
        ("2025-01-01 唔", ["calendar-import-kind 1"]),
        ("2025-01-01 休\n2025-0102 休", ["calendar-import-date 2"]),
        ("2025-02-30 休", ["calendar-import-date 1"]),
        ("2025-01-05..2025-01-01 休", ["calendar-import-run 1"]),
        ("2025-01-01..2025-12-31 休", ["calendar-import-run 1"]),
        # Half a calendar would count terms wrongly.
        ("2025-01-01 休", ["calendar-import-part 1"]),
        (LIST + "2025-01-01 班\n", ["calendar-import-both 13"]),
        (LIST + "2025-03-03 班\n", ["calendar-days-wrong 13"]),
        # 4 April 2025 is a Friday; 清明节 stands on the sixth line.
        (
            NOTICE.replace("4月4日（周五）", "4月4日（周四）"),
            ["calendar-import-weekday 6"],
        ),
        (
            NOTICE.replace("至6日（周日）放假，共3天", "放假，共3天"),
            ["calendar-import-count 6"],
        ),
        ("元旦：1月1日放假1天。", ["calendar-import-year 1"]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    text: str, expected: list[str], tmp_path: Path
):
    assert faults(text, tmp_path) == expected


@pytest.mark.parametrize("name", ["x.json", "x.csv", "x.ics", "x.txt"])
@pytest.mark.parametrize("text", ["", "{", "[1]", "a,b\nc,d", "\x01", "[]"])
def test_nonsense_gives_faults(name: str, text: str, tmp_path: Path):
    assert faults(text, tmp_path, name)


def test_days_of_a_neighbouring_year_are_left_to_its_own_notice(
    tmp_path: Path,
):
    path = _text(LIST + "2024-12-31 休\n")(tmp_path)
    result = make_calendars(read_days(path), "x")
    assert [one.year for one in result.files] == [2025]
    assert result.passed == (dt.date(2024, 12, 31),)


# --- the command ---------------------------------------------------------

# 2027 as a made-up list: what is asked here is the way, not the days.
FUTURE = """\
2027-01-01 休
2027-02-05..2027-02-11 休
2027-01-31 班
2027-05-01..2027-05-04 休
2027-10-01..2027-10-07 休
2027-10-09 班
"""


def test_an_imported_year_is_used_through_an_overlay(cli: Cli, tmp_path: Path):
    path = _text(FUTURE)(tmp_path)
    own = tmp_path / "own"
    code, _, err = cli(
        "rules", "calendar", "import", path, "-o", own, "--source", "测试"
    )
    assert (code, "--overlay" in err) == (0, True)
    calendar = pk.Kit(overlay=own).calendar
    assert calendar.source(2027)["zh"] == "测试"
    # Friday 5 February to Thursday the 11th is off, Sunday 31 January is
    # worked.
    assert not calendar.is_working_day(dt.date(2027, 2, 5))
    assert calendar.is_working_day(dt.date(2027, 1, 31))
    assert calendar.is_working_day(dt.date(2027, 2, 12))


def test_a_year_that_is_there_is_replaced_only_on_request(
    cli: Cli, tmp_path: Path
):
    path = _text(NOTICE)(tmp_path)
    own = tmp_path / "own"
    arguments = ["rules", "calendar", "import", path, "-o", own]
    code, _, err = cli(*arguments)
    assert (code, own.exists()) == (2, False)
    assert "--replace" in err
    code, _, _ = cli(*arguments, "--replace")
    assert code == 0
    kit = pk.Kit(overlay=own)
    assert kit.calendar.source(2025)["zh"] == "国办发明电〔2024〕12号"
    assert [change.code for change in kit.overlay.replaced] == ["2025"]


def test_without_a_source_nothing_is_written(cli: Cli, tmp_path: Path):
    path = _text(FUTURE)(tmp_path)
    code, out, err = cli("rules", "calendar", "import", path)
    assert (code, out) == (2, "")
    assert "--source" in err


def test_the_calendar_is_printed_and_reads_back(cli: Cli, tmp_path: Path):
    path = _text(FUTURE)(tmp_path)
    _, out, _ = cli(
        "rules", "calendar", "import", path, "--source", 'a: "b" #c'
    )
    folder = tmp_path / "calendars"
    folder.mkdir()
    (folder / "2027.yaml").write_text(out, "utf-8")
    calendar = Calendar.load(tmp_path)
    assert calendar.source(2027) == {"zh": 'a: "b" #c', "en": 'a: "b" #c'}


def test_the_known_years_are_listed(cli: Cli):
    _, out, _ = cli("rules", "calendar", "list", "--json")
    years = [one["year"] for one in json.loads(out)]
    assert years == list(range(2019, 2027))
