"""DOCX, HTML and text carry the same words, safely, in the same bytes."""

import base64
import hashlib
import io
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penaltykit.case import Case
from penaltykit.errors import UnknownNameError
from penaltykit.notice import FORMATS, Notice, PageMarks
from penaltykit.notice._text import columns, wrap

docx = pytest.importorskip("docx")

Make = Callable[..., Notice]

_RPR = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing"),
    *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("vertAlign", "lang"),
)
_PPR = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl"),
    *("numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens", "snapToGrid"),
    *("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
)

NASTY = {
    "script": "<script>alert(1)</script>公司",
    "template": "{{ 7*7 }}{% for x in y %}{{ x.__class__ }}公司",
    "entity": "甲&乙\"丙'丁<b>公司</b>&amp;",
    "control": "甲\x00\x07\x1b[31m公司\ud800",
    "break": "甲\n\r\n\u2028乙\x0b公司",
    "direction": "甲\u202e\u2066乙公司",
    "cdata": "]]><!--公司-->",
    "gap": "甲\ufdd0amount\ufdd1公司",
    "format": "%s{0}{name}$HOME公司",
}


def squeeze(text: str):
    return re.sub(r"\s+", "", text)


def words(paper: Notice):
    return squeeze("".join(paper.lines()))


def docx_words(data: bytes):
    """The text of the body, tables in their place."""
    document = docx.Document(io.BytesIO(data))
    said = []
    for item in document.iter_inner_content():
        if isinstance(item, docx.table.Table):
            for row in item.rows:
                said += [cell.text for cell in row.cells]
        else:
            said.append(item.text)
    return squeeze("".join(said))


