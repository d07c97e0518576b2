"""The credit-china record, against values written by hand."""

import csv
import datetime as dt
import io
import json
import os
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

from penaltykit.case import (
    SCHEMA_VERSION,
    Act,
    Agency,
    Case,
    Event,
    EventKind,
    Fact,
    JointAgency,
    Paper,
    PaperKind,
    Party,
    PartyKind,
    Phase,
    Procedure,
    ResultUse,
    StatedPenalty,
    Violation,
    load_case,
)
from penaltykit.citation import Citation, LawNames
from penaltykit.disclosure import (
    Record,
    RecordRefusedError,
    load_profile,
    make_record,
    profile_names,
)
from penaltykit.errors import LeakError, RuleError, UnknownNameError
from penaltykit.penalty import PenaltyKind

ID = "440781199001011238"
YES = Fact(value=True, grounds="经认定")
NO = Fact(value=False, grounds="经认定")


class FakeNames:
    """Names of this test: two items, one law."""

    laws = LawNames.of({"some-law": ("某某法", "Some Law", ())})

    def item(self, item: str, lang: str) -> str:  # noqa: ARG002
        names = {"dump": "违法排放废水", "hide": "拒绝检查"}
        return names.get(item, "")


NAMES = FakeNames()
COMPANY = Party(
    id="p1",
    kind=PartyKind.LEGAL_PERSON,
    name="江门市晨光贸易有限公司",
    uscc="91350100M000100Y43",
    legal_representative="李晨光",
    legal_representative_id="440781198501010010",
)
SHOP = Party(
    id="p1",
    kind=PartyKind.INDIVIDUAL_BUSINESS,
    name="王强",
    registration_number="440703600123456",
    operator="王强",
    id_number=ID,
    phone="13800138000",
)
CITIZEN = Party(
    id="p1",
    kind=PartyKind.CITIZEN,
    name="王强",
    id_type="居民身份证",
    id_number=ID,
    phone="13800138000",
    address="江门市蓬江区幸福路8号301室",
    birth_date=dt.date(1990, 1, 1),
)
FINE = StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal("35000.01"))
USE = ResultUse(
    social_impact=YES,
    state_secret=NO,
    public_safety=NO,
    valid_until=dt.date(2027, 6, 27),
    display_until=dt.date(2025, 6, 27),
    display_citation="本市规定",
)


def violation(number: int = 1, **changes: object) -> Violation:
    fields: dict[str, object] = {
        "id": f"v{number}",
        "item": "dump",
        "act": Act(summary="排放废水。", from_=dt.date(2024, 5, 1)),
        "penalising": (Citation(law="some-law", article=8, paragraph=1),),
        "penalties": (FINE,),
    }
    return Violation(**(fields | changes))  # type: ignore[arg-type]


def make_case(party: Party = COMPANY, **changes: object) -> Case:
    fields: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "id": "案-1",
        "phase": Phase.SERVED,
        "procedure": Procedure.ORDINARY,
        "agency": Agency(
            name="某市示例局", uscc="91350100M000100Y43", region="330100"
        ),
        "parties": (party,),
        "violations": (violation(),),
        "events": (Event(kind=EventKind.DECIDED, date=dt.date(2024, 6, 7)),),
        "papers": (
            Paper(
                kind=PaperKind.DECISION,
                number="某罚〔2024〕7号",
                date=dt.date(2024, 6, 7),
            ),
        ),
        "result_use": USE,
    }
    return Case(**(fields | changes))  # type: ignore[arg-type]


def made(case: Case, **kwargs: object) -> Record:
    assessment = SimpleNamespace(case=case, results=(), totals=())
    return make_record(assessment, names=NAMES, **kwargs)  # type: ignore[arg-type]


def row(case: Case) -> dict[str, str]:
    (only,) = made(case).rows
    return dict(only.fields)


def problem_codes(case: Case) -> list[str]:
    return [one.code for one in made(case).problems]


