"""Phrases of other fields, cities and decades than those of the corpus.

What each says was written down before the reader was tried on it.
"""

from decimal import Decimal
from typing import Any

import pytest

from penaltykit.clause import read_penalties, write_penalties

Told = dict[str, Any]

RESPONSIBLE = "直接负责的主管人员和其他直接责任人员"


def one(kind: str, object_: str | None = None, **more: Any) -> Told:
    return {"kind": kind, **({"object": object_} if object_ else {}), **more}


def fine(
    low: str | None, high: str | None, unit: str = "yuan", **more: Any
) -> Told:
    found: Told = {"kind": "fine", "unit": unit, **more}
    if low is not None:
        found["from"] = low
    if high is not None:
        found["to"] = high
    return found


def times(low: str | None, high: str | None, base: str, **more: Any) -> Told:
    return fine(low, high, "times", base=base, **more)


def percent(low: str | None, high: str | None, base: str, **more: Any) -> Told:
    return fine(low, high, "percent", base=base, **more)


MAY: Told = {"obligation": "may"}
EITHER: Told = {"obligation": "alternative", "group": "a"}
UNIT: Told = {"subject": "organisation", "who": "单位"}
PERSON: Told = {"subject": "person", "who": "个人"}
CHIEFS: Told = {"subject": "responsible-person", "who": RESPONSIBLE}
HEAVY: Told = {"situation": "情节严重"}

CORRECT = one("order-correct")
WARNING = one("warning")
GAINS = one("confiscate-gains")

