"""The closed word lists of the case file."""

from enum import StrEnum


class Phase(StrEnum):
    """How far the case has come; each phase includes those before it."""

    FILED = "filed"
    INVESTIGATED = "investigated"
    NOTICED = "noticed"
    HEARD = "heard"
    DECIDED = "decided"
    SERVED = "served"
    PERFORMED = "performed"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        """Position in the run of a case, from 0."""
        return _PHASES.index(self)

    def reached(self, other: "Phase") -> bool:
        """Whether this phase is ``other`` or comes after it."""
        return self.rank >= other.rank


_PHASES = tuple(Phase)


class Procedure(StrEnum):
    """普通程序 (Penalty Law arts. 54-62) or 简易程序 (arts. 51-53)."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"


class PartyKind(StrEnum):
    """Kinds of party; see also :attr:`Party.counts_as_citizen`."""

    CITIZEN = "citizen"
    INDIVIDUAL_BUSINESS = "individual-business"
    LEGAL_PERSON = "legal-person"
    OTHER_ORGANISATION = "other-organisation"


class FactState(StrEnum):
    """What is known of a fact; an absent fact is ``unknown``."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_ASCERTAINABLE = "not-ascertainable"
    NOT_APPLICABLE = "not-applicable"


class EventKind(StrEnum):
    """What happened, on the timeline of a case."""

    DISCOVERED = "discovered"
    FILED = "filed"
    INSPECTED = "inspected"
    QUESTIONED = "questioned"
    SEIZED = "seized"
    RELEASED = "released"
    INVESTIGATION_ENDED = "investigation-ended"
    CORRECTION_ORDERED = "correction-ordered"
    CORRECTION_CHECKED = "correction-checked"
    PRIOR_NOTICE_SERVED = "prior-notice-served"
    HEARING_NOTICE_SERVED = "hearing-notice-served"
    STATEMENT_MADE = "statement-made"
    STATEMENT_REVIEWED = "statement-reviewed"
    STATEMENT_WAIVED = "statement-waived"
    HEARING_REQUESTED = "hearing-requested"
    HEARING_WAIVED = "hearing-waived"
    HEARING_CALLED = "hearing-called"
    HEARING_HELD = "hearing-held"
    LEGAL_REVIEW_SUBMITTED = "legal-review-submitted"
    LEGAL_REVIEW = "legal-review"
    COLLECTIVE_DISCUSSION = "collective-discussion"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    TAKEN_OVER = "taken-over"
    SENT_TO_JUSTICE = "sent-to-justice"
    RETURNED_BY_JUSTICE = "returned-by-justice"
    CERTIFICATE_SHOWN = "certificate-shown"
    DECIDED = "decided"
    DECISION_SERVED = "decision-served"
    REPORTED = "reported"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    PAID = "paid"
    GOODS_DISPOSED = "goods-disposed"
    PERFORMED = "performed"
    DEMAND_SERVED = "demand-served"
    POSTPONED = "postponed"
    RECONSIDERATION_REQUESTED = "reconsideration-requested"
    LITIGATION_FILED = "litigation-filed"
    CORRECTED = "corrected"
    CHANGED = "changed"
    ANNULLED = "annulled"
    DROPPED = "dropped"
    CLOSED = "closed"


class ClaimStatus(StrEnum):
    """Who stands behind a circumstance: the party claims, the officer finds
    or refuses, each with reasons.
    """

    CLAIMED = "claimed"
    FOUND = "found"
    REFUSED = "refused"


class PaperKind(StrEnum):
    """The papers of a penalty case."""

    PRIOR_NOTICE = "prior-notice"
    HEARING_NOTICE = "hearing-notice"
    HEARING_CALL = "hearing-call"
    DECISION = "decision"
    ON_THE_SPOT_DECISION = "on-the-spot-decision"
    NO_PENALTY_DECISION = "no-penalty-decision"
    CORRECTION_ORDER = "correction-order"
    SERVICE_RECEIPT = "service-receipt"
    DEMAND = "demand"
    POSTPONEMENT = "postponement"
    CLERICAL_CORRECTION = "clerical-correction"
    CHANGE = "change"
    ANNULMENT = "annulment"
    PLAIN_CARD = "plain-card"


class EvidenceKind(StrEnum):
    """The eight kinds of evidence of 行政处罚法 art. 46(1)."""

    DOCUMENT = "document"
    OBJECT = "object"
    AUDIO_VISUAL = "audio-visual"
    ELECTRONIC = "electronic"
    WITNESS = "witness"
    PARTY_STATEMENT = "party-statement"
    EXPERT_OPINION = "expert-opinion"
    RECORD = "record"


class CollectionMethod(StrEnum):
    """How an item of evidence was come by (取证方式; arts. 41, 54, 56).

    What the party provided needs no telling to it. What was registered and
    kept (先行登记保存), sampled (抽样取证), tested or recorded by monitoring
    equipment brings duties of its own.
    """

    PROVIDED = "provided"
    RETRIEVED = "retrieved"
    MADE = "made"
    SAMPLED = "sampled"
    TESTED = "tested"
    PRESERVED = "preserved"
    MONITORED = "monitored"
    TAKEN_OVER = "taken-over"


class EnforcerKind(StrEnum):
    """Who carries out the penalty (实施主体, arts. 17, 19, 20)."""

    ADMINISTRATIVE_AGENCY = "administrative-agency"
    AUTHORISED_ORGANISATION = "authorised-organisation"
    ENTRUSTED_ORGANISATION = "entrusted-organisation"


class ServiceMethod(StrEnum):
    """How a paper reached the party (art. 61; 民事诉讼法 arts. 87-95)."""

    DIRECT = "direct"
    LEFT = "left"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    POST = "post"
    FORWARDED = "forwarded"
    ANNOUNCEMENT = "announcement"


class Channel(StrEnum):
    """Where a decision is made public."""

    AGENCY_SITE = "agency-site"
    CREDIT_CHINA = "credit-china"
    ENTERPRISE_CREDIT = "enterprise-credit"


class PaymentChannel(StrEnum):
    """How a fine can be paid (arts. 67-69)."""

    BANK = "bank"
    ELECTRONIC = "electronic"
    ON_THE_SPOT = "on-the-spot"
