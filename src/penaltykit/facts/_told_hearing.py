"""Whether a wording offers the party a hearing."""

from typing import Final

from penaltykit.facts._flat import FlatText
from penaltykit.facts._pattern import Pattern

# Titles of papers and rules, and what is said not to be so.
_NO_HEARING: Final = Pattern(
    r"听证(?:权利)?(?:告知|通知)书|听证(?:程序)?(?:规定|规则|办法)|"
    r"(?:不(?:属于|适用|符合|具备|具有|享有|再|予|组织|举行|举办|要求|申请|"
    r"承担|构成|提出)|无权|未|没有|无[需须]|毋须|不需|不必|放弃)[^。；，]{0,10}听证"
)
_HEARING: Final = Pattern(
    r"(?:有权|可以?|权利|要求|申请|享有|请求|提出|依法)[^。；]{0,40}听证|"
    r"听证[^。；]{0,40}(?:权|要求|申请|提出)"
)


def tells_hearing(flat: FlatText) -> bool:
    """Whether a wording tells the party that it may ask for a hearing; that
    the title says so, or that none is due, does not."""
    return "听证" in flat.bare and any(
        _HEARING.search(_NO_HEARING.sub("", piece)) for piece in flat.pieces
    )
