"""How the parts of a condition join: 且, 或者, and who binds tighter."""

from collections.abc import Sequence

from penaltykit.clause._account import Account, Readings
from penaltykit.clause._joints import AND, COMMA, OPEN, OR, PLAIN, Joint
from penaltykit.clause._tree import Compare, Condition, Is, both, either


class Joining(Account):
    """Joins parts to every condition that they can mean."""

    def _tree(
        self,
        parts: Sequence[Readings],
        joints: Sequence[Joint],
        start: int,
        end: int,
    ) -> Readings:
        """Every way in which parts and joints make one condition."""
        if not parts:
            return ()
        if len(parts) == 1:
            return parts[0]
        rank = max(joint.rank for joint in joints)
        groups: list[Readings] = []
        ops: list[str] = []
        low = 0
        for index, joint in enumerate((*joints, None)):
            if joint is not None and joint.rank < rank:
                continue
            groups.append(
                self._tree(
                    parts[low : index + 1], joints[low:index], start, end
                )
            )
            low = index + 1
            if joint is not None:
                ops.append(joint.op)
        return self._level(groups, ops, rank, (start, end))

    def _level(
        self,
        groups: Sequence[Readings],
        ops: Sequence[str],
        rank: int,
        place: tuple[int, int],
    ) -> Readings:
        said = {op for op in ops if op in (AND, OR)}
        if len(said) > 1:
            return self._mixed(groups, ops, rank, place)
        if rank == COMMA:
            if PLAIN in ops and said == {OR}:
                # A，B，或者C: a list, or A and what follows?
                return self._mixed(groups, ops, rank, place)
            return self._join(groups, either if said == {OR} else both)
        if said:
            return self._join(groups, either if said == {OR} else both)
        if _one_fact(groups):
            return self._join(groups, either)
        self._problem("ambiguous", *place)
        found = self._join(groups, both) + self._join(groups, either)
        return self._several(found)

    def _mixed(
        self,
        groups: Sequence[Readings],
        ops: Sequence[str],
        rank: int,
        place: tuple[int, int],
    ) -> Readings:
        """Both 且 and 或者 in one row: either may bind tighter."""
        unsaid = OR if rank != COMMA else PLAIN
        found: list[Condition] = []
        listed = PLAIN in ops or OPEN in ops
        choices = [AND, OR] if listed else [unsaid]
        for choice in choices:
            clear = [choice if op in (PLAIN, OPEN) else op for op in ops]
            for tight in (AND, OR):
                found += self._tight(groups, clear, tight)
        several = self._several(found)
        if len(several) > 1:
            self._problem("ambiguous", *place)
        return several

    def _tight(
        self, groups: Sequence[Readings], ops: Sequence[str], tight: str
    ) -> Readings:
        bound: list[Readings] = []
        run = [groups[0]]
        inner = both if tight == AND else either
        for op, group in zip(ops, groups[1:], strict=True):
            if op == tight:
                run.append(group)
            else:
                bound.append(self._join(run, inner))
                run = [group]
        bound.append(self._join(run, inner))
        return self._join(bound, either if tight == AND else both)


def _one_fact(groups: Sequence[Readings]) -> bool:
    """Whether all parts are words or figures of one fact, which cannot hold
    together.
    """
    facts = set()
    for group in groups:
        if len(group) != 1 or not isinstance(group[0], Is | Compare):
            return False
        facts.add(group[0].fact.id)
    return len(facts) == 1
