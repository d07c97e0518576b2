"""What the words of the closed lists mean in Chinese.

Forms and workbooks show them; the case file itself holds the English codes.
"""

from collections.abc import Mapping

_GLOSSES: Mapping[str, str] = {
    # Phase, Procedure
    "filed": "已立案",
    "investigated": "调查终结",
    "noticed": "已告知",
    "heard": "已听取意见",
    "decided": "已决定",
    "served": "已送达",
    "performed": "已履行",
    "closed": "已结案",
    "ordinary": "普通程序",
    "simplified": "简易程序",
    # PartyKind
    "citizen": "公民",
    "individual-business": "个体工商户",
    "legal-person": "法人",
    "other-organisation": "其他组织",
    # EvidenceKind
    "document": "书证",
    "object": "物证",
    "audio-visual": "视听资料",
    "electronic": "电子数据",
    "witness": "证人证言",
    "party-statement": "当事人的陈述",
    "expert-opinion": "鉴定意见",
    "record": "勘验笔录、现场笔录",
    # CollectionMethod
    "provided": "当事人提供",
    "retrieved": "调取或者由他人提供",
    "made": "制作",
    "sampled": "抽样取证",
    "tested": "检测、检验、检疫、鉴定",
    "preserved": "先行登记保存",
    "monitored": "电子技术监控",
    "method taken-over": "移送机关提供",
    # EnforcerKind
    "administrative-agency": "行政机关",
    "authorised-organisation": "法律、法规授权的组织",
    "entrusted-organisation": "受委托组织",
    # PaymentChannel, Channel
    "bank": "到指定银行缴纳",
    "channels electronic": "通过电子支付系统缴纳",
    "on-the-spot": "当场收缴",
    "agency-site": "本机关网站",
    "credit-china": "信用中国",
    "enterprise-credit": "国家企业信用信息公示系统",
    # FactState
    "known": "已查明",
    "unknown": "尚未查明",
    "not-ascertainable": "无法查明",
    "not-applicable": "不适用",
    # ClaimStatus
    "claimed": "当事人主张",
    "found": "认定成立",
    "refused": "不予认定",
    # ServiceMethod
    "direct": "直接送达",
    "left": "留置送达",
    "method electronic": "电子送达",
    "entrusted": "委托送达",
    "post": "邮寄送达",
    "forwarded": "转交送达",
    "announcement": "公告送达",
    # TERM_UNITS
    "days": "日",
    "working-days": "工作日",
    "months": "个月",
    "years": "年",
    # EventKind
    "discovered": "发现违法行为",
    "kind filed": "立案",
    "inspected": "现场检查",
    "questioned": "询问",
    "seized": "查封、扣押",
    "released": "解除查封、扣押",
    "investigation-ended": "调查终结",
    "correction-ordered": "责令改正",
    "correction-checked": "复查改正情况",
    "prior-notice-served": "送达事先告知书",
    "hearing-notice-served": "送达听证告知书",
    "statement-made": "当事人陈述、申辩",
    "statement-reviewed": "复核陈述、申辩",
    "statement-waived": "放弃陈述、申辩",
    "hearing-requested": "要求听证",
    "hearing-waived": "放弃听证",
    "hearing-called": "通知听证",
    "hearing-held": "举行听证",
    "legal-review-submitted": "送交法制审核",
    "legal-review": "法制审核",
    "collective-discussion": "集体讨论",
    "extended": "延长办案期限",
    "suspended": "中止",
    "resumed": "恢复",
    "transferred": "移送有管辖权的机关",
    "kind taken-over": "接收移送",
    "sent-to-justice": "移送司法机关",
    "returned-by-justice": "司法机关退回",
    "certificate-shown": "出示执法证件",
    "kind decided": "作出决定",
    "decision-served": "送达决定书",
    "reported": "报所属机关备案",
    "published": "公示",
    "withdrawn": "撤下公示",
    "paid": "缴纳罚款",
    "goods-disposed": "处理没收的财物",
    "kind performed": "履行完毕",
    "demand-served": "送达催告书",
    "postponed": "延期或者分期缴纳",
    "reconsideration-requested": "申请行政复议",
    "litigation-filed": "提起行政诉讼",
    "corrected": "更正",
    "changed": "变更",
    "annulled": "撤销",
    "dropped": "终止调查、撤销案件",
    "kind closed": "结案",
    # PaperKind
    "prior-notice": "事先告知书",
    "hearing-notice": "听证告知书",
    "hearing-call": "听证通知书",
    "decision": "行政处罚决定书",
    "on-the-spot-decision": "当场行政处罚决定书",
    "no-penalty-decision": "不予行政处罚决定书",
    "correction-order": "责令改正通知书",
    "service-receipt": "送达回证",
    "demand": "催告书",
    "postponement": "延期（分期）缴纳罚款通知书",
    "clerical-correction": "补正通知书",
    "change": "变更决定书",
    "annulment": "撤销决定书",
    "plain-card": "明白卡",
    # PenaltyKind
    "fine": "罚款",
    "warning": "警告",
    "criticism": "通报批评",
    "confiscate-gains": "没收违法所得",
    "confiscate-goods": "没收非法财物",
    "suspend-permit": "暂扣许可证件",
    "downgrade": "降低资质等级",
    "revoke-permit": "吊销许可证件",
    "restrict-business": "限制开展生产经营活动",
    "suspend-business": "责令停产停业",
    "shut-down": "责令关闭",
    "restrict-occupation": "限制从业",
    "detention": "行政拘留",
    "other-penalty": "其他行政处罚",
    "order-correct": "责令改正",
    "order-stop": "责令停止",
    "other-order": "其他责令",
    "no-penalty": "不予处罚",
}


def gloss(name: str, word: str) -> str:
    """What a word of a closed list means, in Chinese; empty if unsaid.

    Args:
        name: of the field in which it stands: the same word may mean
            something else in another.
        word: as the file writes it.
    """
    return _GLOSSES.get(f"{name} {word}") or _GLOSSES.get(word, "")
