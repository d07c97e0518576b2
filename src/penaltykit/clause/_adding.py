"""A clause that was read whole, turned into entries."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, mutable

from penaltykit.clause import _context as context
from penaltykit.clause._additions import Additions
from penaltykit.clause._amount import AmountReader
from penaltykit.clause._clause import ClauseReader
from penaltykit.clause._draft import Lead, Sanction
from penaltykit.clause._grades import things_held
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._state import Entry
from penaltykit.clause._words import object_codes
from penaltykit.penalty import Obligation, PenaltyKind

_PAIR: Final = 2
_LONGEST_LABEL: Final = 16
_MARKER: Final = re.compile("（[^（）]{1,3}）|[0-9]{1,2}[.、]|[①-⑳]")
_PARTY: Final = ""
_DUTY: Final = frozenset(
    {"应当", "应", "应该", "必须", "须", "应予", "应当予以"}
)


def _is_fine(sanction: Sanction) -> bool:
    """Whether a clause imposes a fine, or takes something."""
    return any(
        item.options
        and item.options[0].kind
        in (
            PenaltyKind.FINE,
            PenaltyKind.CONFISCATE_GAINS,
            PenaltyKind.CONFISCATE_GOODS,
        )
        for item in sanction.items
    )


def _spares(sanction: Sanction) -> bool:
    """Whether a clause says that nothing is imposed."""
    options = sanction.items[0].options
    return bool(options) and options[0].kind is PenaltyKind.NO_PENALTY


def _thing_taken(sanction: Sanction) -> str | None:
    """对违法物品予以没收: what is taken, and nobody."""
    named = sanction.words("addressee")
    if (
        named is None
        or sanction.items[0].verb != "taken"
        or named.endswith(_SOMEBODY)
    ):
        return None
    return named


_SOMEBODY: Final = (
    "单位",
    "个人",
    "人",
    "者",
    "企业",
    "公司",
    "组织",
    "机构",
    "户",
    "人员",
)


@mutable
class Adding(Additions):
    """Adds the penalties of a clause."""

    def _whom(self, sanction: Sanction) -> str | None:
        """Whom a clause falls on: named here, or before."""
        named = sanction.words("addressee")
        if named is not None and not _thing_taken(sanction):
            named = self._conduct_of(named, sanction)
            self.who = named
            if named:
                self.named.add(named)
        who = self.who or self.actor
        return None if who == _PARTY else who

    def _may(self, sanction: Sanction, at: int) -> bool:
        """Whether 可以 governs a clause whose penalties begin at ``at``."""
        duty = any(
            lead.kind == "situation"
            or (
                lead.kind == "opener"
                and self.text[lead.start : lead.end] in _DUTY
            )
            for lead in sanction.leads
        )
        if (
            sanction.has("addressee")
            and self.entries
            and self.entries[-1].first.kind is not PenaltyKind.FINE
            and self.text.startswith("处", at)
        ):
            # 可以责令停业，对主管人员处…罚款: another thing of another.
            duty = True
        return sanction.has("may") or (self.may and not duty)

    def _holding(self, sanction: Sanction) -> str | None:
        """The situation of a clause: its own, or the one before."""
        if self.grade and not self.fresh and not _is_fine(sanction):
            # 可以吊销营业执照: whatever the fine is reckoned from.
            self.situation, self.grade = self.grade, None
        if _spares(sanction):
            self._spare()
        for lead in reversed(sanction.leads):
            if lead.kind == "situation":
                # 经警告后，在期限内改正的不予罚款: one condition.
                before = self.text[max(0, lead.start - 2) : lead.start]
                goes_on = before.endswith("，") and before != "的，"
                self.situation = self._nested(lead.words, goes_on=goes_on)
                break
        return self.situation

    def _both_taken(self, entry: Entry) -> Entry | None:
        """有违法所得、非法财物的，予以没收: the things beside the gains."""
        things = things_held(entry.first.situation or "")
        if things is None:
            return None
        options = [
            evolve(one, kind=PenaltyKind.CONFISCATE_GOODS, object=things)
            for one in entry.options
        ]
        return evolve(entry, options=options)

    def _add(self, sanction: Sanction, start: int, end: int) -> None:
        """Turn a clause into entries."""
        at = self.opened = start
        for lead in sanction.leads:
            self._lead(lead)
            at = max(at, lead.end)
        place = at
        for item in sanction.items:
            if not item.options and item.role:
                # 从轻处罚: understood, and no penalty.
                self.mark(at, item.start, "structure")
                self.mark(item.start, item.end, item.role)
                at = item.end
        self.mark(at, end, "structure")
        who = self._whom(sanction)
        may = self._may(sanction, place)
        held = self._holding(sanction)
        self._replace_bare(sanction, start)
        may = may or self.may_each
        before = len(self.entries)
        links = self._entries_of(sanction, who, held)
        new = self.entries[before:]
        self._take(sanction, new)
        self._inherit_time(before, start)
        if len(links) == len(new) + 1 == _PAIR and "or" in links:
            # 给予处分或者给予警告处罚: the other limb is no penalty.
            self._group(new)
        if len(links) == len(new):
            self._join(new, links, sanction)
        self._oblige(new, links, may=may, sanction=sanction)
        if sanction.has("or") and new and (self.fresh or not before):
            if any(
                lead.kind == "or" and self.text.startswith("或", lead.start)
                for lead in sanction.leads
            ):
                # 或者不予处罚: what it is chosen from imposes nothing.
                self._group(new[:1])
        elif sanction.has("or") and before and new:
            self._group([self.entries[before - 1], new[0]])
        self.seen = True
        self.fresh = False
        self.may = may
        for item in sanction.items:
            self.defects.extend(item.defects)

    def _take(self, sanction: Sanction, new: Sequence[Entry]) -> None:
        """对违法物品予以没收: enter what is taken."""
        thing = _thing_taken(sanction)
        if thing is None or not new or new[0].first.object is not None:
            return
        if thing in self.words["gains"].words:
            new[0].change(kind=PenaltyKind.CONFISCATE_GAINS)
        else:
            new[0].change(
                kind=PenaltyKind.CONFISCATE_GOODS,
                object=thing,
                object_code=object_codes().get(thing),
            )

    def _replace_bare(self, sanction: Sanction, start: int) -> None:
        """并处罚款：贰万元整: one fine, and the colon before its amount."""
        last = self.entries[-1] if self.entries else None
        first = sanction.items[0].options
        if (
            last is None
            or not first
            or first[0].kind is not PenaltyKind.FINE
            or first[0].unit is None
            or last.first.kind is not PenaltyKind.FINE
            or last.first.unit is not None
            or start - last.end > _LONGEST_LABEL
        ):
            return
        between = _MARKER.sub("", self.text[last.end : start])
        label = between.strip("：；，。")
        if "：" in between and (
            not label or label in self.words["fine_labels"].words
        ):
            self.may_each = last.first.obligation is Obligation.MAY
            self.entries.pop()

    def _entries_of(
        self, sanction: Sanction, who: str | None, held: str | None
    ) -> list[str]:
        """Enter what a clause imposes, and tell how each is joined."""
        links: list[str] = []
        for item in sanction.items:
            if not item.options:
                links.append(item.joined)
                continue
            if self._refers(sanction, item):
                continue
            entry = self._entry(item, who, held)
            if entry is None:
                continue
            self._carry_over(entry)
            self._within_term(entry)
            self.entries.append(entry)
            links.append(item.joined)
            more = self._both_taken(entry) if item.verb == "taken" else None
            if more is not None:
                self.entries.append(more)
                links.append("and")
        return links

    def _lead(self, lead: Lead) -> None:
        roles = {
            "agency": "agency",
            "addressee": "addressee",
            "ground": "ground",
            "situation": "situation",
            "reference": "reference",
        }
        if lead.kind == "except" and context.is_except(
            self.text, lead.start, lead.end
        ):
            self.mark(lead.start, lead.end, "reference")
            return
        if lead.kind == "except":
            inner = Phrases(self.text, lead.end - 1, self.words)
            reader = AmountReader(
                text=self.text, words=self.words, bounds=self.bounds
            )
            found = ClauseReader(inner, reader).read(lead.start + 1)
            if found is not None:
                self.mark(lead.start, lead.start + 1, "consequence")
                self.mark(lead.end - 1, lead.end, "consequence")
                self._add(found, lead.start + 1, lead.end - 1)
                return
            if context.is_beside(self.text, lead.start, lead.end):
                self.mark(lead.start, lead.end, "consequence")
            return
        self.mark(lead.start, lead.end, roles.get(lead.kind, "structure"))
