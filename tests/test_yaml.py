"""The strict YAML: values, places, faults, cache."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit import _cache, _yaml
from penaltykit.errors import RuleError


def codes(text: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(RuleError) as caught:
        _yaml.load(text)
    return [
        (fault.code, fault.place.line, fault.place.column)
        for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("440000", 440000),
        ("+5", "+5"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0.30", "0.30"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2024-03-01", "2024-03-01"),
        ("12:30", "12:30"),
        ("'0123'", "0123"),
        ('"true"', "true"),
        ("5000元以上不足1万元", "5000元以上不足1万元"),
        ("[5000..10000)", None),
    ],
)
def test_scalars(text: str, value: object) -> None:
    if text.startswith("["):
        with pytest.raises(RuleError):
            _yaml.load(f"a: {text}")
        return
    loaded = _yaml.load(f"a: {text}").value["a"]
    assert loaded == value
    assert type(loaded) is type(value)


def test_every_fault_at_once_with_its_place() -> None:
    text = """\
a: 012
b: &x [1]
c: *x
a: 2
d: !!str 5
<<: {e: 1}
? [f]
: 1
g: 1234567890123456789
h: [00, {i: 1, i: 2}]
"""
    assert codes(text) == [
        ("yaml-leading-zero", 1, 4),
        ("yaml-anchor", 2, 4),
        ("yaml-alias", 3, 4),
        ("yaml-duplicate-key", 4, 1),
        ("yaml-tag", 5, 4),
        ("yaml-merge-key", 6, 1),
        ("yaml-key-not-text", 7, 3),
        ("yaml-long-number", 9, 4),
        ("yaml-leading-zero", 10, 5),
        ("yaml-duplicate-key", 10, 16),
    ]


def test_syntax_several_documents_depth_and_bytes(tmp_path: Path) -> None:
    assert codes("a: [1") == [("yaml-syntax", 2, 1)]
    assert codes("\ta: 1") == [("yaml-syntax", 1, 1)]
    assert codes("a: 1\n---\nb: 2") == [("yaml-several-documents", 2, 1)]
    deep = "[" * 5000 + "]" * 5000
    assert codes(deep) == [("yaml-too-deep", 1, _yaml.MAX_DEPTH + 1)]
    assert codes("a: 1\nb: \0") == [("file-not-text", 2, None)]
    file = tmp_path / "x.yaml"
    file.write_bytes("a: 好\nb: ".encode() + b"\xff")
    with pytest.raises(RuleError) as caught:
        _yaml.load(file)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("file-not-utf8", 2)
    assert fault.place.file == str(file)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(RuleError) as caught:
            _yaml.load(path)
        (fault,) = caught.value.faults
        assert str(path) in caught.value.text("en")
        return fault.code

    assert code(tmp_path / "none.yaml") == "file-missing"
    assert code(tmp_path) == "file-is-folder"
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(_yaml.MAX_BYTES + 1)
    assert code(huge) == "file-too-large"


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c: x\r\n")
    document = _yaml.load(file)
    assert document.value == {"a": 1, "b": [{"c": "x"}]}
    assert document.place("/b/0/c").line == 3


def test_places() -> None:
    document = _yaml.load(
        "# a comment\na: 1\nb:\n  - c/d: [x, y]\n    ~e: z\n", name="t.yaml"
    )
    place = document.place("/b/0/c~1d/1")
    assert str(place) == "t.yaml:4:14 /b/0/c~1d/1"
    assert str(document.key_place("/b/0/~0e")) == "t.yaml:5:5 /b/0/~0e"
    # what is missing is missing in its parent
    missing = document.place("/b/0/f")
    assert (missing.pointer, missing.line) == ("/b/0/f", 4)
    assert document.place("").line == 2


def test_cache_gives_the_same_and_survives_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENALTYKIT_CACHE", str(tmp_path / "cache"))
    _cache.folder.cache_clear()
    file = tmp_path / "x.yaml"
    file.write_text("a:\n  - b: NO\n    c: 0.10\n", encoding="utf-8")
    first = _yaml.load(file, cache=True)
    (stored,) = (tmp_path / "cache").glob("*.json")
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    again = _yaml.load(file, cache=True)
    assert again.value == first.value
    for pointer in ("", "/a", "/a/0/b", "/a/0/c"):
        assert again.place(pointer) == first.place(pointer)
        assert again.key_place(pointer) == first.key_place(pointer)
    for damage in (b"", b"{}", b"[1]\n{", b'{"a"\n{}', b"\xff\n{}"):
        stored.write_bytes(damage)
        assert _yaml.load(file, cache=True).value == first.value
    _cache.folder.cache_clear()


def test_a_case_is_never_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENALTYKIT_CACHE", str(tmp_path / "cache"))
    _cache.folder.cache_clear()
    file = tmp_path / "case.yaml"
    file.write_text("id_number: x", encoding="utf-8")
    _yaml.load(file)
    _yaml.load(file.read_text(encoding="utf-8"))
    assert not (tmp_path / "cache").exists()
    _cache.folder.cache_clear()


@pytest.mark.parametrize("named", ["", "/dev/null/cache"])
def test_no_cache_folder_is_no_error(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENALTYKIT_CACHE", named)
    _cache.folder.cache_clear()
    assert _cache.folder() is None
    file = tmp_path / "x.yaml"
    file.write_text("a: 1", encoding="utf-8")
    assert _yaml.load(file, cache=True).value == {"a": 1}
    _cache.folder.cache_clear()


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_ODD = st.sampled_from(
    [
        "NO",
        "true",
        "null",
        "~",
        "",
        " a",
        "a ",
        "0123",
        "12",
        "- x",
        "a: b",
        "a #b",
        "#",
        "<<",
        "é\u0301",
        "\u2028",
        "\ufeff",
        "\x85",
        "\U0001f600",
        "\U000e0001",
        "'\"\\",
        "a\nb",
        "\t",
        "？",
    ]
)
_INTEGERS = st.integers(-(10**16), 10**16)
_VALUES = st.recursive(
    st.none() | st.booleans() | _INTEGERS | _TEXTS | _ODD,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_TEXTS | _ODD, inner, max_size=4)
    ),
    max_leaves=15,
)


@given(_VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    text = _yaml.dump(value, {"": "a comment\nof two lines", "/a": "x"})
    assert _yaml.load(text).value == value


def test_comments_stand_above_their_value() -> None:
    text = _yaml.dump(
        {"a": {"b": [1, "x"]}, "c": None},
        {"": "Form", "/a/b": "how many?\nin pieces", "/a/b/1": "name"},
    )
    assert text == (
        "# Form\n"
        "a:\n"
        "  # how many?\n"
        "  # in pieces\n"
        "  b:\n"
        "    - 1\n"
        "    # name\n"
        "    - x\n"
        "c: null\n"
    )


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"a": {"b"}}, object()])
def test_what_is_no_plain_data_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        _yaml.dump(value)


def test_a_file_without_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "x.yaml"
    file.write_text("a: 1", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(RuleError) as caught:
        _yaml.load(file)
    (fault,) = caught.value.faults
    assert fault.code == "file-unreadable"
    assert "Permission denied" in caught.value.text("en")
