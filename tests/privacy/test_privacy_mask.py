import datetime as dt

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from penaltykit.case import (
    SCHEMA_VERSION,
    Act,
    Agency,
    Case,
    Officer,
    Party,
    PartyKind,
    Phase,
    Procedure,
    Remedies,
    ResultUse,
    Violation,
)
from penaltykit.privacy import (
    IdentityKind,
    IdentityValue,
    Leak,
    Masker,
    identity_values,
    is_id_number,
    is_uscc,
    passes_luhn,
    scan,
)

ID = "440781199001011238"
PARTY = Party(
    id="p1",
    kind=PartyKind.CITIZEN,
    name="王强",
    id_number=ID,
    address="广东省江门市蓬江区幸福路8号301室",
    phone="13800138000",
    birth_date=dt.date(1990, 1, 1),
)


def make_case(*parties: Party, **changes: object) -> Case:
    fields: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "id": "案-1",
        "phase": Phase.DECIDED,
        "procedure": Procedure.ORDINARY,
        "agency": Agency(
            name="高明区示例局", phone="0757-88123456", uscc=None
        ),
        "parties": parties or (PARTY,),
        "violations": (
            Violation(id="v1", item="x", act=Act(summary="倾倒废水")),
        ),
    }
    return Case(**(fields | changes))  # type: ignore[arg-type]


def mask(text: str, *parties: Party, **changes: object) -> str:
    return Masker(make_case(*parties, **changes)).mask(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("当事人王强在水库洗车", "当事人王某在水库洗车"),
        ("当事人王 强", "当事人王某"),
        ("当事人王\u200b强", "当事人王某"),
        ("当事人王·强", "当事人王某"),
        (f"身份证号{ID}", "身份证号***"),
        # Full-width digits, spaces and hyphens inside.
        ("号码４４０７８１１９９００１０１１２３８。", "号码***。"),
        ("号码4407 8119 9001 0112 38。", "号码***。"),
        ("号码440781-19900101-1238。", "号码***。"),
        ("号码４４０７８１ １９９００１０１ １２３８。", "号码***。"),
        # Marks between the digits, brackets, Chinese numerals.
        ("号码440781，19900101，1238。", "号码***。"),
        ("号码440781（19900101）1238。", "号码***。"),
        ("号码440781：199001011238。", "号码***。"),
        ("号码四四〇七八一一九九〇〇一〇一一二三八。", "号码***。"),
        ("号码四四〇七八一19900101一二三八。", "号码***。"),
        ("电话138，0013，8000", "电话***"),
        ("前十四位44078119900101，其余不明", "前十四位***，其余不明"),
        ("住幸福路8号301室", "住***"),
        ("住江门市蓬江区幸福路8号301室。", "住***。"),
        ("电话138 0013 8000", "电话***"),
        ("1990年1月1日出生", "***出生"),
        ("1990年01月01日出生", "***出生"),
        ("生于1990-1-1。", "生于***。"),
        ("生于19900101。", "生于***。"),
        ("一九九〇年一月一日出生", "***出生"),
    ],
)
def test_known_values_are_masked_however_they_are_written(
    text: str, masked: str
):
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # 44078119900101123: check digit 8; 7 is a slip and still a person.
        ("另有李某，44078119850101123X", "另有李某，***"),
        ("乘客440781198501011234乘车", "乘客***乘车"),
        ("旧证440781850101123号", "旧证***号"),
        ("只盖住中间：440781********1238", "只盖住中间：***"),
        ("440***********1238", "***"),
        ("44078119900101****", "***"),
        ("4407 **** **** 1238", "***"),
        ("440781××××××××1238", "***"),
        ("138****8000", "***"),
        ("联系13912345678", "联系***"),
        ("联系+86 139 1234 5678", "联系+***"),
        ("联系一三九一二三四五六七八", "联系***"),
        ("张三13912345678", "张三***"),
        ("另有李某，四四〇七八一一九八五〇一〇一一二三X", "另有李某，***"),
        ("座机0750-3123456", "座机***"),
        ("座机(0750)3123456", "座机***"),
        ("电话：3123456", "电话：***"),
        ("邮箱zhang.san@example.com。", "邮箱***。"),
        ("邮箱ｚｓ＠example.com", "邮箱***"),
        # 6222021234567890 12: a UnionPay card begins with 62.
        ("卡号6222 0212 3456 7890 123", "卡号***"),
        ("账号44001234567890", "账号***"),
        ("护照号码：E12345678", "护照号码：***"),
        ("驾驶粤J12345小型客车", "驾驶***小型客车"),
        ("驾驶粤J·D12345", "驾驶***"),
    ],
)
def test_what_looks_like_an_identity_value_is_masked(text: str, masked: str):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "罚款人民币5,000.00元（大写：伍仟元整）",
        "于2024-07-15至2024-08-15检查，2024年7月15日立案",
        "江环罚字〔2024〕15号",
        "货值金额9600元，违法所得26000元",
        "《中华人民共和国水污染防治法》第八十五条第一款第（三）项",
        "检测值为0.0123456789毫克每升",
        "统一社会信用代码91350100M000100Y43",
        "出具编号为20240715的笔录",
        "二〇二四年七月十五日",
        "长3米×宽5米，共15辆车，2020…2024年",
        "第1、2、3项各罚款5，000元，合计1.5万元；二〇二四年3月",
    ],
)
def test_everyday_text_of_a_case_stays(text: str):
    assert mask(text) == text