PHRASES: list[tuple[str, list[Told]]] = [
    # --- market regulation ---
    (
        (
            "责令改正，处5000元以上5万元以下的罚款；情节严重的，责令停产停业，"
            "直至吊销许可证"
        ),
        [
            CORRECT,
            fine("5000", "50000"),
            one("suspend-business", "停产停业", **EITHER, **HEAVY),
            one("revoke-permit", "许可证", **EITHER, **HEAVY),
        ],
    ),
    (
        (
            "处广告费用3倍以上5倍以下的罚款，广告费用无法计算或者明显偏低的，"
            "处20万元以上100万元以下的罚款"
        ),
        [
            times("3", "5", "广告费用"),
            fine(
                "200000",
                "1000000",
                situation="广告费用无法计算或者明显偏低",
            ),
        ],
    ),
    # The heading tells the rung of the table apart from the others.
    (
        "从轻处罚：处1.5万元以上3.6万元以下罚款",
        [fine("15000", "36000", situation="从轻处罚")],
    ),
    ("处违法经营额1倍以上2.2倍以下的罚款", [times("1", "2.2", "违法经营额")]),
    (
        "罚款金额：2万元≤罚款<4.4万元",
        [fine("20000", "44000", to_inclusive=False)],
    ),
    (
        (
            "可以并处违法经营额五倍以下的罚款；没有违法经营额或者违法经营额不足"
            "五万元的，可以并处二十五万元以下的罚款。"
        ),
        [
            times(None, "5", "违法经营额", **MAY),
            fine(
                None,
                "250000",
                situation="没有违法经营额或者违法经营额不足五万元",
                **MAY,
            ),
        ],
    ),
    (
        (
            "处上一年度销售额1%以上10%以下的罚款；上一年度没有销售额的，"
            "处500万元以下的罚款"
        ),
        [
            percent("1", "10", "上一年度销售额"),
            fine(None, "5000000", situation="上一年度没有销售额"),
        ],
    ),
    (
        "处五千万元以下或者上一年度营业额百分之五以下罚款",
        [
            fine(None, "50000000", **EITHER),
            percent(None, "5", "上一年度营业额", **EITHER),
        ],
    ),
    # --- traffic and transport ---
    (
        "处警告或者20元以上200元以下罚款",
        [one("warning", **EITHER), fine("20", "200", **EITHER)],
    ),
    (
        (
            "处十五日以下拘留，并处五千元罚款，吊销机动车驾驶证，"
            "五年内不得重新取得机动车驾驶证"
        ),
        [
            one("detention", to="15", unit="days"),
            fine("5000", "5000"),
            one("revoke-permit", "机动车驾驶证"),
            one(
                "restrict-occupation",
                "重新取得机动车驾驶证",
                unit="years",
                **{"from": "5", "to": "5"},
            ),
        ],
    ),
    (
        (
            "责令停止营运，有违法所得的，没收违法所得，处违法所得2倍以上10倍以下"
            "的罚款；没有违法所得或者违法所得不足1万元的，处3万元以上10万元以下"
            "的罚款"
        ),
        [
            one("order-stop", "营运"),
            one("confiscate-gains", situation="有违法所得"),
            times("2", "10", "违法所得", situation="有违法所得"),
            fine(
                "30000",
                "100000",
                situation="没有违法所得或者违法所得不足1万元",
            ),
        ],
    ),
    (
        "每超1000千克罚款500元，最高不得超过30000元",
        [fine("500", "500", step="超千克", step_size="1000", cap="30000")],
    ),
    (
        "罚款200元，暂扣机动车驾驶证3个月",
        [
            fine("200", "200"),
            one(
                "suspend-permit",
                "机动车驾驶证",
                unit="months",
                **{"from": "3", "to": "3"},
            ),
        ],
    ),
    # --- labour ---
    (
        "按受侵害的劳动者每人300元以上500元以下的标准处以罚款",
        [fine("300", "500", "yuan-per-人")],
    ),
    (
        (
            "责令限期改正；逾期不改正的，处应缴社会保险费数额2倍的罚款，"
            "对其直接负责的主管人员和其他直接责任人员处1000元的罚款"
        ),
        [
            CORRECT,
            times("2", "2", "应缴社会保险费数额", situation="逾期不改正"),
            fine(
                "1000",
                "1000",
                situation="逾期不改正",
                subject="responsible-person",
                who="其" + RESPONSIBLE,
            ),
        ],
    ),
    ("处2000元/人的罚款", [fine("2000", "2000", "yuan-per-人")]),
    ("按每人500元的标准处以罚款", [fine("500", "500", "yuan-per-人")]),
    # --- health ---
    (
        (
            "给予警告，责令限期改正，可以并处5000元以下罚款；逾期不改正的，"
            "处5000元以上3万元以下罚款，责令停业整顿"
        ),
        [
            WARNING,
            CORRECT,
            fine(None, "5000", **MAY),
            fine("5000", "30000", situation="逾期不改正"),
            one("suspend-business", "停业整顿", situation="逾期不改正"),
        ],
    ),
    (
        "责令暂停6个月以上1年以下执业活动；情节严重的，吊销其医师执业证书",
        [
            one(
                "suspend-business",
                "执业活动",
                unit="months",
                **{"from": "6", "to": "12"},
            ),
            one("revoke-permit", "其医师执业证书", **HEAVY),
        ],
    ),
    (
        (
            "处1万元以上3万元以下的罚款，情节严重的，可以由原发证机关暂扣或者"
            "吊销许可证"
        ),
        [
            fine("10000", "30000"),
            one("suspend-permit", "许可证", group="a", **MAY, **HEAVY),
            one("revoke-permit", "许可证", group="a", **MAY, **HEAVY),
        ],
    ),
    # --- fire ---
    (
        "责令停止施工、停止使用或者停产停业，并处3万元以上12万元以下罚款",
        [
            one("order-stop", "施工", **EITHER),
            one("order-stop", "使用", **EITHER),
            one("suspend-business", "停产停业", **EITHER),
            fine("30000", "120000"),
        ],
    ),
    (
        (
            "处警告或者五百元以下罚款；情节严重的，处十日以上十五日以下拘留，"
            "可以并处五百元以下罚款"
        ),
        [
            one("warning", **EITHER),
            fine(None, "500", **EITHER),
            one(
                "detention",
                unit="days",
                **{"from": "10", "to": "15"},
                **HEAVY,
            ),
            fine(None, "500", **MAY, **HEAVY),
        ],
    ),
    # --- urban management and planning ---
    (
        (
            "责令限期拆除，并处建设工程造价百分之五以上百分之十以下的罚款；"
            "不能拆除的，没收实物或者违法收入，可以并处建设工程造价百分之十以下"
            "的罚款"
        ),
        [
            one("other-order", "限期拆除"),
            percent("5", "10", "建设工程造价"),
            one("confiscate-goods", "实物", situation="不能拆除", **EITHER),
            one("confiscate-gains", situation="不能拆除", **EITHER),
            percent(None, "10", "建设工程造价", situation="不能拆除", **MAY),
        ],
    ),
    (
        "处每平方米20元以上50元以下的罚款",
        [fine("20", "50", "yuan-per-平方米")],
    ),
    (
        (
            "对个人处以50元以上200元以下罚款；对单位处以500元以上2000元以下罚款，"
            "情节严重的处以2000元以上5000元以下罚款"
        ),
        [
            fine("50", "200", **PERSON),
            fine("500", "2000", **UNIT),
            fine("2000", "5000", **UNIT, **HEAVY),
        ],
    ),
    (
        "按占用面积处以每平方米50元罚款",
        [fine("50", "50", "yuan-per-平方米")],
    ),
    # --- culture ---
    (
        "警告，可以并处1万元以下罚款；情节严重的，责令停业整顿",
        [
            WARNING,
            fine(None, "10000", **MAY),
            one("suspend-business", "停业整顿", **HEAVY),
        ],
    ),
    (
        (
            "违法经营额1万元以上的，并处违法经营额5倍以上7倍以下的罚款；"
            "违法经营额不足1万元的，并处1万元以上5万元以下的罚款"
        ),
        [
            times("5", "7", "违法经营额", situation="违法经营额1万元以上"),
            fine("10000", "50000", situation="违法经营额不足1万元"),
        ],
    ),
    # --- prices ---
    (
        (
            "没收违法所得，并处违法所得5倍以下的罚款；没有违法所得的，"
            "处10万元以上100万元以下的罚款；情节较重的，"
            "处100万元以上300万元以下的罚款"
        ),
        [
            GAINS,
            times(None, "5", "违法所得"),
            fine("100000", "1000000", situation="没有违法所得"),
            fine("1000000", "3000000", situation="情节较重"),
        ],
    ),
    # --- tax ---
    (
        "处不缴或者少缴的税款50%以上5倍以下的罚款",
        [times("0.5", "5", "不缴或者少缴的税款")],
    ),
    (
        "可以处2000元以下的罚款；情节严重的，处2000元以上1万元以下的罚款",
        [
            fine(None, "2000", **MAY),
            fine("2000", "10000", **HEAVY),
        ],
    ),
    (
        "每份处50元罚款，最高不超过1万元",
        [fine("50", "50", "yuan-per-份", cap="10000")],
    ),
    # --- housing and construction ---
    (
        "降低资质等级；情节严重的，吊销资质证书，并处20万元罚款",
        [
            one("downgrade", "资质等级"),
            one("revoke-permit", "资质证书", **HEAVY),
            fine("200000", "200000", **HEAVY),
        ],
    ),
    (
        "处以1万元以上3万元以下的罚款，并记入信用档案",
        [fine("10000", "30000"), one("other-order", "记入信用档案")],
    ),
    (
        "处合同价款2%以上4%以下的罚款；给他人造成损失的，依法承担赔偿责任",
        [percent("2", "4", "合同价款")],
    ),
    # --- forestry ---
    (
        "处恢复植被和林业生产条件所需费用三倍以下的罚款",
        [times(None, "3", "恢复植被和林业生产条件所需费用")],
    ),
    (
        "并处非法改变用途林地每平方米10元至30元的罚款",
        [fine("10", "30", "yuan-per-平方米")],
    ),
    (
        (
            "没收违法所得，并处违法收购、加工、运输的林木价款一倍以上三倍以下"
            "的罚款"
        ),
        [GAINS, times("1", "3", "违法收购、加工、运输的林木价款")],
    ),
    # --- meteorology ---
    (
        "给予警告，可以处5万元以下的罚款；给他人造成损失的，依法承担赔偿责任",
        [WARNING, fine(None, "50000", **MAY)],
    ),
    (
        "责令改正，给予警告，可处1万元以上2万元以下罚款",
        [CORRECT, WARNING, fine("10000", "20000", **MAY)],
    ),
    # --- food, drugs, medical devices ---
    (
        (
            "没收违法所得和违法生产经营的食品，并可以没收用于违法生产经营的工具、"
            "设备、原料等物品；货值金额不足1万元的，并处10万元以上12万元以下罚款；"
            "货值金额1万元以上的，并处货值金额15倍以上20倍以下罚款"
        ),
        [
            GAINS,
            one("confiscate-goods", "违法生产经营的食品"),
            one(
                "confiscate-goods",
                "用于违法生产经营的工具、设备、原料等物品",
                **MAY,
            ),
            fine("100000", "120000", situation="货值金额不足1万元"),
            times("15", "20", "货值金额", situation="货值金额1万元以上"),
        ],
    ),
    (
        (
            "终身禁止从事食品生产经营管理工作，也不得担任食品生产经营企业"
            "食品安全管理人员"
        ),
        [
            one("restrict-occupation", "食品生产经营管理工作", unit="life"),
            one(
                "restrict-occupation",
                "食品生产经营企业食品安全管理人员",
                unit="life",
            ),
        ],
    ),
    (
        (
            "对法定代表人、主要负责人、直接负责的主管人员和其他责任人员，没收违法"
            "行为发生期间自本单位所获收入，并处所获收入30%以上3倍以下罚款，"
            "终身禁止其从事医疗器械生产经营活动"
        ),
        [
            one(
                "confiscate-gains",
                "违法行为发生期间自本单位所获收入",
                subject="responsible-person",
                who="法定代表人、主要负责人、直接负责的主管人员和其他责任人员",
            ),
            times(
                "0.3",
                "3",
                "所获收入",
                subject="responsible-person",
                who="法定代表人、主要负责人、直接负责的主管人员和其他责任人员",
            ),
            one(
                "restrict-occupation",
                "医疗器械生产经营活动",
                unit="life",
                subject="responsible-person",
                who="法定代表人、主要负责人、直接负责的主管人员和其他责任人员",
            ),
        ],
    ),
    (
        (
            "没收违法生产、销售的药品和违法所得，责令停产停业整顿，"
            "吊销药品批准证明文件，并处违法生产、销售的药品货值金额"
            "十五倍以上三十倍以下的罚款"
        ),
        [
            one("confiscate-goods", "违法生产、销售的药品"),
            GAINS,
            one("suspend-business", "停产停业整顿"),
            one("revoke-permit", "药品批准证明文件"),
            times("15", "30", "违法生产、销售的药品货值金额"),
        ],
    ),
    (
        "情节严重的，责令停产停业，10年内不受理其医疗器械许可申请",
        [
            one("suspend-business", "停产停业", **HEAVY),
            one(
                "restrict-occupation",
                "不受理其医疗器械许可申请",
                unit="years",
                **{"from": "10", "to": "10"},
                **HEAVY,
            ),
        ],
    ),
    # --- the nineties ---
    ("处以一千元以上、五千元以下的罚款", [fine("1000", "5000")]),
    (
        "处五十元以下罚款或者警告",
        [fine(None, "50", **EITHER), one("warning", **EITHER)],
    ),
    ("处罚款3000-5000元", [fine("3000", "5000")]),
    ("罚款人民币伍仟元整", [fine("5000", "5000")]),
    (
        "没收非法所得，并处非法所得一至三倍的罚款",
        [GAINS, times("1", "3", "非法所得")],
    ),
    (
        "处二百元至一千元罚款，并可吊销营业执照",
        [fine("200", "1000"), one("revoke-permit", "营业执照", **MAY)],
    ),
    (
        "予以警告，没收非法所得，可以并处非法所得额三倍以下的罚款",
        [WARNING, GAINS, times(None, "3", "非法所得额", **MAY)],
    ),
    (
        "處五萬元以上十萬元以下罰款",
        [fine("50000", "100000")],
    ),
    # --- shapes that tables like ---
    (
        "处1万元以上不满3万元的罚款",
        [fine("10000", "30000", to_inclusive=False)],
    ),
    (
        "5万元＜罚款≤10万元",
        [fine("50000", "100000", from_inclusive=False)],
    ),
    ("情节轻微的，免予处罚", [one("no-penalty", situation="情节轻微")]),
    (
        "单位：处1万元以上2万元以下罚款；个人：处500元以上1000元以下罚款",
        [
            fine("10000", "20000", **UNIT),
            fine("500", "1000", **PERSON),
        ],
    ),
    (
        "处2万元罚款；每增加1人，增加罚款1000元，最高不超过10万元",
        [
            fine("20000", "20000"),
            fine("1000", "1000", step="人", cap="100000"),
        ],
    ),
    (
        (
            "轻微：警告；一般：处1000元以上3000元以下罚款；"
            "严重：处3000元以上1万元以下罚款，并责令停产停业"
        ),
        [
            one("warning", situation="轻微"),
            fine("1000", "3000", situation="一般"),
            fine("3000", "10000", situation="严重"),
            one("suspend-business", "停产停业", situation="严重"),
        ],
    ),
    (
        "限制从业3年以下",
        [one("restrict-occupation", unit="years", to="3")],
    ),
    (
        "处每辆车500元的罚款",
        [fine("500", "500", "yuan-per-辆")],
    ),
    (
        "逾期不改正的，可以指定有资质的单位代为拆除，所需费用由违法者承担",
        [
            one("other-order", "代为拆除", situation="逾期不改正", **MAY),
        ],
    ),
    (
        "由登记机关吊销营业执照，三年内不得申请从业资格",
        [
            one("revoke-permit", "营业执照"),
            one(
                "restrict-occupation",
                "申请从业资格",
                unit="years",
                **{"from": "3", "to": "3"},
            ),
        ],
    ),
    # --- what was read otherwise at first ---
    (
        "对公民处200元以下、对法人或者其他组织处3000元以下罚款",
        [
            fine(None, "200", subject="person", who="公民"),
            fine(
                None,
                "3000",
                subject="organisation",
                who="法人或者其他组织",
            ),
        ],
    ),
    (
        "对单位处1000元、对个人处50元、对经营者处500元罚款",
        [
            fine("1000", "1000", **UNIT),
            fine("50", "50", **PERSON),
            fine("500", "500", who="经营者"),
        ],
    ),
    (
        "处相当于其当月工资50%以下的罚款",
        [percent(None, "50", "其当月工资")],
    ),
    (
        "违法行为轻微的，处1000元以上1万元以下的罚款",
        [fine("1000", "10000", situation="违法行为轻微")],
    ),
    (
        (
            "不满1000元的，处500元以下罚款；1000元以上不满3000元的，"
            "处500元以上1000元以下罚款"
        ),
        [
            fine(None, "500", situation="不满1000元"),
            fine("500", "1000", situation="1000元以上不满3000元"),
        ],
    ),
    (
        (
            "面积不足100平方米的，处1万元以下罚款；面积100平方米以上"
            "500平方米以下的，处1万元以上3万元以下罚款"
        ),
        [
            fine(None, "10000", situation="面积不足100平方米"),
            fine(
                "10000",
                "30000",
                situation="面积100平方米以上500平方米以下",
            ),
        ],
    ),
    (
        (
            "车辆超载30%以上50%以下的，处200元以上500元以下罚款；"
            "超载50%以上的，处500元以上2000元以下罚款"
        ),
        [
            fine("200", "500", situation="车辆超载30%以上50%以下"),
            fine("500", "2000", situation="超载50%以上"),
        ],
    ),
    (
        "责令其停止执业活动6个月",
        [
            one(
                "restrict-occupation",
                "停止执业活动",
                unit="months",
                **{"from": "6", "to": "6"},
            )
        ],
    ),
    (
        "处罚款5万元，直接责任人处罚款5000元",
        [
            fine("50000", "50000"),
            fine(
                "5000",
                "5000",
                subject="responsible-person",
                who="直接责任人",
            ),
        ],
    ),
    (
        "每使用一名童工处5000元罚款",
        [fine("5000", "5000", "yuan-per-童工")],
    ),
    ("每发生一次罚款1000元", [fine("1000", "1000", "yuan-per-次")]),
    ("并处每份发票50元罚款", [fine("50", "50", "yuan-per-份")]),
    (
        "第一次：警告；第二次：处500元罚款；第三次及以上：处1000元罚款",
        [
            one("warning", situation="第一次"),
            fine("500", "500", situation="第二次"),
            fine("1000", "1000", situation="第三次及以上"),
        ],
    ),
    (
        "禁止其1年至2年内参加依法必须进行招标的项目的投标",
        [
            one(
                "restrict-occupation",
                "参加依法必须进行招标的项目的投标",
                unit="years",
                **{"from": "1", "to": "2"},
            )
        ],
    ),
    (
        "中标无效，处中标项目金额千分之五以上千分之十以下的罚款",
        [percent("0.5", "1", "中标项目金额")],
    ),
    (
        "自责令改正之日起，每逾期一日罚款200元",
        [fine("200", "200", step="逾期日")],
    ),
    (
        "处500元以下（不含500元，下同）罚款",
        [fine(None, "500", to_inclusive=False)],
    ),
    (
        "构成犯罪的，依法追究刑事责任，并处罚款5万元",
        [fine("50000", "50000", situation="构成犯罪")],
    ),
    (
        "构成犯罪的，依法追究刑事责任，尚不构成犯罪的，处5000元罚款",
        [fine("5000", "5000")],
    ),
    (
        (
            "没收违法所得，有违法所得的处违法所得1倍以上1.6倍以下的罚款，"
            "没有违法所得的处3000元以上5100元以下的罚款"
        ),
        [
            GAINS,
            times("1", "1.6", "违法所得", situation="有违法所得"),
            fine("3000", "5100", situation="没有违法所得"),
        ],
    ),
    (
        (
            "对经营性的，处1万元以上3万元以下罚款；对非经营性的，"
            "处1000元以下罚款"
        ),
        [
            fine("10000", "30000", situation="经营性"),
            fine(None, "1000", situation="非经营性"),
        ],
    ),
    (
        "首次发现的，责令改正；第二次发现的，处500元罚款",
        [
            one("order-correct", situation="首次发现"),
            fine("500", "500", situation="第二次发现"),
        ],
    ),
    (
        "每个泊位处以1000元以上5000元以下的罚款",
        [fine("1000", "5000", "yuan-per-泊位")],
    ),
    (
        "没收、销毁侵权商品，可以处7.5万元以下的罚款",
        [one("confiscate-goods", "侵权商品"), fine(None, "75000", **MAY)],
    ),
    (
        "按日加收万分之五的滞纳金",
        [
            one(
                "other-order",
                "滞纳金",
                unit="percent",
                step="日",
                **{"from": "0.05", "to": "0.05"},
            )
        ],
    ),
    (
        "按照法定罚款幅度下限的50%处罚",
        [percent("50", "50", "法定罚款幅度下限")],
    ),
    (
        "处警告、五日拘留",
        [
            one("warning"),
            one("detention", unit="days", **{"from": "5", "to": "5"}),
        ],
    ),
]

