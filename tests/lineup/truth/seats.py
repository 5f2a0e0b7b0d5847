"""Why people sit where they sit."""

import re

from tests.lineup import brute
from tests.lineup.any_night import Evening
from tests.lineup.told import Told
from tests.lineup.truth.forms import so


def seat(evening: Evening, told: Told) -> int | None:
    person, slot = told.about
    night = evening.night
    mine = [no for no, p in night.lineup.items() if p.slot == slot and person in brute.members(night, no)]
    return mine[0] if mine else None


def others(evening: Evening, told: Told) -> list[int]:
    """The groups at that time that they voted for, and have at no other time either."""
    person, slot = told.about
    night = evening.night
    has = {p.pitch for no, p in night.lineup.items() if person in brute.members(night, no)}
    wanted = brute.chose(night, person) - has
    return [no for no, p in night.lineup.items() if p.slot == slot and p.pitch in wanted]


def given(evening: Evening, told: Told) -> bool:
    """Whether the line-up put them there: nothing else has happened to that seat since."""
    group = seat(evening, told)
    return group is not None and evening.seated.get((told.about[0], group)) == "given"


@so("ticket", r"You pitched it\.")
@so("place", r"You pitched this topic, so you are in its group\.")
def yours(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    group = seat(evening, told)
    return group is not None and told.about[0] in brute.hosts(
        evening.night, evening.night.groups[group].pitch
    )


@so("ticket", r"You voted for it\.")
@so("place", r"You voted for this topic\.")
def wished(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    group = seat(evening, told)
    night = evening.night
    return group is not None and night.groups[group].pitch in brute.chose(night, told.about[0])


@so("ticket", r"Your other choice is full\.")
@so("place", r"The line-up gave you a seat here\. What you voted for at this time is full:")
def full(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    those = others(evening, told)
    return bool(those) and given(evening, told) and all(brute.free(evening.night, no) <= 0 for no in those)


@so("ticket", r"Your other choice has a seat free: you can move there\.")
@so("place", r"The line-up gave you a seat here\. Something that you voted for .*, and has a seat free:")
def room(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return given(evening, told) and any(brute.free(evening.night, no) > 0 for no in others(evening, told))


@so("ticket", r"You voted for none of the topics at this time\.")
def nothing_on(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return not others(evening, told)


@so("place", r"The line-up gave you a seat here\. No other topic that you voted for is on at this time\.")
def nothing_on_given(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return not others(evening, told) and given(evening, told)


@so("ticket", r"The groups are mixed, so that people meet new faces\.")
@so("place", r"The groups are mixed, so that people meet new faces\.")
def mixed(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    assert evening.asked is not None
    return evening.asked.problem.seating == "mixed" and given(evening, told)


@so("ticket", r"You came here after the line-up was made\.")
@so("place", r"You came here after the line-up was made\.")
def came(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    group = seat(evening, told)
    return group is not None and evening.seated.get((told.about[0], group)) == "came"


@so("ticket", r"You were in this group before\.")
@so("place", r"You were in this group before the line-up was last made\.")
def before(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    group = seat(evening, told)
    return group is not None and evening.seated.get((told.about[0], group)) == "before"


@so("place", r"You are not in a group at this time\.( You can still pick one\.)?")
def none(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night = evening.night
    its = [no for no, p in night.lineup.items() if p.slot == told.about[1]]
    could = night.phase in ("groups", "talk") and any(brute.free(night, no) > 0 for no in its)
    return seat(evening, told) is None and could == bool(match[1])


@so("full", r"(.*) is full, and so is every other group at this time\.")
@so("full", r"(.*) is full\. “(.*)” in (.*) has (\d+) free\.")
def full_up(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night, here = evening.night, evening.night.lineup[told.about[1]]
    names = {room.id: room.name for room in night.setup.rooms}
    beside = [p for p in night.lineup.values() if p.slot == here.slot and p != here]
    free = [
        (night.pitches[p.pitch].title, names[p.room], brute.free(night, p.group))
        for p in beside
        if brute.free(night, p.group) > 0
    ]
    offered = not free if match.lastindex == 1 else (match[2], match[3], int(match[4])) in free
    return offered and brute.free(night, here.group) <= 0 and match[1] == names[here.room]


@so(
    "plea",
    r" like to join (.*)\. You sit there but did not vote for it\. Would you move to (.*) in (.*)",
)
def asked_to_move(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    """Somebody waits, who has sat down nowhere since; and there is a seat where they would go, or will be."""
    night, (person, group) = evening.night, told.about
    here = night.lineup[group]
    names = {room.id: room.name for room in night.setup.rooms}
    beside = [p for p in night.lineup.values() if p.slot == here.slot and p != here]
    there = [p for p in beside if (night.pitches[p.pitch].title, names[p.room]) == (match[2], match[3])]
    waiting = still_asking(evening, group)
    seat = any(brute.free(night, p.group) > 0 or brute.members(night, p.group) & waiting for p in there)
    chose = here.pitch in brute.points(night, person)
    given = evening.seated.get((person, group)) == "given"
    return bool(waiting) and seat and not chose and given and night.pitches[here.pitch].title == match[1]


def still_asking(evening: Evening, group: int) -> set[int]:
    night, here = evening.night, evening.night.lineup[group]
    beside = {p.group for p in night.lineup.values() if p.slot == here.slot}
    found: set[int] = set()
    for row in evening.story.log:
        kind, event = type(row.event).__name__, row.event
        if kind == "SeatAsked" and event.group == group:  # type: ignore[attr-defined]
            found.add(event.person)  # type: ignore[attr-defined]
        elif kind in ("SeatAskingTakenBack", "GroupJoined") and event.group in {*beside, group}:  # type: ignore[attr-defined]
            found.discard(event.person)  # type: ignore[attr-defined]
    return (found & set(brute.here(night))) - brute.members(night, group)


@so(
    "gathering",
    r"(\d+) (?:person asks|people ask) for a seat here\. (\d+) who sits? here did not choose it\.",
)
def ask_here(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    """Those who would rather stay are not counted: they were asked already."""
    night, no = evening.night, told.about[0]
    pitch = night.lineup[no].pitch
    idle = {one for one in brute.members(night, no) if pitch not in brute.points(night, one)}
    seated = {one for one in idle if evening.seated.get((one, no)) == "given"}
    those = len(seated - set(night.groups[no].keeping))
    return (len(still_asking(evening, no)), those) == (int(match[1]), int(match[2]))


@so("place", r"Also on at this time, and you voted for it:")
def also_on(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return bool(others(evening, told))


@so("place", r"“(.*)” (.*), (?:(\d+) seats? free|full)")
def missed(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night = evening.night
    rooms = {room.name: room.id for room in night.setup.rooms}
    those = {
        (night.pitches[night.lineup[no].pitch].title, night.lineup[no].room): no
        for no in others(evening, told)
    }
    group = those.get((match[1], rooms[match[2]]))
    return group is not None and max(0, brute.free(night, group)) == int(match[3] or 0)
