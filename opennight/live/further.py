"""Where an event shows beyond the regions that its own fields name: looked up in the night right after it."""

from collections.abc import Iterable
from typing import Any

from opennight.live import threaded
from opennight.live.audiences import BOARD, CHOOSING, DESK, PHONE, REPORTER, Audience
from opennight.live.patterns import Target
from opennight.live.written import asked, writers_row
from opennight.night import choosing, groups, headlines, lineup, notes, picks, pitches, seats, sharing, votes
from opennight.night.groups import GroupJoined, GroupLeft
from opennight.night.placing import running
from opennight.night.sharing import GroupShown
from opennight.night.state import Night
from opennight.night.tables import TableOpened


def on_reel(night: Night, event: Any) -> list[Target]:
    """The board, while it plays the reel: what was withdrawn or hidden leaves it."""
    return [(BOARD, "scene")] if night.reel.on else []


def its_cells(night: Night, event: Any) -> list[Target]:
    """Where the desk's line-up says something about this pitch."""
    places = [night.lineup[no] for no in running(night, getattr(event, "pitch", 0))]
    return [(DESK, f"cell-{place.slot}-{place.room}") for place in places]


def its_hurdles(night: Night, event: Any) -> list[Target]:
    """Where the desk says why a topic waits, which depends on who is here and what they pitched."""
    return [(DESK, f"waits-{pitch.no}") for pitch in lineup.waiting(night)]


def who_missed_it(night: Night, event: GroupJoined | GroupLeft) -> Iterable[int]:
    """Whoever voted for the topic of a group that has just become full, or has a seat free again; and who
    asks, or is asked, for a seat then."""
    placement = night.lineup.get(event.group)
    if placement is None:
        return ()
    turns = 0 if isinstance(event, GroupJoined) else 1
    its = groups.seats_left(night, placement) == turns
    return [*(votes.voters(night, placement.pitch) if its else ()), *seats.concerned(night, event.group)]


def where_it_is(night: Night, event: Any) -> list[Target]:
    """Where phones show the pitch once groups are made: its group, or the waiting list."""
    its = running(night, event.pitch)
    regions = [f"{kind}-{no}" for no in its for kind in ("group", "ticket", "other")]
    if not its:
        regions += unplaced(night, event.pitch)
    if sharing.shown(night) in its:
        regions.append("front")
    rows = [f"{kind}-{no}" for no in its for kind in ("gathering", "presents")]
    rows += [f"gone-{part}" for part in night.pitches[event.pitch].parts]
    chosen = any(night.groups[one.group].pitch == event.pitch for one in choosing.actions(night))
    return [
        *([(CHOOSING, "choosing")] if chosen else []),
        *((PHONE, region) for region in regions),
        *((DESK, row) for row in rows),
        *in_its_groups(night, event),
    ]


def where_pitched(night: Night, event: Any) -> list[Target]:
    """Where phones show that the topic has no room yet; and its pitcher."""
    return [*((PHONE, region) for region in unplaced(night, event.no)), *writers_row(night, event)]


def unplaced(night: Night, *nos: int) -> list[str]:
    """Where phones show topics without a room: each in a row of its own where people open tables."""
    return [f"topic-{no}" for no in nos] if pitches.walking(night) else ["waiting"] * bool(nos)


def sat_down(night: Night, event: TableOpened) -> list[Target]:
    """The new table: added to the list of its round, if it comes last in it; and the topic's other tables,
    which say when it meets again."""
    last = lineup.in_slot(night, event.slot)[-1]
    added = last.group == event.group and pitches.walking(night)
    regions = [f"group-{event.group}", f"ticket-{event.group}"] if added else ["lineup", "moment"]
    heads = [(Audience("group", no), "heads") for no in running(night, event.pitch)]
    return [*((PHONE, region) for region in regions), *heads, (REPORTER, "tour")]


def on_phones(night: Night, event: Any) -> list[Target]:
    """The phones' page, in the phases in which it says what runs. While people vote, the host may place a
    hundred topics, and each phone would get its long page anew.
    """
    return [(PHONE, "main")] if night.phase in ("groups", "talk", "share") else []


def at_the_side(night: Night, event: GroupShown) -> list[Target]:
    """The groups that come to the front and leave it: each is either there or in the list of the others."""
    if event.group is None or event.before is None:
        return [(PHONE, "share")]
    return [(PHONE, f"other-{event.group}"), (PHONE, f"other-{event.before}")]


def unread_there(night: Night, pitch: int) -> list[Target]:
    """The rows at the desk of what waits in the groups that the pitch has or had: they say its title."""
    found = [("headline", one.no, one.no) for one in headlines.unread(night)]
    found += [("note", one.no, one.group) for one in notes.waiting(night)]
    found += [("card", one.no, one.group) for one in picks.waiting(night)]
    found += [("comment", one.no, one.group) for one in sharing.waiting(night)]
    rows = [f"unread-{noun}-{no}" for noun, no, group in found if night.groups[group].pitch == pitch]
    return [(DESK, row) for row in rows]


def pitcher(night: Night, event: Any) -> list[int]:
    """Who made the pitch that the event is about."""
    return [night.pitches[event.pitch].person]


def who_had_it(night: Night, event: Any) -> Iterable[int]:
    """Who made the pitch that was edited; everybody, if it waits to be read again: their dots are back."""
    return night.people if event.waiting else pitcher(night, event)


def in_its_groups(night: Night, event: Any) -> list[Target]:
    """The heads of the pages of all groups that the pitch has or had; and where else its title stands."""
    own = [group.no for group in night.groups.values() if group.pitch == event.pitch]
    heads = [(Audience("group", no), region) for no in own for region in ("now", "heads")]
    rows = [(DESK, "desk-reel"), (DESK, "desk-standup"), *unread_there(night, event.pitch)]
    said = threaded.spoken_for(night, own)
    return [*heads, *rows, *said, (REPORTER, "tour"), *asked(night, event)] if own else []