UNREAD: list[str] = [
    # What no rule decides, or what the structure has no place for.
    "每使用一名童工每月处5000元罚款",
    "罚款5万元（单位）、1万元（个人）",
    "没收工具2000元",
    "处5000元10000元罚款",
    "处违法所得3倍5万元以下罚款",
    "吊销许可证3个月",
    "处3年以下有期徒刑",
    "罚金5万元",
    "处500美元罚款",
    "加倍处罚",
    "处1万元罚款（限期内改正的，减半）",
    "对直接责任人处一至三个月工资的罚款",
    "罚款1000元以上不足（含）3000元",
    "处数万元罚款",
    "处1万元至罚款",
    # What looks like an amount, a base or a thing counted, and is none.
    "按每日每平方米十元以上三十元以下处以罚款",
    "处四十万元以上五十万元以下每增加1罚款",
    "处所收费用三倍4以上四倍以下的罚款",
    "处直接损失的2百分之三十罚款",
    "处5000元罚款（注：情节严重的除外）",
    "处5000元罚款（注：处2万元）",
    "处5万元以上10万元以下的罚款（不含8万元）",
]

ISSUE: list[tuple[str, list[Told]]] = [
    ("处五万元以上十万元以下罚款", [fine("50000", "100000")]),
    (
        "处5000元以上不足1万元的罚款",
        [fine("5000", "10000", to_inclusive=False)],
    ),
    ("处货值金额10倍以上20倍以下罚款", [times("10", "20", "货值金额")]),
    ("等值以上三倍以下", [fine("1", "3", "times")]),
    (
        "处违法所得2倍的罚款，最高不超过1万元",
        [times("2", "2", "违法所得", cap="10000")],
    ),
    ("一倍以下", [fine(None, "1", "times")]),
    (
        "处工程合同价款百分之一以上百分之一点三以下的罚款",
        [percent("1", "1.3", "工程合同价款")],
    ),
    (
        "单位500—1500元，个人200—500元",
        [fine("500", "1500", **UNIT), fine("200", "500", **PERSON)],
    ),
    (
        f"对单位处1万元罚款，对{RESPONSIBLE}处2000元罚款",
        [fine("10000", "10000", **UNIT), fine("2000", "2000", **CHIEFS)],
    ),
    (
        (
            "有违法所得的，没收违法所得；没有违法所得或者违法所得不足2万元的，"
            "处5000元罚款"
        ),
        [
            one("confiscate-gains", situation="有违法所得"),
            fine(
                "5000",
                "5000",
                situation="没有违法所得或者违法所得不足2万元",
            ),
        ],
    ),
    (
        (
            "有违法所得的，处违法所得1倍罚款，没有违法所得或者违法所得不足2万元的，"
            "处5000元罚款"
        ),
        [
            times("1", "1", "违法所得", situation="有违法所得"),
            fine(
                "5000",
                "5000",
                situation="没有违法所得或者违法所得不足2万元",
            ),
        ],
    ),
    ("处每人500元", [fine("500", "500", "yuan-per-人")]),
    ("每超过一日加处20元", [fine("20", "20", step="超过日")]),
    (
        "每增加1个超标因子增加一万元，四舍五入取整",
        [fine("10000", "10000", step="超标因子", rounding="half-up")],
    ),
    ("警告", [WARNING]),
    ("通报批评", [one("criticism")]),
    (
        "没收违法所得和违法生产经营的食品、工具、设备",
        [GAINS, one("confiscate-goods", "违法生产经营的食品、工具、设备")],
    ),
    ("责令停产停业", [one("suspend-business", "停产停业")]),
    (
        "暂扣许可证3个月",
        [
            one(
                "suspend-permit",
                "许可证",
                unit="months",
                **{"from": "3", "to": "3"},
            )
        ],
    ),
    ("吊销营业执照", [one("revoke-permit", "营业执照")]),
    ("降低资质等级", [one("downgrade", "资质等级")]),
    (
        "限制从业5年",
        [
            one(
                "restrict-occupation",
                unit="years",
                **{"from": "5", "to": "5"},
            )
        ],
    ),
    (
        "拘留五日以上十日以下",
        [one("detention", unit="days", **{"from": "5", "to": "10"})],
    ),
    (
        "给予警告，可以并处五百元罚款",
        [WARNING, fine("500", "500", **MAY)],
    ),
    (
        "可以单处或者并处警告、五百元以下罚款",
        [
            one("warning", group="a", **MAY),
            fine(None, "500", group="a", **MAY),
        ],
    ),
    (
        "处三万元（含）以上五万元（不含）以下罚款",
        [fine("30000", "50000", to_inclusive=False)],
    ),
    (
        "三万元（含）以上五万元（不含）以下",
        [fine("30000", "50000", to_inclusive=False)],
    ),
    (
        "超过3万元不超过5万元",
        [fine("30000", "50000", from_inclusive=False)],
    ),
    ("不予处罚", [one("no-penalty")]),
    ("从轻处罚", []),
    ("减轻处罚", []),
    ("从重处罚", []),
    (
        "情节严重的，处〇点五万元以上1.5万元以下罚款",
        [fine("5000", "15000", **HEAVY)],
    ),
    (
        "处一万五千元以上两万元以下罚款",
        [fine("15000", "20000")],
    ),
    ("处2千元以上1亿元以下罚款", [fine("2000", "100000000")]),
    ("处 ５ 万元\n以上１０万\n元 以下罚款", [fine("50000", "100000")]),
    ("處五萬元以上十萬元以下罰款", [fine("50000", "100000")]),
    ("处５％以上１０％以下罚款", [fine("5", "10", "percent")]),
    ("处5000～10000元罚款", [fine("5000", "10000")]),
    ("处5000－10000元罚款", [fine("5000", "10000")]),
    ("处5000元至1万元罚款", [fine("5000", "10000")]),
]

