"""What one kind of event invalidates: the row of the table in fragments.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from opennight.live import further
from opennight.live.audiences import DESK, Kind
from opennight.live.patterns import Pattern, Target, Targets, filled
from opennight.live.regions import ALL_OF_DESK
from opennight.night import bylines, groups, naming, people, pitches, strengths, votes
from opennight.night.fold import UNDO
from opennight.night.messages import Event, Recorded
from opennight.night.state import Night

Also = Callable[[Night, Any], Iterable[Target]]
"""(night, event) → further regions that the event's own fields do not name."""
Whose = Callable[[Night, Any], Iterable[int]]
"""(night, event) → the numbers of further people whose own marks may change, or their own pages."""

WEIGHED = {
    people.PersonJoined,
    people.PersonLeft,
    people.PersonCameBack,
    people.PersonRenamed,
    naming.NameRead,
    naming.NameTurnedAway,
    naming.NameWaits,
    bylines.NameTaken,
    pitches.PitchEdited,
    votes.Voted,
    votes.VoteTakenBack,
    strengths.StrengthSaid,
    groups.GroupJoined,
    groups.GroupLeft,
}
"""Events that change the totals of a line-up: who is here, how they are called, what they wish for,
and where they sit."""
PRESENT = {people.PersonJoined, people.PersonLeft, people.PersonCameBack, pitches.PitchEdited}
"""What may change why a topic waits, though nothing moves in the line-up."""
REASONED: tuple[Target, ...] = tuple((DESK, region) for region in ("desk-totals", "desk-proposal"))
"""Where the desk shows how good the line-up is, and what a proposed one would change."""
PAGES: tuple[Kind, ...] = ("phone", "group", "choosing", "assembly", "offers")
"""What people have in their hands."""
UNDOABLE: tuple[Target, ...] = ((DESK, "desk-undo"),)
"""Where the desk shows what an undo would take back."""


@dataclass(frozen=True, slots=True)
class Invalidation:
    """The regions that an event invalidates, as patterns by audience."""

    patterns: tuple[Pattern, ...]
    coalesce: bool = False
    everyone: bool = False
    whose: Whose | None = None
    access_changed: bool = False
    also: Also | None = None
    named: Callable[[Event], Targets] = field(init=False)
    depends: bool = field(init=False)
    """Whether more of it is found in the night, which has to be as it is right after the event."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", filled(self.patterns))
        object.__setattr__(self, "depends", bool(self.also or self.whose))

    def of(self, night: Night, recorded: Recorded) -> tuple[Target, ...]:
        """The regions that this event invalidates."""
        event = recorded.event
        targets: tuple[Target, ...] = self.named(event)
        if self.also:
            targets += (*self.also(night, event),)
        if recorded.actor.at_desk and type(event) in UNDO:
            targets += UNDOABLE
        if (night.lineup or night.why or night.proposal) and type(event) in WEIGHED:
            targets += (*REASONED, *further.its_cells(night, event))
            if night.lineup and night.why and type(event) in PRESENT:
                targets += (*further.its_hurdles(night, event),)
        return targets


def both(
    one: Callable[[Night, Any], Iterable[Target]] | None, other: Callable[[Night, Any], Iterable[Target]]
) -> Callable[[Night, Any], list[Target]]:
    """Both functions in one: the targets that either of them finds."""
    return lambda night, event: [*(one(night, event) if one else ()), *other(night, event)]


def invalidates(
    *,
    phone: str = "",
    group: str = "",
    board: str = "",
    desk: str = "",
    helper: str = "",
    door: str = "",
    choosing: str = "",
    reporter: str = "",
    assembly: str = "",
    steering: str = "",
    offers: str = "",
    now: str = "",
    pages: str = "",
    coalesce: bool = False,
    everyone: bool = False,
    whose: Whose | None = None,
    access_changed: bool = False,
    page: str = "group",
    also: Also | None = None,
) -> Invalidation:
    """Regions by audience, separated by spaces; those in `pages` are on all of PAGES.

    A `group` region is on the page of the group whose number is in the event's field `page`; if that is
    empty, on the page of every group. `everyone`: everybody's own marks may change; else those of whoever
    acted, of the event's person, and of the people whom `whose` finds. `access_changed`: who may listen may
    change.
    """
    regions: dict[Kind, str] = {
        "phone": phone,
        "group": group,
        "board": board,
        "desk": desk,
        "helper": helper,
        "door": door,
        "choosing": choosing,
        "reporter": reporter,
        "assembly": assembly,
        "steering": steering,
        "offers": offers,
        "now": now,
    }
    patterns = tuple(
        Pattern(kind, page if kind == "group" else "", region)
        for kind, names in regions.items()
        for region in (f"{pages} {names}" if kind in PAGES else names).split()
    )
    return Invalidation(patterns, coalesce, everyone, whose, access_changed, also)


def anew(*, desk: str = ALL_OF_DESK, access_changed: bool = False, also: Also | None = None) -> Invalidation:
    """The whole of every page, and everybody's own marks: for what may change anything, such as a move to
    another phase. `desk`: the parts of the desk that it may change; for the rest see `invalidates`.
    """
    return invalidates(
        phone="top main",
        group="top timer now heads pen writing headline note-order meetings workbook near neighbours links",
        choosing="top choosing",
        offers="top wall standup",
        now="happening following",
        reporter="top tour",
        assembly="top asks roll",
        steering="steering",
        board="scene announcement",
        desk=f"{desk} desk-assembly desk-unread",  # on remotes these are inside nothing else
        helper="remote",
        door="wait",
        everyone=True,
        access_changed=access_changed,
        page="",
        also=also,
    )