def test_the_profile_has_the_29_fields_in_their_order():
    profile = load_profile("credit-china")
    assert [one.no for one in profile.fields] == list(range(1, 30))
    assert "credit-china" in profile_names()
    # Sums of the form: 27 columns for an organisation (all but the identity
    # document of a person, 11 and 12), 21 for a citizen (1, 2, 11-29).
    assert len(profile.fields_of("legal-person")) == 27
    assert len(profile.fields_of("individual-business")) == 27
    assert len(profile.fields_of("citizen")) == 21


def test_the_record_of_a_legal_person():
    assert row(make_case()) == {
        "CF_XDR_MC": "江门市晨光贸易有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": "91350100M000100Y43",
        "CF_XDR_GSZC": "",
        "CF_XDR_ZZJG": "",
        "CF_XDR_SWDJ": "",
        "CF_XDR_SYDW": "",
        "CF_XDR_SHZZ": "",
        "CF_FRDB": "李晨光",
        "CF_FR_SFZH": "",
        "CF_WSH": "某罚〔2024〕7号",
        "CF_WFXW": "违法排放废水",
        "CF_SY": "排放废水。",
        "CF_YJ": "《某某法》第八条第一款",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款35000.01元",
        # 35000.01 / 10000 = 3.500001
        "CF_NR_FK": "3.500001",
        "CF_NR_WFFF": "",
        "CF_NR_ZKDX": "",
        "CF_JDRQ": "2024/06/07",
        "CF_YXQ": "2027/06/27",
        "CF_GSJZQ": "2025/06/27",
        "CF_CFJG": "某市示例局",
        "CF_CFJGDM": "91350100M000100Y43",
        "CF_SJLY": "某市示例局",
        "CF_SJLYDM": "91350100M000100Y43",
        "BZ": "",
    }


def test_the_record_of_an_individual_business_without_a_code():
    penalties = (
        StatedPenalty(
            kind=PenaltyKind.CONFISCATE_GAINS, amount=Decimal("96.5")
        ),
        StatedPenalty(
            kind=PenaltyKind.CONFISCATE_GOODS,
            amount=Decimal(100),
            object="过期食品6袋",
        ),
        StatedPenalty(kind=PenaltyKind.WARNING),
        StatedPenalty(kind=PenaltyKind.ORDER_CORRECT, text="责令改正"),
    )
    case = make_case(SHOP, violations=(violation(penalties=penalties),))
    found = row(case)
    # Registered under the name of the operator, which the register shows.
    assert found["CF_XDR_MC"] == "王强"
    assert found["CF_XDR_LB"] == "个体工商户"
    assert found["CF_XDR_SHXYM"] == "00000000000000000X"
    assert found["CF_XDR_GSZC"] == "440703600123456"
    assert found["CF_FRDB"] == "王强"
    assert found["CF_CFLB"] == "没收违法所得、没收非法财物、警告"
    assert found["CF_NR"] == "没收违法所得96.50元；没收过期食品6袋；警告"
    assert found["CF_NR_FK"] == ""
    # (96.50 + 100) / 10000 = 0.01965
    assert found["CF_NR_WFFF"] == "0.019650"
    assert not [c for c in problem_codes(case) if "uscc" in c]
    lacking = attrs.evolve(SHOP, registration_number=None)
    case = make_case(lacking)
    (problem,) = [
        one
        for one in made(case).problems
        if one.code == "record-field-missing"
    ]
    assert problem.pointer == "/parties/0/registration_number"
    assert "CF_XDR_GSZC" in problem.message["en"]