DEFAULTS: Told = {
    "object": None,
    "subject": "party",
    "who": None,
    "obligation": "must",
    "group": None,
    "situation": None,
    "from": None,
    "from_inclusive": True,
    "to": None,
    "to_inclusive": True,
    "unit": None,
    "base": None,
    "step": None,
    "step_size": None,
    "rounding": None,
    "cap": None,
    "floor": None,
}


def found_in(text: str) -> list[Told]:
    """What the reader says, in the words of this page."""
    reading = read_penalties(text)
    assert reading.unread == []
    assert reading.complete
    found = []
    for penalty in reading.penalties:
        told = penalty.to_dict()
        for key in ("object", "base", "step"):
            told[key] = told[f"{key}_words"]
        if told["step_size"] == "1":
            told["step_size"] = None
        found.append({key: told[key] for key in ("kind", *DEFAULTS)})
    return found


@pytest.mark.parametrize(("text", "told"), PHRASES)
def test_other_fields(text: str, told: list[Told]) -> None:
    assert found_in(text) == [{**DEFAULTS, **part} for part in told]


@pytest.mark.parametrize(("text", "told"), ISSUE)
def test_words_that_are_promised(text: str, told: list[Told]) -> None:
    assert found_in(text) == [{**DEFAULTS, **part} for part in told]


