from decimal import Decimal

import pytest

from penaltykit.clause import (
    PhrasePenalty,
    read_penalties,
    write_penalties,
)
from penaltykit.penalty import Obligation, Penalty, PenaltyKind, Subject

FINE = PenaltyKind.FINE


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("处五万元以上十万元以下的罚款", "处5万元以上10万元以下罚款"),
        ("处5000元至1万元罚款", "处5000元以上1万元以下罚款"),
        ("超过1万元不足2万元罚款", "处超过1万元不足2万元罚款"),
        (
            "没收违法所得，并处违法所得2倍以下罚款，最高不超过三万元",
            "没收违法所得，处违法所得2倍以下罚款，最高不超过3万元",
        ),
        ("处警告或者500元罚款", "给予警告，或者处500元罚款"),
        ("对单位处1万元罚款", "对单位处1万元罚款"),
        ("情节严重的，吊销许可证", "情节严重的，吊销许可证"),
        ("每超过一日加处20元", "每超过1日增加20元"),
        ("5年内不得从事食品检验工作", "5年内不得从事食品检验工作"),
        ("终身不得从事食品检验工作", "终身不得从事食品检验工作"),
    ],
)
def test_one_canonical_phrase(text: str, canonical: str):
    read = read_penalties(text).penalties
    assert write_penalties(read) == canonical
    assert list(read_penalties(canonical).penalties) == list(read)


def test_penalties_of_a_law():
    found = write_penalties(
        [
            Penalty(
                kind=FINE,
                from_=Decimal(2),
                to=Decimal(5),
                unit="times",
                base="goods.value",
            ),
            Penalty(
                kind=PenaltyKind.REVOKE_PERMIT,
                object="business-licence",
                obligation=Obligation.MAY,
            ),
            Penalty(
                kind=FINE,
                subject=Subject.PERSON,
                to=Decimal(500),
                unit="yuan",
            ),
        ]
    )
    assert found == (
        "处货值金额2倍以上5倍以下罚款，可以吊销营业执照，并应当对个人处500元"
        "以下罚款"
    )


def test_nothing_and_what_is_no_penalty():
    assert write_penalties([]) == ""
    with pytest.raises(TypeError):
        write_penalties(["罚款"])


def test_a_fine_without_an_amount():
    assert write_penalties([PhrasePenalty(kind=FINE)]) == "处罚款"
