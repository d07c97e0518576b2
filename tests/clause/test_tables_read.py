"""``penaltykit tables read``, as a user meets it."""

import io
import json
import sys
from collections.abc import Callable

import pytest

from penaltykit.clause import read_condition, read_penalties
from penaltykit.cli._main import run

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["tables", "read", *arguments])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


FINE = "处五万元以上十万元以下罚款"


def test_penalties_in_words(cli: Cli) -> None:
    code, out, err = cli(f"没收违法所得，并{FINE}")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "  1. 没收违法所得",
        "  2. 罚款 5万元以上10万元以下",
    ]


def test_json_is_what_the_library_gives(cli: Cli) -> None:
    code, out, _ = cli(FINE, "--json")
    assert code == 0
    assert json.loads(out) == read_penalties(FINE).to_dict()
    text = "货值金额5000元以上不足1万元"
    code, out, _ = cli(text, "--condition", "--json")
    assert code == 0
    assert json.loads(out) == read_condition(text).to_dict()


@pytest.mark.parametrize(
    ("phrase", "more", "told"),
    [
        ("处5万元以上哪吒罚款", [], "没有读懂"),
        ("处1—3万元罚款", [], "读法2"),
        ("处二百以上五百元以下罚款", [], "没有写单位"),
        ("货值金额5000以上", ["--condition"], "没有单位"),
        ("货值不足1万元、违法所得不足2万元", ["--condition"], "读法2"),
    ],
)
def test_what_is_not_sure_has_exit_code_1(
    cli: Cli, phrase: str, more: list[str], told: str
) -> None:
    code, out, err = cli(phrase, *more)
    assert code == 1
    assert told in out
    assert err == ""


def test_a_condition_in_words(cli: Cli) -> None:
    code, out, _ = cli("--condition", "货值1万元以上且社会影响恶劣，500㎡以下")
    assert code == 0
    lines = out.splitlines()
    assert (
        lines[0] == "货值金额1万元以上，且社会影响恶劣，且面积不超过500平方米"
    )
    assert lines[1].startswith("  goods.value >= 10000 and attested.")
    assert "须由执法人员认定：" in lines
    assert "没有对应事实要素的数量：" in lines


def test_any_other_case(cli: Cli) -> None:
    assert cli("--condition", "其他情形")[:2] == (0, "其他情形。\n")


def test_nothing_imposed(cli: Cli) -> None:
    code, out, _ = cli("由县级以上人民政府负责解释")
    assert (code, out.strip()) in {
        (0, "这段文字没有规定处罚或者措施。"),
        (1, "第 1 个字起没有读懂：由县级以上人民政府负责解释"),
    }


def test_the_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, ("\ufeff" + FINE + "\n").encode())
    code, out, _ = cli("-")
    assert code == 0
    assert "5万元以上10万元以下" in out


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"9" * 1_000_001, "1000000"),
        (b" ", "要读的文字"),
    ],
)
def test_an_unusable_standard_input(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, data: bytes, told: str
) -> None:
    stdin(monkeypatch, data)
    code, out, err = cli("-")
    assert (code, out) == (2, "")
    assert told in err


@pytest.mark.parametrize(
    ("reading", "included"),
    [
        ("statute", True),
        ("from=included,to=excluded", False),
        ("to=excluded", False),
        # 粤环发〔2021〕7号 art. 23: 以下 does not include the figure.
        ("guangdong-eco-2021", False),
        ("jiangmen-eco-2020", True),
    ],
)
def test_readings_of_bounds(cli: Cli, reading: str, included: bool) -> None:
    code, out, _ = cli(FINE, "--json", "--reading", reading)
    assert code == 0
    (fine,) = json.loads(out)["penalties"]
    assert fine["to_inclusive"] is included
    assert fine["from_inclusive"] is True


@pytest.mark.parametrize(
    "reading", ["nobody", "from=x", "from=included,from=excluded", "=,"]
)
def test_a_reading_that_there_is_not(cli: Cli, reading: str) -> None:
    code, out, err = cli(FINE, "--reading", reading)
    assert (code, out) == (2, "")
    assert reading in err


@pytest.mark.parametrize("arguments", [(), ("",), ("a", "b"), ("-x", "a")])
def test_usage(cli: Cli, arguments: tuple[str, ...]) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_in_english(cli: Cli) -> None:
    code, out, _ = cli(
        "对直接负责的主管人员可以处1000元以下罚款", "--lang", "en"
    )
    assert code == 0
    assert "1,000 yuan" in out
    assert "possible" in out


@pytest.mark.parametrize(
    "phrase",
    [
        "\x00\x01",
        "处" * 20_000,
        "（" * 20_000,
        "🙂罚款",
        "$(rm -rf /)",
        "%s{0}{text}",
    ],
)
@pytest.mark.parametrize("more", [(), ("--condition",)])
def test_hostile_phrases(cli: Cli, phrase: str, more: tuple[str, ...]) -> None:
    code, out, err = cli("--json", *more, "--", phrase)
    assert code in {0, 1, 2}
    if code != 2:
        assert json.loads(out)["text"] == phrase
        assert err == ""
