"""Whether a record, or an archive, says what the log says: found out again from the rows, told in sentences.

No sentence has in it what anybody said or voted. What was erased since is no fault: the record of an earlier
day may have it, the log does not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from opennight.archive.reading import Archive
from opennight.lineup.problem import Rule
from opennight.night import ballots, lineup
from opennight.night.ballots import BallotsPublished
from opennight.night.fold import evolve, fold
from opennight.night.kept.proposals import Proposal
from opennight.night.messages import Refused
from opennight.night.proposals import LineupMade, fitting
from opennight.night.state import Night
from opennight.planning import Planner
from opennight.record import data, outcome
from opennight.record.offers import all_offers
from opennight.record.people import PARTICIPANT
from opennight.store.checks import wrong_with
from opennight.store.envelope import Row, unpack

BESIDES = {"$schema", "base", "spine"}
"""What a record.json has that follows from where it was read."""
RULES: dict[str, Rule] = {"phragmen": "phragmen", "votes": "votes", "shares": "shares"}
MOST = 10
"""Differences that are named."""
GONE = None
"""What the log has in place of a thing that it does not have."""
NOWHERE = object()
"""In place of a field that one of the two does not have: it came or went with another version."""


class Finding(NamedTuple):
    """A sentence, and whether all is well."""

    good: bool
    text: str


class Compared(NamedTuple):
    """`different`: where a record says something else than the log; `erased`: how many words only it has;
    `missing`: fields that only the log has, and `unknown`: how many only the record has."""

    different: list[str]
    erased: int
    missing: list[str]
    unknown: int


def of_chain(code: str, rows: Sequence[Row]) -> Iterator[Finding]:
    wrong = wrong_with(code, rows)
    blank = sum(row.personal is None and row.seal is not None for row in rows)
    yield from (Finding(False, one) for one in wrong)
    if not wrong:
        yield Finding(True, f"{code}: {len(rows)} rows, and each follows from the one before it.")
        if blank:
            yield Finding(True, f"Words were erased from {blank} of them; the proof of all others holds.")


def can_be_read(code: str, rows: Sequence[Row]) -> bool:
    """Whether the rows make a night, so that something can be held against it."""
    try:
        folded(code, rows)
    except Exception:  # a damaged log can fail anywhere; what is wrong with it, `of_chain` says
        return False
    return True


def of_archive(found: Archive, code: str, rows: Sequence[Row]) -> Iterator[Finding]:
    """The archive itself was checked when it was opened."""
    theirs = found.rows_as(code)
    if len(theirs) > len(rows):
        yield Finding(False, f"The archive has {len(theirs)} rows, the log only {len(rows)}.")
    pairs = list(zip(theirs, rows, strict=False))
    other = next((one.version for one, our in pairs if one.hash != our.hash), 0)
    if other:
        yield Finding(False, f"From version {other} on, the log is another one than in the archive.")
        return
    erased = sum(one.personal is not None and our.personal is None for one, our in pairs)
    yield Finding(True, f"The {len(pairs)} rows of the archive are in the log, with the same hashes.")
    if erased:
        yield Finding(True, f"Words of {erased} of them were erased since: the archive still has those.")
    if len(rows) > len(theirs):
        yield Finding(True, f"{len(rows) - len(theirs)} rows have come since.")


def of_record(content: bytes, code: str, rows: Sequence[Row]) -> Iterator[Finding]:
    """What the log says of a record.json. Raises `ValueError` for any other file."""
    told = msgspec.json.decode(content)
    if not isinstance(told, dict) or told.get("schema") != outcome.SCHEMA:
        raise ValueError
    spine = told.get("spine")
    spine = spine if isinstance(spine, dict) else {}
    version = spine.get("version")
    if version is None:
        yield Finding(True, "The record does not say of which version it is, so it is held against the last.")
        version = len(rows)
    elif not isinstance(version, int) or not 1 <= version <= len(rows):
        yield Finding(False, f"The record is of version {version}; the log has {len(rows)}.")
        return
    elif rows[version - 1].hash != spine.get("hash"):
        yield Finding(False, f"The log was another one at version {version}, when the record was made.")
    else:
        yield Finding(True, f"The record was made of this log, at version {version}.")
    before = rows[:version]
    blanked = any(row.personal is None and row.seal is not None for row in before)
    yield from findings(compared(told, again(folded(code, before)), blanked=blanked))
    if len(rows) > version:
        yield Finding(True, f"{len(rows) - version} rows have come since.")


def findings(its: Compared) -> Iterator[Finding]:
    """Where the record and the log differ, and what could not be compared."""
    for where in its.different[:MOST]:
        yield Finding(False, f"The record says something else than the log: {where}")
    if len(its.different) > MOST:
        yield Finding(False, f"And in {len(its.different) - MOST} more places.")
    if not its.different:
        yield Finding(True, "The record says what the log says.")
    if its.missing:
        left_out = ", ".join(its.missing[:MOST]) + (" …" if len(its.missing) > MOST else "")
        yield Finding(True, f"It does not have {left_out}: that was not compared.")
    if its.unknown:
        yield Finding(
            True, f"It has {its.unknown} fields that this opennight does not know: they were not compared."
        )
    if its.erased:
        yield Finding(True, f"It has {its.erased} words, names or things that were erased from the log.")


def folded(code: str, rows: Sequence[Row]) -> Night:
    return fold(code, map(unpack, rows))


def again(night: Night) -> dict[str, Any]:
    """The record of the night as plain values; with all offers, also those that have run out since."""
    found: dict[str, Any] = msgspec.json.decode(data.write(outcome.of(night)))
    return found | {"offers": data.written(all_offers(night, 0))}


def compared(told: dict[str, Any], log: dict[str, Any], *, blanked: bool) -> Compared:
    """`blanked`: words were erased from the log."""
    offers = {one["no"]: one for one in log["offers"]}
    theirs = [one for one in told.get("offers", []) if isinstance(one, dict)]
    held = [offers.get(one.get("no")) for one in theirs]
    log = log | {"offers": held}
    different: list[str] = []
    missing: list[str] = []
    erased = unknown = 0
    for where, one, other in pairs(told, log, ""):
        if one is NOWHERE:
            missing.append(where)
        elif other is NOWHERE:
            unknown += 1
        elif one == other:
            continue
        elif blanked and (other is GONE or (other in ("", PARTICIPANT) and isinstance(one, str))):
            erased += 1
        elif blanked and names_of(one) and names_of(other):
            gone = Counter(one) - Counter(other)
            came = Counter(other) - Counter(one)
            if set(came) <= {PARTICIPANT} and came.total() <= gone.total():
                erased += gone.total()
            else:
                different.append(where)
        else:
            different.append(where)
    return Compared(different, erased, missing, unknown)


def names_of(one: object) -> bool:
    return isinstance(one, list) and all(isinstance(each, str) for each in one)


def pairs(one: Any, other: Any, where: str) -> Iterator[tuple[str, Any, Any]]:
    """Each value of the record with that of the log, and where it stands: “groups/0/headline”. One of them is
    `NOWHERE` if it has no such field."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted((one.keys() | other.keys()) - BESIDES):
            there, here = one.get(name, NOWHERE), other.get(name, NOWHERE)
            yield from pairs(there, here, f"{where}/{name}".lstrip("/"))
    elif isinstance(one, list) and isinstance(other, list) and not (names_of(one) and names_of(other)):
        yield from pairs_in(one, other, where)
    else:
        yield where, one, other