def test_two_people_who_would_look_alike_are_told_apart():
    other = Party(id="p2", kind=PartyKind.CITIZEN, name="王刚")
    third = Party(id="p3", kind=PartyKind.CITIZEN, name="欧阳春")
    text = "王强与王刚、欧阳春共同实施，王强为主"
    assert (
        mask(text, PARTY, other, third)
        == "王某甲与王某乙、欧阳某共同实施，王某甲为主"
    )


def test_a_name_inside_a_public_name_is_no_leak():
    gao = Party(id="p1", kind=PartyKind.CITIZEN, name="高明")
    text = "高明区示例局对高明作出处罚，可向佛山市高明区人民法院起诉"
    case_changes = {"remedies": Remedies(court="佛山市高明区人民法院")}
    assert (
        mask(text, gao, **case_changes)
        == "高明区示例局对高某作出处罚，可向佛山市高明区人民法院起诉"
    )
    # In any other word the name is masked: showing less is the safer slip.
    assert mask("高明的做法", gao) == "高某的做法"


def test_numbers_of_the_agency_and_the_officers_stay():
    officer = Officer(name="陈一", certificate="19070012345")
    text = "执法人员陈一（19070012345），咨询电话0757-88123456"
    assert mask(text, officers=(officer,)) == text
    assert mask("另一人19070012346", officers=(officer,)) == "另一人***"


def test_the_shop_keeps_its_name_and_the_operator_loses_his():
    shop = Party(
        id="p1",
        kind=PartyKind.INDIVIDUAL_BUSINESS,
        name="蓬江区王强小吃店",
        operator="王强",
    )
    text = "蓬江区王强小吃店的经营者王强"
    assert mask(text, shop) == "蓬江区王强小吃店的经营者王某"


def test_a_secret_that_is_a_number_does_not_eat_amounts():
    use = ResultUse(trade_secrets=("12.50",), private_values=("孙七",))
    text = "进价12.50元，罚款1250元、12.5元、212.50元，证人孙七"
    assert (
        mask(text, result_use=use)
        == "进价***元，罚款1250元、12.5元、212.50元，证人***"
    )


def test_a_latin_name_is_found_as_a_word_only():
    person = Party(id="p1", kind=PartyKind.CITIZEN, name="Li Na")
    assert mask("LI NA sold it", person) == "L** sold it"
    assert mask("final data", person) == "final data"


def test_a_name_of_one_sign_is_masked_where_it_is_all_there_is():
    person = Party(id="p1", kind=PartyKind.CITIZEN, name="王")
    assert mask("王", person) == "王某"
    assert mask("国王路", person) == "国王路"


def test_what_may_be_shown_stays_and_only_for_its_owner():
    company = Party(
        id="p1",
        kind=PartyKind.LEGAL_PERSON,
        name="甲有限公司",
        legal_representative="李晨",
    )
    masker = Masker(make_case(company))
    assert masker.mask("李晨", {"contact"}, "/parties/0") == "李晨"
    assert masker.mask("李晨", {"contact"}, "/parties/1") == "李某"
    assert masker.mask("李晨", {"name"}) == "李某"


def test_a_value_listed_as_secret_is_shown_nowhere():
    company = Party(
        id="p1",
        kind=PartyKind.LEGAL_PERSON,
        name="甲有限公司",
        legal_representative="李晨",
    )
    use = ResultUse(private_values=("李晨",))
    masker = Masker(make_case(company, result_use=use))
    assert masker.mask("李晨", {"contact"}) == "***"


def test_a_scan_names_field_and_place_and_never_the_value():
    values = identity_values(make_case())
    fields = {
        "facts": f"王强（{ID}）洗车",
        "name": "王强",
        "note": "联系13912345678",
        "clean": "无",
    }
    leaks = scan(fields, values, {"name": {"name"}})
    assert leaks == (
        Leak("facts", "/parties/0/name", IdentityKind.NAME),
        Leak("facts", "/parties/0/id_number", IdentityKind.ID_NUMBER),
        # The same digits are seen a second time, by their pattern.
        Leak("facts", "", IdentityKind.ID_NUMBER),
        Leak("note", "", IdentityKind.PHONE),
    )
    assert ID not in repr(leaks)


