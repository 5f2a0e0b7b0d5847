"""What joins groups, and what else changes what is said of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from opennight.live.audiences import BOARD, DESK, Audience
from opennight.live.invalidation import Invalidation, both, invalidates
from opennight.live.patterns import Target
from opennight.night import (
    bylines,
    connections,
    consent,
    groups,
    headlines,
    lineup,
    links,
    merging,
    moderation,
    naming,
    notes,
    pace,
    passing,
    people,
    pitches,
    promises,
    proposals,
    rounds,
    suggestions,
    tables,
    unsaid,
)
from opennight.night.kept.connections import Link, Pair
from opennight.night.messages import Event
from opennight.night.state import Night

HERE = "near neighbours links"
"""On the pages of a group: the mark, who is near, and what goes on with whom."""
AT_DESK = "desk-connections"
HOURS = "desk-standup"
"""Which adds up what was promised, also for what two groups do together."""
SUGGESTED = invalidates(group=HERE, page="", board="scene", desk=AT_DESK)


def between(night: Night, link: Link | None) -> list[Target]:
    """The pages of both groups of a link."""
    both = (link.one, link.other) if link else ()
    return [(Audience("group", no), region) for no in both for region in HERE.split()]


def of_two(night: Night, event: Any) -> list[Target]:
    return between(night, night.connections.links.get(event.link))


def of_words(night: Night, event: Any) -> list[Target]:
    """Both pages, and the action where it can be promised."""
    one = night.connections.passed[event.passed if hasattr(event, "passed") else event.no]
    return between(night, night.connections.links[one.link])


def concerned(night: Night, event: Any) -> list[int]:
    """Who is in on the action: their own pages name it."""
    one = night.connections.passed[event.passed if hasattr(event, "passed") else event.no]
    return promises.owners(night, f"joint:{one.link}")


def near(night: Night, those: Iterable[Pair]) -> list[Target]:
    """Where these pairs are pointed out."""
    its = {no for pair in those for no in (pair.one, pair.other)}
    if not its:
        return []
    pages = [(Audience("group", no), region) for no in sorted(its) for region in ("near", "neighbours")]
    return [*pages, (DESK, AT_DESK), (BOARD, "scene")]


def of_group(night: Night, no: int) -> list[Pair]:
    return [pair for pair in night.connections.pairs if no in (pair.one, pair.other)]


def first_words(night: Night) -> Iterable[Target]:
    """The desk, which says nothing of pairs before a group has written something."""
    return [(DESK, AT_DESK)] if night.phase == "groups" else []


def where_said(night: Night, event: Any) -> list[Target]:
    """What a group says may be why it is pointed out."""
    group = night.notes[event.note].group if hasattr(event, "note") else event.group
    those = of_group(night, group)
    if isinstance(event, notes.NoteWritten):  # it takes no reason away, and brings few back
        those = [pair for pair in those if suggestions.matters(night, pair, event.no)]
    return [*first_words(night), *near(night, those)]


def where_sat(night: Night, event: Any) -> list[Target]:
    """Somebody who is in both may be why."""
    those = (
        pair
        for pair in of_group(night, event.group)
        if any(event.person in reason.people for reason in pair.why)
    )
    return near(night, those)


def everywhere(night: Night, event: Any) -> list[Target]:
    """The pages of all groups that are pointed out, or did something with another one; and the desk."""
    its = night.connections
    pointed_out = [(pair.one, pair.other) for pair in its.pairs]
    linked = [(link.one, link.other) for link in its.links.values()]
    those = {no for two in (*pointed_out, *linked) for no in two}
    if not those:
        return [*first_words(night)]
    return [(DESK, AT_DESK), *((Audience("group", no), one) for no in sorted(those) for one in HERE.split())]


TALKED = invalidates(board="scene", desk=f"{AT_DESK} {HOURS}", everyone=True, also=of_two)
"""Whoever is in on what both do has it among their own marks."""
WENT = invalidates(board="scene", desk=AT_DESK, also=of_two)
WORDS = invalidates(
    desk=f"{AT_DESK} {HOURS} desk-waiting desk-marked", board="scene", whose=concerned, also=of_words
)
CONNECTIONS: dict[type[Event], Invalidation] = {
    connections.ConnectionsFound: SUGGESTED,
    connections.ConnectionSetAside: SUGGESTED,
    connections.GroupLeftAlone: SUGGESTED,
    connections.PersonLeftAlone: SUGGESTED,
    links.GroupsLinked: WENT,
    links.MergeAsked: WENT,
    links.RunnerSent: WENT,
    links.GroupsTalked: TALKED,
    passing.WordsPassed: WORDS,
    passing.PassedChanged: WORDS,
    unsaid.PassedHidden: WORDS,
    unsaid.PassedShown: WORDS,
}

TITLED: tuple[type[Event], ...] = (
    *(pitches.PitchEdited, moderation.PitchApproved),
    *(moderation.PitchWithdrawn, moderation.PitchHidden, moderation.PitchShown),
    *(merging.PitchMerged, lineup.LineupSet, proposals.LineupMade, tables.TableOpened, rounds.RoundsSet),
    *(people.PersonRenamed, naming.NameRead, naming.NameTurnedAway, naming.NameWaits, bylines.NameTaken),
    *(people.PersonLeft, people.PersonCameBack, pace.RoundsReplanned, consent.ClipWithdrawn),
)
"""What changes a topic, a table, a name or a quote that is shown with connections."""
READ: tuple[type[Event], ...] = (
    *(notes.NoteEdited, notes.NoteHidden, notes.NoteShown, notes.NoteWritten),
    headlines.HeadlineWritten,
)
SAT: tuple[type[Event], ...] = (groups.GroupJoined, groups.GroupLeft)


def with_connections(rows: dict[type[Event], Invalidation]) -> dict[type[Event], Invalidation]:
    """These rows, with what else their events change: what is said of connections."""
    further_off = dict.fromkeys(TITLED, everywhere) | dict.fromkeys(READ, where_said)
    further_off |= dict.fromkeys(SAT, where_sat)
    return rows | {
        kind: replace(rows[kind], also=both(rows[kind].also, find)) for kind, find in further_off.items()
    }
