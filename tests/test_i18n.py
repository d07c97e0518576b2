"""Languages: catalogues complete and current, faults worded."""

import ast
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

from penaltykit import _i18n, _wording, _yaml
from penaltykit._resources import locales_root
from penaltykit.errors import Fault, FaultsError, Place, UnknownNameError
from scripting import script_module


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    return script_module("i18n")


def placeholders(text: str) -> set[str]:
    return {
        name
        for _text, name, _spec, _conversion in string.Formatter().parse(text)
        if name is not None
    }


def test_catalogues_are_current_and_complete(
    catalogues: ModuleType,
) -> None:
    found = [m for m in catalogues.extract() if m.id]
    assert len(found) > 100
    files, untranslated = catalogues.outputs()
    assert untranslated == []
    stale = [p.name for p, data in files.items() if p.read_bytes() != data]
    assert stale == [], "run make i18n"


def test_messages_stand_outside_f_strings(root: Path) -> None:
    """Extraction sees into f-strings on some Pythons and not on others."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in (root / "src" / "penaltykit").rglob("*.py")
        for string_ in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string_, ast.JoinedStr)
        for call in ast.walk(string_)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in {"_", "N_"}
    ]
    assert hidden == []


def test_translations_keep_the_placeholders(catalogues: ModuleType) -> None:
    for path in (catalogues.CHINESE, catalogues.CLICK):
        for message in catalogues._read(path):
            if not message.id or isinstance(message.id, tuple):
                continue
            assert placeholders(message.id) == placeholders(message.string)


def test_translations_are_chinese(catalogues: ModuleType) -> None:
    for message in catalogues._read(catalogues.CHINESE):
        bare = re.sub(r"\{.*?\}", "", str(message.id))
        if re.search("[a-z]{3}", bare):
            assert re.search("[\u4e00-\u9fff%]", message.string), message.id


def test_translator() -> None:
    assert _i18n.translator("zh")("legal basis") == "法律依据"
    assert _i18n.translator("en")("legal basis") == "legal basis"
    assert _i18n.translator("zh")("no such message") == "no such message"
    with pytest.raises(UnknownNameError) as caught:
        _i18n.translator("zh_CN")
    assert caught.value.known == ("en", "zh")


def test_pick() -> None:
    both = {"zh": "甲", "en": "a"}
    assert [_i18n.pick(both, lang) for lang in _i18n.LANGS] == ["甲", "a"]
    assert _i18n.pick({"zh": "甲"}, "en") == "甲"
    assert _i18n.pick({"zh": "", "en": "a"}, "zh") == "a"
    assert _i18n.pick({}, "zh") == ""


def test_every_fault_is_worded_in_both_languages() -> None:
    wordings = _wording.wordings()
    assert len(wordings) > 15
    for code, texts in wordings.items():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)
        assert set(texts) == {"zh", "en"}, code
        assert placeholders(texts["zh"]) == placeholders(texts["en"]), code
        assert re.search("[\u4e00-\u9fff]", texts["zh"]), code
        assert texts["zh"].endswith("。"), code
        assert texts["en"].endswith("."), code


# Functions whose first texts are a fault code.
RAISERS = {
    "CellError",
    "Fault",
    "_fault",
    "fault",
    "note",
    "refuse",
    "report",
    "unknown_fact",
}


def texts_of(node: ast.AST, *, case: bool) -> list[ast.expr]:
    """What may be a fault code: the first arguments of a raiser; in the
    reading of cases also the first of a tuple that is yielded."""
    if isinstance(node, ast.Call):
        function = node.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        return node.args[:2] if name in RAISERS else []
    if case and isinstance(node, ast.Yield):
        return getattr(node.value, "elts", [])[:1]
    return []


def raised_codes(source: Path) -> set[str]:
    """Every fault code that the sources write down, in any way to raise."""
    return {
        text.value
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in texts_of(node, case=path.parent.name == "case")
        if isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text.value)
    }


def test_every_code_that_is_raised_is_worded(root: Path) -> None:
    raised = raised_codes(root / "src" / "penaltykit")
    assert "yaml-leading-zero" in raised
    assert sorted(raised - set(_wording.wordings())) == []


def test_a_fault_tells_where_what_and_how_to_mend() -> None:
    with pytest.raises(FaultsError) as caught:
        _yaml.load("a: 012\nb: 1\nb: 2\n", name="x.yaml")
    assert caught.value.text("zh") == (
        "x.yaml:1:4 /a：“012”以 0 开头，是编号还是数字并不清楚。"
        '如果是编号，请加引号："012"；如果是数字，请去掉开头的 0。\n'
        "x.yaml:3:1 /b：“b”在第 2 行已经写过一次。"
        "请保留一处，删去另一处。"
    )
    assert caught.value.text("en").splitlines()[1] == (
        'x.yaml:3:1 /b: "b" was given already in line 2. Keep one of the two.'
    )
    assert str(caught.value) == caught.value.text("zh")


def test_an_unknown_code_still_tells_what_it_carries() -> None:
    fault = Fault("no-such-code", Place(pointer="/a"), {"found": ["x", "y"]})
    assert _wording.word_fault(fault, "en") == (
        "/a: This cannot be used (no-such-code). found: x, y"
    )
    assert "x、y" in _wording.word_fault(fault, "zh")


def test_parameters_of_a_wording() -> None:
    fault = Fault("file-too-large", params={"found": {"zh": "甲", "en": "a"}})
    assert "has a bytes, more than the — that" in _wording.word_fault(
        fault, "en"
    )
    assert "甲" in _wording.word_fault(fault, "zh")


def test_compiled_catalogues_are_shipped() -> None:
    for domain in ("penaltykit", "click"):
        assert (locales_root() / f"zh/LC_MESSAGES/{domain}.mo").is_file()