class Reader(HTMLParser):
    """The text of the page's body and the tags that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.text = []
        self.tags = []
        self.attributes = []
        self._off = 0

    def handle_starttag(self, tag: Any, attrs: Any):
        self.tags.append(tag)
        self.attributes += attrs
        self._off += tag in ("head", "style")

    def handle_endtag(self, tag: Any):
        self._off -= tag in ("head", "style")

    def handle_data(self, data: bytes):
        if not self._off:
            self.text.append(data)


def html_read(data: bytes):
    reader = Reader()
    reader.feed(data.decode())
    return reader


def with_name(case: Case, name: str):
    party = attrs.evolve(case.parties[0], name=name)
    return attrs.evolve(case, parties=(party,))


@pytest.fixture(params=["decision", "prior-notice", "on-the-spot-decision"])
def kind(request: pytest.FixtureRequest):
    return request.param


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest):
    return request.param


@pytest.fixture(params=["final", "draft"])
def paper(
    request: pytest.FixtureRequest,
    make: Make,
    case: Case,
    spot: Case,
    kind: str,
    lang: str,
):
    subject = spot if kind == "on-the-spot-decision" else case
    if request.param == "draft":
        subject = attrs.evolve(subject, officers=())
    return make(subject, kind, lang)


def test_docx_opened_again_has_the_words(paper: Notice):
    assert docx_words(paper.render("docx")) == words(paper)


def test_text_has_the_words(paper: Notice):
    text = paper.render("txt").decode()
    header = paper.blocks[0].header or ""
    body = squeeze(text).removeprefix(squeeze(header))
    body = re.sub(r"-{20,}|_+", "", body)
    tables = {
        squeeze(f"{label}{mark}{value}"): squeeze(label + value)
        for block in paper.blocks
        for label, value in getattr(block, "rows", ())
        for mark in ("：", ":")
    }
    for printed, plain in tables.items():
        body = body.replace(printed, plain)
    assert body == words(paper)


def test_html_has_the_words(paper: Notice):
    said = squeeze("".join(html_read(paper.render("html")).text))
    header = squeeze(paper.blocks[0].header or "")
    assert said.removeprefix(header) == words(paper)


@pytest.mark.parametrize("format_", FORMATS)
def test_two_runs_give_the_same_bytes(make: Make, case: Case, format_: str):
    assert make(case).render(format_) == make(case).render(format_)


def test_bytes_do_not_depend_on_hash_seed_or_zone(tmp_path: Path):
    script = (
        "import hashlib, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import conftest as c\n"
        "from penaltykit.notice import make_notice\n"
        "paper = make_notice(c.assess(c._case()), 'decision',"
        " names=c.Names())\n"
        "for name in ('docx', 'html', 'txt'):\n"
        "    print(hashlib.sha256(paper.render(name)).hexdigest())\n"
    )
    seen = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/Lima")):
        run = subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_docx_holds_nothing_of_the_hour_or_the_machine(make: Make, case: Case):
    with zipfile.ZipFile(io.BytesIO(make(case).render("docx"))) as file:
        infos = file.infolist()
        assert file.testzip() is None
        core = file.read("docProps/core.xml").decode()
        names = file.namelist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert not any("thumbnail" in name for name in names)
    assert "2024-04-22T00:00:00Z" in core


def test_docx_follows_the_page_of_gb_t_9704(make: Make, case: Case):
    document = docx.Document(io.BytesIO(make(case).render("docx")))
    section = document.sections[0]
    assert round(section.page_width.mm) == 210
    assert round(section.page_height.mm) == 297
    margins = (
        section.top_margin.mm,
        section.left_margin.mm,
        section.right_margin.mm,
        section.bottom_margin.mm,
    )
    assert [round(margin) for margin in margins] == [37, 28, 26, 35]
    grid = section._sectPr.find(docx.oxml.ns.qn("w:docGrid"))
    assert grid.get(docx.oxml.ns.qn("w:type")) == "lines"
    # 225 mm / 22 lines = 10.227 mm = 579.8 twips.
    assert grid.get(docx.oxml.ns.qn("w:linePitch")) == "579"
    normal = document.styles["Normal"]
    assert normal.font.size.pt == 16
    fonts = normal.element.rPr.rFonts
    assert fonts.get(docx.oxml.ns.qn("w:eastAsia")) == "仿宋_GB2312"
    assert document.styles["Title"].font.size.pt == 22
    assert document.styles["Header"].font.size.pt == 14
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml


def test_docx_has_no_empty_paragraphs(paper: Notice):
    document = docx.Document(io.BytesIO(paper.render("docx")))
    inside = list(document.iter_inner_content())
    for before, item, after in zip(
        inside, inside[1:], inside[2:], strict=False
    ):
        if isinstance(item, docx.table.Table) or item.text:
            continue
        # Only between two tables, which Word would join if they touched.
        assert isinstance(before, docx.table.Table)
        assert isinstance(after, docx.table.Table)


def test_docx_keeps_the_foot_together(make: Make, case: Case):
    document = docx.Document(io.BytesIO(make(case).render("docx")))
    before, agency, date, seal = document.paragraphs[-4:]
    assert agency.text == "清溪市生态环境局"
    assert [p.paragraph_format.keep_with_next for p in (before, agency, date)]
    assert all(
        p.paragraph_format.keep_with_next for p in (before, agency, date)
    )
    assert seal.text == "（印章）"


def test_docx_is_valid_where_order_counts(make: Make, case: Case):
    """w:rPr and w:pPr are sequences: a wrong order makes Word refuse."""
    order = {
        "rPr": _RPR,
        "pPr": _PPR,
    }
    from lxml import etree

    paper = make(attrs.evolve(case, officers=()))
    with zipfile.ZipFile(io.BytesIO(paper.render("docx"))) as file:
        for name in ("word/document.xml", "word/styles.xml"):
            root = etree.fromstring(file.read(name))
            for tag, names in order.items():
                for node in root.iter(f"{{*}}{tag}"):
                    found = [etree.QName(child).localname for child in node]
                    known = [child for child in found if child in names]
                    assert known == sorted(known, key=names.index), (
                        name,
                        found,
                    )


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY)
def test_nasty_names_survive_safely(
    make: Make, case: Case, name: str, lang: str
):
    paper = make(with_name(case, name), lang=lang)
    printed = squeeze("".join(paper.lines()))
    assert docx_words(paper.render("docx")) == printed
    page = html_read(paper.render("html"))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert squeeze("".join(page.text)) == printed
    assert "49" not in next(row for row in paper.lines() if "公司" in row)
    paper.render("txt").decode()
    assert not paper.draft


def test_what_no_format_can_carry_is_shown(make: Make, case: Case):
    lines = make(with_name(case, "甲\x00乙\u202e丙")).lines()
    assert "当事人\t甲\ufffd乙\ufffd丙" in lines


def test_marks_that_names_need_stay(make: Make, case: Case):
    # Uyghur names are written from right to left.
    name = "ئەلى\u200f شىركىتى"
    assert f"当事人\t{name}" in make(with_name(case, name)).lines()


def test_a_very_long_name(make: Make, case: Case):
    name = "长" * 3000 + "x" * 3000
    paper = make(with_name(case, name))
    assert docx_words(paper.render("docx")) == words(paper)
    text = paper.render("txt").decode()
    assert max(map(columns, text.splitlines())) <= 58
    assert squeeze(name) in squeeze(text)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(st.characters(), max_size=40))
def test_any_name_can_be_printed(make: Make, case: Case, name: str):
    paper = make(with_name(case, name))
    assert docx_words(paper.render("docx")) == words(paper)
    said = squeeze("".join(html_read(paper.render("html")).text))
    assert said == words(paper)


def test_html_stands_alone_and_states_its_language(
    make: Make, case: Case, lang: str
):
    data = make(case, lang=lang).render("html").decode()
    page = html_read(data.encode())
    names = {name for name, _ in page.attributes}
    assert not names & {"src", "href", "onclick", "style", "onload"}
    assert "url(" not in data
    assert "@import" not in data
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in data
    style = re.search(r"<style>(.*?)</style>", data, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest())
    assert f"style-src 'sha256-{digest.decode()}'" in data
    assert "default-src 'none'" in data
    assert page.tags.count("h1") == 1
    levels = [int(t[1]) for t in page.tags if re.fullmatch("h[1-6]", t)]
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("format_", FORMATS)
def test_saving_is_whole_or_not_at_all(
    make: Make, case: Case, tmp_path: Path, format_: str
):
    paper = make(case)
    target = tmp_path / f"决定书.{format_}"
    target.write_text("old")
    assert paper.save(target) == target
    assert target.read_bytes() == paper.render(format_)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_saving_elsewhere_fails_without_a_trace(
    make: Make, case: Case, tmp_path: Path
):
    with pytest.raises(UnknownNameError) as refused:
        make(case).save(tmp_path / "paper.odt")
    assert refused.value.known == tuple(sorted(FORMATS))
    (tmp_path / "paper.txt").mkdir()
    with pytest.raises(OSError, match=r"paper\.txt"):
        make(case).save(tmp_path / "paper.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["paper.txt"]


@given(
    text=st.text(
        st.sampled_from("法律第一条，。（）《》“”ab 12.,x"), max_size=120
    ),
    width=st.integers(8, 60),
)
def test_wrapping_keeps_every_character(text: str, width: int):
    lines = list(wrap(text, width))
    assert squeeze("".join(lines)) == squeeze(text)
    assert all(not re.match("[，。）》”]", line) for line in lines[1:]) or any(
        columns(line) >= width for line in lines
    )


def test_wrapping_by_hand():
    # Ten columns: five characters a line, the comma hangs into the margin.
    assert list(wrap("行政处罚法，第九条", 10)) == ["行政处罚", "法，第九条"]
    assert list(wrap("甲" * 12, 10)) == ["甲" * 5, "甲" * 5, "甲" * 2]
    assert list(wrap("abc def ghi", 8)) == ["abc def", "ghi"]


def test_page_marks_print_nothing_in_the_body():
    assert PageMarks(header="x").lines() == ()
