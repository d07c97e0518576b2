"""The ground for collecting a fine on the spot: art. 68 of the Penalty Law
names two, art. 69 a third, and the list is closed (art. 67(2))."""

from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, unknown
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._views import FactView

# Art. 68(1): a fine up to 100 yuan. The amount bears it out or not.
_SMALL = Pattern(
    r"(?:[一壹]百|[1１][0０]{2})\s*元(?:（含）|\(含\))?\s*(?:以下|以内|及以下)|"
    r"(?:罚款|处罚|金额|数额)[^，。；;]{0,6}(?:较小|很小|小额|不大|小)|小额罚款|"
    r"第?(?:六十八|68)条第?(?:一款)?第?\s*[（(]?[一1][）)]?\s*项"
)
# Art. 68(2), in the words of the Law or as what makes it hard.
_HARD = Pattern(
    r"难以执行|难于执行|不易执行|无法执行|执行困难|难以(?:收缴|追缴|缴纳|找到|"
    r"联系|查找|送达)|事后(?:难|无法|不能|不易)|"
    r"第?(?:六十八|68)条第?(?:一款)?第?\s*[（(]?[二2][）)]?\s*项|"
    r"流动(?:摊|商贩|经营|人员|性)|(?:无|没有|不)固定|居无定所|"
    r"外(?:地|省|市|籍|国)|境外|过境|途经|临时(?:停留|居住|经营|入境)|"
    r"即将(?:离开|离境|出境)|身份(?:不明|无法)|下落|hard(?:ly)?\b"
)
# Art. 69, which asks besides that the party asked.
_REMOTE = Pattern(
    r"边远|偏远|水上|海上|交通不便|第?(?:六十九|69)条|remote|on water"
)
_NO_GROUND = Pattern(
    r"(?:当事人|本人|其|经)?(?:表示)?(?:同意|自愿|愿意|要求|主动|请求|提出|配合|"
    r"无异议)|方便|便民|便利|省事|简便|惯例|agree|convenien"
)
_LONGEST = 2000
_GROUND = "/performance/on_the_spot_ground"


def _ground(view: FactView) -> str | None:
    performance = view.case.performance
    ground = performance.on_the_spot_ground if performance else None
    return None if ground is None else ground[:_LONGEST]


@derives(Scope.CASE)
def ground_is_hard(view: FactView) -> Reading:
    """Whether the fine could hardly be enforced later (art. 68(2)): by the
    words of the ground told, else as an officer finds. That the party agrees
    or prefers it is none of the grounds; other words leave it open."""
    ground = _ground(view)
    if ground is None:
        return known(False, _GROUND)
    if _HARD.search(ground) is not None:
        return known(True, _GROUND)
    found = view["collection.hard_later"]
    if found.state == "known":
        return found
    if _SMALL.search(ground) or _NO_GROUND.search(ground):
        return known(False, _GROUND)
    if _REMOTE.search(ground):
        return unknown("/facts/collection.remote")
    return unknown(found.pointer)
