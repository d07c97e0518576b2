"""Penalties of a clause as entries: whom, when, and in what group."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve, mutable

from penaltykit.clause._draft import Item, Lead, Sanction
from penaltykit.clause._situations import Situations
from penaltykit.clause._state import Entry, carries_over
from penaltykit.clause._words import (
    base_facts,
    object_codes,
)
from penaltykit.penalty import Obligation, PenaltyKind, Subject

_MILD: Final = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM})
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_GAINS: Final = re.compile("违法所得|违法收入|非法所得|非法收入")
_PARTY: Final = ""
# What closes a row of names and says what all of them are.
_ORGANISATIONS: Final = tuple(
    joint + kind
    for joint in ("等", "或者其他", "和其他", "以及其他", "、其他", "或其他")
    for kind in ("单位", "组织", "企业", "企业事业单位")
)
# 有第三十六条规定违法行为的单位: a unit, and no person with it.
_UNIT_THAT: Final = re.compile("有[^的]{1,60}行为的(?:单位|企业|法人)$")
_AND: Final = re.compile("以及|或者|和|及|、|或|与")
_BRACKET: Final = re.compile("（[^（）]*）$")
CONDUCT: Final = re.compile("其?(.+)的[^的]{0,12}行为")


@mutable
class Entries(Situations):
    """Dresses what a clause imposes."""

    def _conduct_of(self, who: str, sanction: Sanction) -> str | None:
        """对其没有违法所得的价格违法行为: a condition, and nobody's name."""
        if who in self.words["party"].words:
            return _PARTY
        match = CONDUCT.fullmatch(who)
        if match is None:
            return who
        last = sanction.leads[-1]
        sanction.leads.append(
            Lead(
                kind="situation",
                start=last.end,
                end=last.end,
                words=match[1],
            )
        )
        return None

    def _refers(self, sanction: Sanction, item: Item) -> bool:
        """依照…规定处以罚款 without an amount: imposed elsewhere."""
        return (
            sanction.has("reference")
            and item.options[0].unit is None
            and item.options[0].kind
            in (PenaltyKind.FINE, PenaltyKind.DETENTION)
            and item.verb != "measure"
            and self.measure is None
        )

    def _carry_over(self, entry: Entry) -> None:
        """…处拘留；情节较轻的，处拘留: the same person is meant."""
        last = self.entries[-1].first if self.entries else None
        if (
            last is not None
            and self.who is None
            and self.entries[-1].segment + 1 == self.segment
            and carries_over(last, entry.first)
        ):
            entry.change(who=last.who, subject=last.subject)
            self.who = last.who

    def _inherit_time(self, number: int, start: int) -> None:
        """终身不得从事…，也不得担任…: the time is that of the first."""
        if not 0 < number < len(self.entries):
            return
        entry, last = self.entries[number], self.entries[number - 1]
        kind = PenaltyKind.RESTRICT_OCCUPATION
        if (
            entry.first.kind is kind
            and last.first.kind is kind
            and entry.first.unit is None
            and self.text.startswith(("也", "不得"), start)
            and last.end + 1 == start
        ):
            one = last.first
            entry.change(unit=one.unit, from_=one.from_, to=one.to)

    def _entry(
        self, item: Item, who: str | None, situation: str | None
    ) -> Entry | None:
        if self.measure is not None:
            held, self.measure = self.measure, None
            if item.verb == "fine" and item.options[0].unit is None:
                item = evolve(item, options=held.options)
            else:
                self.measure = held
                self._flush_measure()
        if item.verb == "measure":
            self.measure = item
            return None
        entry = Entry(
            options=list(item.options),
            start=item.start,
            end=item.end,
            clause=self.clause,
            segment=self.segment,
            grows=item.grows,
            unit_word=item.unit_word,
        )
        if item.verb == "taken" and situation and _GAINS.search(situation):
            entry.change(kind=PenaltyKind.CONFISCATE_GAINS)
        self._dress(entry, who, situation)
        return entry

    def _dress(
        self, entry: Entry, who: str | None, situation: str | None
    ) -> None:
        one = entry.first
        named = one.who or who
        codes = object_codes()
        entry.change(
            who=named,
            subject=self._subject(named),
            situation=situation,
        )
        entry.options = [
            evolve(
                option,
                base_fact=base_facts().get(option.base or ""),
                step_fact=base_facts().get(option.step or ""),
                object_code=codes.get(option.object or ""),
            )
            for option in entry.options
        ]

    def _flush_measure(self) -> None:
        if self.measure is None:
            return
        item, self.measure = self.measure, None
        entry = Entry(
            options=list(item.options),
            start=item.start,
            end=item.end,
            clause=self.clause,
        )
        self._dress(entry, None, self.situation)
        self.entries.append(entry)

    def _subject(self, who: str | None) -> Subject:
        if who is None:
            return Subject.PARTY
        if "及其" in who and not who.startswith("其"):
            return Subject.PARTY
        if who.startswith("个人"):
            return Subject.PERSON
        plain = _BRACKET.sub("", who).removeprefix("其").removeprefix("该")
        plain = plain.removeprefix("违法").removeprefix("涉案")
        for subject in (Subject.ORGANISATION, Subject.PERSON):
            if plain in self.words[f"subjects.{subject}"].words:
                return subject
        if plain.endswith(_ORGANISATIONS) or _UNIT_THAT.match(plain):
            return Subject.ORGANISATION
        first = _AND.split(plain, maxsplit=1)[0]
        if first != plain and (
            first in self.words["subjects.organisation"].words
        ):
            # 单位和负责人: not the one kind and not the other.
            return Subject.PARTY
        person = self.words["subjects.responsible-person"]
        if any(word in who for word in person.words):
            return Subject.RESPONSIBLE_PERSON
        return Subject.PARTY

    def _next_group(self) -> str:
        number = self.groups
        self.groups += 1
        name = _LETTERS[number % len(_LETTERS)]
        round_ = number // len(_LETTERS)
        return f"{name}{round_}" if round_ else name

    def _group(self, entries: Sequence[Entry]) -> None:
        names = [one.first.group for one in entries if one.first.group]
        name = names[0] if names else self._next_group()
        for entry in entries:
            keep = entry.first.obligation is Obligation.MAY
            entry.change(
                group=name,
                obligation=(
                    Obligation.MAY if keep else Obligation.ALTERNATIVE
                ),
            )

    def _join(
        self,
        entries: Sequence[Entry],
        links: Sequence[str],
        sanction: Sanction,
    ) -> None:
        """Group what 或者 joins, with the list that it closes."""
        verbs = [item.verb for item in sanction.items if item.options]
        at = 1
        while at < len(entries):
            if links[at] != "or":
                at += 1
                continue
            low = at - 1
            while low > 0 and links[low] == "list":
                if links[low - 1] == "or":
                    # A or B、C or D: two choices.
                    break
                low -= 1
            high = at + 1
            while high < len(entries) and (
                links[high] == "or"
                or (links[high] == "list" and verbs[high] == "order")
            ):
                high += 1
            self._group(entries[low:high])
            at = high

    def _oblige(
        self,
        entries: Sequence[Entry],
        links: Sequence[str],
        *,
        may: bool,
        sanction: Sanction,
    ) -> None:
        free = may or (sanction.has("single") and len(entries) > 1)
        for number, entry in enumerate(entries):
            link = links[number] if number < len(links) else ""
            if link == "may":
                free = True
            if free:
                entry.change(obligation=Obligation.MAY)
        if not sanction.has("single"):
            return
        beside = self._beside(entries)
        if beside is not None:
            # 给予警告，单处或者并处罚款: either of them, or both.
            beside.change(obligation=Obligation.MAY)
            entries[0].change(obligation=Obligation.MAY)
        if beside is not None or len(entries) > 1:
            name = self._next_group()
            for entry in [beside, *entries] if beside else entries:
                entry.change(group=name)

    def _beside(self, entries: Sequence[Entry]) -> Entry | None:
        """The warning before a lone 单处或者并处 that it chooses from."""
        if len(entries) != 1 or len(self.entries) < len(entries) + 1:
            return None
        last, new = self.entries[-len(entries) - 1], entries[0]
        if (
            last.segment != new.segment
            or last.first.situation != new.first.situation
            or last.first.who != new.first.who
            or last.first.group is not None
            or last.first.kind not in _MILD
        ):
            return None
        return last