@pytest.mark.parametrize(("text", "_told"), [*PHRASES, *ISSUE])
def test_written_and_read_again(text: str, _told: list[Told]) -> None:
    penalties = read_penalties(text).penalties
    again = read_penalties(write_penalties(penalties))
    assert list(again.penalties) == list(penalties)


def test_what_is_not_whole_gives_only_whole_clauses() -> None:
    """The clause that is not understood gives nothing, the others stand."""
    reading = read_penalties(
        "处一万元罚款，并处十余万元罚款；情节严重的，吊销许可证"
    )
    assert not reading.complete
    assert [span.text for span in reading.unread] == ["并处十余万元罚款"]
    assert [
        (str(part.kind), part.to, part.situation) for part in reading.penalties
    ] == [
        ("fine", Decimal(10_000), None),
        ("revoke-permit", None, "情节严重"),
    ]


@pytest.mark.parametrize("text", UNREAD)
def test_rather_unread_than_guessed(text: str) -> None:
    reading = read_penalties(text)
    assert not reading.complete
    assert reading.unread
    assert reading.penalties == []


def test_a_figure_of_a_condition_is_no_defect() -> None:
    """平方米 is no unit of a fine, and is not asked to be one."""
    reading = read_penalties("面积100平方米以上500平方米以下的，处1万元罚款")
    assert reading.problems == []
