"""Whether a decision is still worded as the notice or the report before it:
拟给予如下处罚, 建议给予如下处罚."""

from penaltykit.facts._pattern import Pattern

# 拟处罚的内容, 拟处罚意见: what was proposed once.
PROPOSES = Pattern(
    r"拟\s*(?:依法)?\s*(?:作出|决定|给予|处以|处(?!罚|理|分)|"
    r"处罚(?!的|内容|事实|意见|决定|种类|依据|结果|告知)|"
    r"罚款|没收|吊销|责令|对\s*(?:你|当事人))"
)
_TELLING = Pattern(
    r"告知|听\s*证|陈述|申辩|事先|复核|法制审核|集体讨论|"
    r"进行了?通知|通知书|审批|同意[^。；;，,]{0,16}拟|的意见|的建议"
)
_SENTENCE = Pattern(r"[。；;\n]+")
_LISTS = Pattern(r"(?:如下|以下)[^。；;，,]{0,14}[:：]?\s*$")
_HONEST = Pattern(r"如实(?:地)?(?:进行)?(?:陈述|供述)")  # a circumstance
_ANSWERED = Pattern(
    r"(?:未|没有|放弃|不)[^，,。；;]{0,12}(?:陈述|申辩|听\s*证)[^，,。；;]{0,8}"
)
# 建议给予如下行政处罚 is worded for the head; what others suggest is told.
_SUGGESTS = Pattern(
    r"建议\s*(?:依法)?\s*(?:对[^，,。；;]{1,20}?)?\s*"
    r"(?:作出|给予|处以|处(?!罚|理|分)|罚款|没收)"
    r"[^。；;]{0,40}?(?:处罚|罚款|没收|吊销|警告|拘留)"
)
_OF_OTHERS = Pattern(
    r"检察|法院|公安|办案|承办|调查|执法人员|机构|专家|督察|上级|移送|意见|"
    r"建议书|主持|请求|提出|复核|审核|讨论|告知|听\s*证|审批|批准|曾|决定|"
    r"当事人建议"
)


def proposes(text: str) -> bool:
    """Whether a text still speaks of a penalty as proposed, outside the
    sentences that retell what the party was told before."""
    return any(
        _still_proposes(sentence) or _suggests(sentence)
        for sentence in _SENTENCE.split(text)
    )


def _suggests(sentence: str) -> bool:
    return (
        "建议" in sentence
        and _OF_OTHERS.search(sentence) is None
        and _SUGGESTS.search(sentence) is not None
    )


def _still_proposes(sentence: str) -> bool:
    found = PROPOSES.search(sentence)
    if found is None:
        return False
    if _LISTS.search(sentence, found.end()):
        # 拟给予如下处罚： is retold only behind a word of telling
        sentence = _ANSWERED.sub("", sentence[: found.start()])
    return _TELLING.search(_HONEST.sub("", sentence)) is None