def pairs_in(one: list[Any], other: list[Any], where: str) -> Iterator[tuple[str, Any, Any]]:
    """Things with a number are held against each other by that, all else by its place."""
    if numbered(one) and numbered(other):
        there = {its["no"]: its for its in other}
        for place, its in enumerate(one):
            yield from pairs(its, there.pop(its["no"], GONE), f"{where}/{place}")
        if there:
            yield f"{where}: how many there are", len(one), len(other)
        return
    if len(one) != len(other):
        yield f"{where}: how many there are", len(one), len(other)
    for place, both in enumerate(zip(one, other, strict=False)):
        yield from pairs(*both, f"{where}/{place}")


def numbered(those: list[Any]) -> bool:
    numbers = [one.get("no") if isinstance(one, dict) else None for one in those]
    return None not in numbers and len(set(map(str, numbers))) == len(numbers)


async def of_votes(code: str, rows: Sequence[Row], planner: Planner) -> list[Finding]:
    """Ballots without names, where they were published, and line-ups: found again from the votes."""
    found: list[Finding] = []
    night = Night(code)
    for row in rows:
        recorded = unpack(row)
        if isinstance(recorded.event, BallotsPublished):
            found.append(of_ballots(night, recorded.event))
        if isinstance(recorded.event, LineupMade) and not night.lineup:
            found.append(await of_lineup(night, recorded.event, recorded.version, planner))
        evolve(night, recorded)
    return found


def of_ballots(night: Night, event: BallotsPublished) -> Finding:
    those, rare = ballots.taken(night)
    if (tuple(those), rare) != (event.ballots, event.rare):
        return Finding(False, "The ballots that were published are not those of the log.")
    return Finding(
        True, f"{len(those)} published ballots are those of the log; {rare} rare dots are in none."
    )


async def of_lineup(night: Night, event: LineupMade, version: int, planner: Planner) -> Finding:
    """Other versions of the program may make another one of the same votes: that is said, and is no fault."""
    try:
        rule = RULES.get(event.proposal.why.rule, "phragmen")
        made = fitting(night, await planner.propose(night, rule, few_moves=False))
    except Refused as refused:
        return Finding(True, f"The line-up of version {version} could not be worked out again: {refused}")
    if same(made, event.proposal):
        return Finding(
            True, f"The line-up of version {version} follows from the votes: it came out the same."
        )
    return Finding(
        True,
        f"The line-up of version {version} came out another way: this version of opennight may work "
        "differently, or votes came while it was made.",
    )


def same(one: Proposal, other: Proposal) -> bool:
    """Whether the same topics run at the same places and times, with the same people in them."""

    def plain(its: Proposal) -> tuple[Any, ...]:
        cells = lineup.cells({p.group: p for p in its.placements})
        return cells, {group: sorted(its.groups.get(group, ())) for group in cells}

    return plain(one) == plain(other)