def test_the_record_of_a_citizen_shows_no_identity():
    summary = (
        f"当事人王强（身份证{ID}，电话138 0013 8000，住幸福路8号301室，"
        "1990年1月1日出生）排放废水"
    )
    case = make_case(
        CITIZEN,
        violations=(
            violation(act=Act(summary=summary, from_=dt.date(2024, 5, 1))),
        ),
        note="联系人：13912345678",
    )
    found = row(case)
    assert found["CF_XDR_MC"] == "王某"
    assert found["CF_XDR_LB"] == "自然人"
    assert found["CF_XDR_ZJLX"] == "居民身份证"
    assert found["CF_XDR_ZJHM"] == ""
    assert (
        found["CF_SY"]
        == "当事人王某（身份证***，电话***，住***，***出生）排放废水"
    )
    assert found["BZ"] == "联系人：***"
    assert "CF_XDR_SHXYM" not in found
    assert "CF_FRDB" not in found


@pytest.mark.parametrize(
    "written",
    [
        ID,
        "４４０７８１１９９００１０１１２３８",
        "4407 8119 9001 0112 38",
        "440781-19900101-1238",
        "4407811990\u200b01011238",
        "440781********1238",
        "44078119900101123x",
    ],
)
@pytest.mark.parametrize("where", ["facts", "note", "text", "item", "number"])
def test_an_identity_number_reaches_no_output(written: str, where: str):
    facts, text = "排放废水", None
    number, item, note = "某罚〔2024〕7号", "dump", None
    if where == "facts":
        facts = f"王强，{written}，排放废水"
    elif where == "note":
        note = f"身份证{written}"
    elif where == "text":
        text = f"吊销{written}的许可证"
    elif where == "item":
        item = f"x{written}"
    else:
        number = f"某罚{written}号"
    case = make_case(
        CITIZEN,
        violations=(
            violation(
                item=item,
                act=Act(summary=facts, from_=dt.date(2024, 5, 1)),
                penalties=(
                    StatedPenalty(kind=PenaltyKind.OTHER_PENALTY, text=text),
                ),
            ),
        ),
        papers=(Paper(kind=PaperKind.DECISION, number=number),),
        note=note,
    )
    record = made(case)
    for data in (record.to_json(), record.to_csv()):
        out = data.decode("utf-8")
        assert written not in out
        # However it is written, its digits must not come through.
        digits = "".join(sign for sign in out if sign.isdigit())
        assert "1990" not in digits.replace("19900101", "1990")
        assert "1238" not in digits


def test_an_identity_value_in_a_number_field_is_told():
    papers = (Paper(kind=PaperKind.DECISION, number=f"某罚{ID}号"),)
    record = made(make_case(CITIZEN, papers=papers))
    (problem,) = [
        one for one in record.problems if one.code == "record-field-masked"
    ]
    assert problem.pointer == "/papers/0/number"
    assert ID not in problem.message["zh"]


def test_a_third_person_on_the_list_is_not_named():
    use = attrs.evolve(
        USE, private_values=("赵小花",), trade_secrets=("丙烯酸7成",)
    )
    act = Act(
        summary="举报人赵 小花称用料为丙烯酸7成", from_=dt.date(2024, 5, 1)
    )
    case = make_case(violations=(violation(act=act),), result_use=use)
    assert row(case)["CF_SY"] == "举报人***称用料为***"


def test_the_representative_is_named_in_one_field_only():
    act = Act(summary="法定代表人李晨光在场", from_=dt.date(2024, 5, 1))
    found = row(make_case(violations=(violation(act=act),)))
    assert found["CF_FRDB"] == "李晨光"
    assert found["CF_SY"] == "法定代表人李某在场"


def test_each_party_has_its_own_record_and_names_no_other():
    driver = attrs.evolve(CITIZEN, id="p2")
    summary = "江门市晨光贸易有限公司指使王强排放废水"
    penalties = (
        attrs.evolve(FINE, party="p1"),
        StatedPenalty(kind=PenaltyKind.WARNING, party="p2"),
    )
    case = make_case(
        parties=(COMPANY, driver),
        violations=(
            violation(
                act=Act(summary=summary, from_=dt.date(2024, 5, 1)),
                penalties=penalties,
            ),
        ),
    )
    record = made(case)
    first, second = (dict(one.fields) for one in record.rows)
    assert first["CF_SY"] == "江门市晨光贸易有限公司指使王某排放废水"
    assert second["CF_SY"] == "某单位指使王某排放废水"
    assert (first["CF_CFLB"], second["CF_CFLB"]) == ("罚款", "警告")
    assert second["CF_NR_FK"] == ""
    header, *lines = csv.reader(
        io.StringIO(record.to_csv("code").decode("utf-8-sig"), newline="")
    )
    assert len(lines) == 2
    assert len(header) == 29