def test_numbers_prove_themselves():
    assert is_id_number(ID)
    assert not is_id_number("440781199001011237")
    assert not is_id_number("440781199013011238")  # no thirteenth month
    # The example of GB 32100-2015, annex.
    assert is_uscc("91350100M000100Y43")
    assert not is_uscc("91350100M000100Y44")
    # 4539 1488 0343 6467 is the usual example of the Luhn rule.
    assert passes_luhn("4539148803436467")
    assert not passes_luhn("4539148803436468")


NAMES = st.text(alphabet="王强李晨张三欧阳春明A某", min_size=1, max_size=4)
SECRETS = st.text(alphabet="甲乙丙0123456789.*某 ab", min_size=1, max_size=6)
PIECES = st.one_of(
    st.text(max_size=8),
    st.text(alphabet="0123456789xX*- ", max_size=24),
    st.text(alphabet="王强李晨张三欧阳春明某甲乙", max_size=6),
    st.sampled_from(
        [
            ID,
            "13800138000",
            "440781********1238",
            "粤J12345",
            "zs@example.com",
            "1990年1月1日",
            "身份证号：",
            "电话",
            "***",
            "幸福路8号301室",
            "\u200b",
            "４４０７８１",
        ]
    ),
)


@given(
    name=NAMES,
    secret=SECRETS,
    text=st.lists(PIECES, max_size=8).map("".join),
)
@example(name="张三", secret="某甲", text="张三张张三三")
@example(name="王强", secret="5678", text="12345678901234567890")
@example(name="王强", secret="*1", text="***1***1")
def test_nothing_is_found_in_what_was_masked(
    name: str, secret: str, text: str
):
    person = Party(
        id="p1",
        kind=PartyKind.CITIZEN,
        name=name,
        id_number=ID,
        address="广东省江门市蓬江区幸福路8号301室",
        phone="13800138000",
    )
    second = Party(id="p2", kind=PartyKind.CITIZEN, name="王强")
    case = make_case(
        person, second, result_use=ResultUse(private_values=(secret,))
    )
    masker = Masker(case)
    masked = masker.mask(text)
    assert masker.finder.find(masked) == ()
    assert masker.mask(masked) == masked
    assert Masker(case).mask(text) == masked


@given(name=NAMES, text=st.lists(PIECES, max_size=6).map("".join))
def test_the_quick_look_overlooks_nothing(name: str, text: str):
    person = attrs.evolve(PARTY, name=name)
    use = ResultUse(private_values=("12.50", "甲乙"))
    finder = Masker(make_case(person, result_use=use)).finder
    assert finder.find(text) == finder._look(text)


JUNK = st.sampled_from(["", " ", "-", "\u200b", "\u3000", "\ufe0f", "·"])


@given(
    junk=st.lists(JUNK, min_size=17, max_size=17),
    wide=st.lists(st.booleans(), min_size=18, max_size=18),
    around=st.tuples(
        st.text(alphabet="的于第在，。", max_size=5),
        st.text(alphabet="的于第在，。", max_size=5),
    ),
)
def test_no_way_of_writing_hides_an_identity_number(
    junk: list[str], wide: list[bool], around: tuple[str, str]
):
    signs = [
        chr(ord(sign) + 0xFEE0) if full else sign
        for sign, full in zip(ID, wide, strict=True)
    ]
    written = "".join(
        sign + gap for sign, gap in zip(signs, [*junk, ""], strict=True)
    )
    masked = mask(around[0] + written + around[1])
    assert masked == f"{around[0]}***{around[1]}"


@pytest.mark.parametrize(
    "piece",
    [
        "王强",
        "王",
        "高明区示例局",
        "1 ",
        "1-",
        "12345678 ",
        "*",
        "1*",
        "1 ** ",
        "粤J",
        "a@",
        "@",
        "身份证",
        "身份证号码：1",
        "一",
        "a",
        "1990年1",
    ],
)
def test_long_texts_are_masked_in_linear_time(piece: str):
    """No time is measured: with quadratic growth anywhere this would not
    come back while anybody waits.
    """
    masker = Masker(make_case())
    masked = masker.mask(piece * (60_000 // len(piece)))
    assert masker.finder.find(masked) == ()


def test_extra_values_of_an_output_are_masked_too():
    extra = IdentityValue(
        "乙有限公司", IdentityKind.ORGANISATION, "/parties/1/name"
    )
    masker = Masker(make_case(), [extra])
    assert masker.mask("与乙有限公司共同") == "与某单位共同"