def test_several_violations_are_joined_and_the_fines_added():
    case = make_case(
        violations=(
            violation(
                1,
                penalties=(
                    StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal(5000)),
                ),
            ),
            violation(
                2,
                item="hide",
                act=Act(summary="拒绝检查；", from_=dt.date(2024, 5, 1)),
                penalising=(
                    Citation(law="some-law", article=8, paragraph=1),
                    Citation(law="some-law", article=9),
                ),
                penalties=(
                    StatedPenalty(
                        kind=PenaltyKind.FINE, amount=Decimal("15000.5")
                    ),
                    StatedPenalty(
                        kind=PenaltyKind.SUSPEND_PERMIT,
                        permit="排污许可证PW-7",
                        amount=Decimal(3),
                        unit="months",
                    ),
                ),
            ),
        )
    )
    found = row(case)
    assert found["CF_WFXW"] == "违法排放废水；拒绝检查"
    assert found["CF_SY"] == "1. 排放废水；2. 拒绝检查"
    assert found["CF_YJ"] == "《某某法》第八条第一款、第九条"
    assert found["CF_CFLB"] == "罚款、暂扣许可证件"
    # 5000 + 15000.50 = 20000.50
    assert found["CF_NR"] == (
        "1. 罚款5000元；"
        "2. 罚款15000.50元；暂扣排污许可证PW-7，期限3个月。合计罚款20000.50元"
    )
    assert found["CF_NR_FK"] == "2.000050"
    assert found["CF_NR_ZKDX"] == "排污许可证PW-7"


def test_all_agencies_of_a_joint_decision_are_named():
    case = make_case(joint_agencies=(JointAgency(name="某市共同局"),))
    fields = row(case)
    assert fields["CF_CFJG"] == "某市示例局、某市共同局"
    assert fields["CF_SJLY"] == "某市示例局"
    assert fields["CF_CFJGDM"] == fields["CF_SJLYDM"] == "91350100M000100Y43"


def test_terms_are_never_inferred():
    case = make_case(result_use=ResultUse(social_impact=YES))
    record = made(case)
    found = record.rows[0].fields
    assert found["CF_YXQ"] == found["CF_GSJZQ"] == ""
    missing = [
        one.pointer
        for one in record.problems
        if one.code == "record-term-missing"
    ]
    assert missing == [
        "/result_use/display_until",
        "/result_use/valid_until",
    ]


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        (
            {"agency": Agency(name="某市示例局")},
            "record-field-missing",
            "/agency/uscc",
        ),
        (
            {"parties": (attrs.evolve(COMPANY, uscc="91350100M000100Y44"),)},
            "record-uscc-invalid",
            "/parties/0/uscc",
        ),
        (
            {"parties": (attrs.evolve(COMPANY, uscc="0" * 17 + "X"),)},
            "record-uscc-placeholder",
            "/parties/0/uscc",
        ),
        (
            {"note": "备" * 513},
            "record-field-too-long",
            "/note",
        ),
        (
            {
                "violations": (
                    violation(
                        penalties=(StatedPenalty(kind=PenaltyKind.FINE),)
                    ),
                )
            },
            "record-amount-missing",
            "/violations/0/penalties/0/amount",
        ),
        (
            {"violations": (violation(item="unheard"),)},
            "record-type-unnamed",
            "/violations/0/item",
        ),
        (
            {
                "papers": (
                    Paper(
                        kind=PaperKind.DECISION,
                        number="某罚〔2024〕7号",
                        date=dt.date(2024, 6, 8),
                    ),
                )
            },
            "record-decision-dates-differ",
            "/events/0/date",
        ),
        (
            {
                "result_use": attrs.evolve(
                    USE, display_until=dt.date(2024, 6, 6)
                )
            },
            "record-term-before-decision",
            "/result_use/display_until",
        ),
        (
            {"result_use": attrs.evolve(USE, display_citation=None)},
            "record-term-unsourced",
            "/result_use/display_citation",
        ),
        (
            {"result_use": attrs.evolve(USE, state_secret=None)},
            "record-secrecy-unreviewed",
            "/result_use",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_a_way_to_mend(
    changes: dict[str, object], code: str, pointer: str
):
    found = made(make_case(**changes)).problems  # type: ignore[arg-type]
    hits = [one for one in found if one.code == code]
    assert [one.pointer for one in hits] == [pointer]
    for lang in ("zh", "en"):
        assert hits[0].message[lang]
        assert hits[0].mend[lang]
        assert "{" not in hits[0].message[lang] + hits[0].mend[lang]


def test_a_whole_case_has_no_problem():
    # 2024-06-07 lies under the order of 2023, which was not read itself.
    (only,) = made(make_case()).problems
    assert (only.code, only.severity.value) == ("credit-terms-2023", "note")


def test_rules_read_only_in_restatements_are_told_and_not_applied():
    decided = dt.date(2026, 5, 1)
    case = make_case(
        procedure=Procedure.SIMPLIFIED,
        events=(Event(kind=EventKind.DECIDED, date=decided),),
        papers=(),
    )
    record = made(case)
    assert record.gate.publishable is True
    advice = [one.code for one in record.problems if "credit-" in one.code]
    assert advice == ["credit-light-2026", "credit-terms-2026"]


def test_a_shut_gate_lets_nothing_out(tmp_path: Path):
    record = made(make_case(result_use=None))
    assert record.refused is record.gate
    assert record.gate.publishable is None
    assert record.rows == ()
    for write in (record.to_dict, record.to_json, record.to_csv):
        with pytest.raises(RecordRefusedError):
            write()
    with pytest.raises(RecordRefusedError) as caught:
        record.save(tmp_path / "record.csv")
    assert caught.value.gate.ground["zh"] in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_one_refused_party_shuts_the_file_but_not_the_other():
    child = Party(
        id="p2",
        kind=PartyKind.CITIZEN,
        name="孙小",
        birth_date=dt.date(2010, 1, 1),
    )
    case = make_case(parties=(COMPANY, child))
    with pytest.raises(RecordRefusedError):
        made(case).to_csv()
    alone = made(case, parties=("p1",))
    assert len(alone.to_dict()["records"]) == 1
    with pytest.raises(UnknownNameError):
        made(case, parties=("p9",))


def test_csv_and_json_say_the_same():
    case = make_case(CITIZEN, note='两行\n和"引号"，逗号,')
    record = made(case)
    data = record.to_csv("code")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    lines = list(
        csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    )
    body = json.loads(record.to_json())
    assert [one["fields"] for one in body["records"]] == lines
    assert body["profile"] == "credit-china"
    zh = record.to_csv().decode("utf-8-sig").split("\r\n", 1)[0]
    assert zh.startswith("行政相对人名称,行政相对人类别,")
    assert made(case).to_json() == record.to_json()
    assert made(case).to_csv() == record.to_csv()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_starts_a_formula(sign: str):
    case = make_case(
        violations=(
            violation(
                act=Act(summary=f"{sign}1+1", from_=dt.date(2024, 5, 1))
            ),
        ),
    )
    record = made(case)
    text = record.to_csv("code").decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline="")):
        for cell in line:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "＝"))


def test_the_file_is_written_whole(tmp_path: Path):
    record = made(make_case())
    path = tmp_path / "记录.csv"
    assert record.save(path) == path
    assert path.read_bytes() == record.to_csv()
    record.save(tmp_path / "record.json")
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "record.json",
        "记录.csv",
    ]
    if os.name == "posix":
        umask = os.umask(0)
        os.umask(umask)
        assert path.stat().st_mode & 0o777 == 0o666 & ~umask
    with pytest.raises(UnknownNameError):
        record.save(tmp_path / "record.docx")


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("CF_SY", f"号码{ID}"),
        ("CF_SY", "当事人王强"),
        ("BZ", "住幸福路8号301室"),
        ("BZ", "１３９１２３４５６７８"),
        ("CF_XDR_MC", "王强"),
        ("CF_XDR_ZJHM", ID),
    ],
)
def test_the_last_scan_stops_what_masking_would_have_missed(
    code: str, value: str, tmp_path: Path
):
    record = made(make_case(CITIZEN))
    fields = dict(record.rows[0].fields) | {code: value}
    broken = attrs.evolve(
        record, rows=(attrs.evolve(record.rows[0], fields=fields),)
    )
    for format_ in ("json", "csv"):
        with pytest.raises(LeakError) as caught:
            broken.save(tmp_path / f"record.{format_}")
        assert caught.value.field == code
        assert value not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_profile_of_your_own_may_show_more(tmp_path: Path):
    """生态环境行政处罚办法 art. 62 names the citizen; the profile decides."""
    shipped = Path(__file__).parents[2] / "rules" / "profiles"
    (tmp_path / "profiles").mkdir()
    for file in shipped.iterdir():
        text = file.read_text("utf-8").replace(
            "shows: {individual-business: [contact]}",
            "shows: {citizen: [name]}",
        )
        (tmp_path / "profiles" / file.name).write_text(text, "utf-8")
    record = made(make_case(CITIZEN), root=tmp_path)
    assert record.rows[0].fields["CF_XDR_MC"] == "王强"
    with pytest.raises(UnknownNameError, match="credit-china"):
        made(make_case(), profile="credit-chine")


def test_all_faults_of_a_profile_are_told_at_once(tmp_path: Path):
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.yaml").write_text(
        "channel: moon\n"
        "kinds: {fine: 罚款, fines: 罚款}\n"
        "forms:\n"
        "  citizen: {parties: [citizen, robot]}\n"
        "fields:\n"
        "  - {no: 1, code: A, zh: 甲, en: a, source: secret, forms: [x]}\n"
        "  - {no: 2, code: A, zh: 乙, en: b, source: fine, forms: [citizen],"
        " shows: {citizen: [nose]}}\n"
        "advice:\n"
        "  - {code: c, when: always, status: memory, from: soon}\n",
        "utf-8",
    )
    with pytest.raises(RuleError) as caught:
        load_profile("mine", tmp_path)
    found = {(one.code, one.place.pointer) for one in caught.value.faults}
    assert found >= {
        ("rule-not-choice", "/channel"),
        ("rule-not-choice", "/forms/citizen/parties/1"),
        ("rule-not-choice", "/fields/0/source"),
        ("rule-not-choice", "/fields/0/forms/0"),
        ("rule-not-choice", "/fields/1/format"),
        ("rule-not-choice", "/fields/1/shows/citizen/0"),
        ("profile-repeated", "/fields/1/code"),
        ("rule-missing-key", "/kinds"),
        ("rule-unknown-key", "/kinds/fines"),
        ("rule-not-choice", "/advice/0/status"),
        ("rule-not-date", "/advice/0/from"),
    }
    assert all(one.place.line for one in caught.value.faults)


@pytest.mark.parametrize("name", ["leak", "03b-vehicle-washing-citizen"])
def test_the_fixtures_leak_nothing(name: str, fixtures: Path):
    case = load_case(fixtures / name / "case.json")
    record = make_record(case)
    out = record.to_json().decode() + record.to_csv().decode()
    party = case.parties[0]
    for value in (party.name, party.id_number, party.phone, party.address):
        assert value
        assert value not in out
