"""How good a line-up is."""

import re
from collections import Counter

from opennight.night.state import Night
from tests.lineup import brute, more_runs
from tests.lineup.any_night import Evening
from tests.lineup.told import Told
from tests.lineup.truth.forms import so


def hoped(night: Night, person: int) -> set[int]:
    """What runs of what they voted for, or run themselves."""
    running = {p.pitch for p in night.lineup.values()}
    return {no for no in running if no in brute.chose(night, person) or person in brute.hosts(night, no)}


def counted(night: Night) -> tuple[int, int, int, int]:
    """Choices met, choices that could be met, people with nothing, people none of whose choices runs."""
    met = could = nothing = unchosen = 0
    for person in brute.here(night):
        chosen = hoped(night, person)
        got = {p.pitch for p in night.lineup.values() if person in brute.members(night, p.group)} & chosen
        most = min(len(chosen), len(night.setup.slots))
        met, could = met + min(len(got), most), could + most
        nothing += bool(chosen) and not got
        unchosen += not chosen and bool(brute.chose(night, person))
    return met, could, nothing, unchosen


def below(night: Night, percent: int) -> int:
    """How many have less than so many per cent of the choices that they could have."""
    found = 0
    for person in brute.here(night):
        chosen = hoped(night, person)
        got = {p.pitch for p in night.lineup.values() if person in brute.members(night, p.group)} & chosen
        found += 100 * len(got) < percent * min(len(chosen), len(night.setup.slots))
    return found


def fewest(night: Night) -> int:
    """How many have nothing at least: all ways of giving one seat each, seat by seat."""
    running = {p.pitch for p in night.lineup.values()}
    free = {no: brute.free(night, no) + len(brute.members(night, no)) for no in night.lineup}
    hopes = []
    for person in brute.here(night):
        own = [no for no, p in night.lineup.items() if person in brute.hosts(night, p.pitch)]
        sits = [no for no in own if person in brute.members(night, no)]
        for no in sits:
            free[no] -= 1
        chosen = (brute.chose(night, person) & running) | {night.lineup[no].pitch for no in own}
        if chosen and not sits:
            hopes.append([no for no, p in night.lineup.items() if p.pitch in chosen])
    groups = list(night.lineup)
    ways = {tuple(free[no] for no in groups): 0}
    for those in hopes:
        more = dict(ways)
        for left, many in ways.items():
            for no in those:
                place = groups.index(no)
                if left[place] > 0:
                    then = (*left[:place], left[place] - 1, *left[place + 1 :])
                    more[then] = max(more.get(then, 0), many + 1)
        ways = more
    return len(hopes) - max(ways.values())


NOTHING = (
    r"(?:Nobody (?:who voted )?is left with nothing\.)?"
    r"(?:(\d+) (?:person is|people are) left with nothing they chose"
    r"(, and fewer is not possible with these groups in these rooms)?\.)?"
    r" ?(?:(\d+) (?:person|people) voted only for topics that aren't running\.)?"
)


@so("totals", NOTHING)
@so("room", NOTHING + r"(?: (\d+) of (\d+) choices? met\.)?")
def left_with_nothing(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night = evening.night
    met, could, nothing, unchosen = counted(night)
    right = int(match[1] or 0) == nothing and int(match[3] or 0) == unchosen
    if match[2]:
        right &= fewest(night) == nothing
    if told.place == "room":
        right &= (met, could) == (int(match[4] or 0), int(match[5] or 0))
    return right


@so("room", r"Nobody voted for any topic that is running\.")
@so("totals", r"None of these topics has a vote, so there are no choices to meet\.")
def no_choices(evening: Evening, _told: Told, _match: re.Match[str]) -> bool:
    return counted(evening.night)[1] == 0


@so(
    "totals",
    r"(?:A second|One more) run of “(.*)” would give (\d+) (?:person|people) "
    r"a place in something they chose\.",
)
def one_more_run(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    """Of all topics and places, this gives most people something."""
    night = evening.night
    best: Counter[int] = Counter()
    for cell in more_runs.cells(night):
        best[cell[0]] = max(best[cell[0]], more_runs.most(night, cell))
    its = next(no for no, pitch in night.pitches.items() if pitch.title == match[1])
    runs = sum(p.pitch == its for p in night.lineup.values())
    return max(best.values()) == best[its] == int(match[2]) and told.words.startswith("One") == (runs > 1)


@so("totals", r"(\d+) of (\d+) choices? met A choice is a vote .*")
def choices_met(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    return counted(evening.night)[:2] == (int(match[1]), int(match[2]))


@so("totals", r"(\d+) (?:person has|people have) no group at some point")
def groupless(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    return without_group(evening.night) == int(match[1])


@so("board", r"Still looking for a seat: (\d+)")
def seekers(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    """In the first round: none has been called."""
    night = evening.night
    used = [slot.id for slot in night.setup.slots if any(p.slot == slot.id for p in night.lineup.values())]
    its = [no for no, p in night.lineup.items() if p.slot == used[0]]
    return sum(all(one not in brute.members(night, no) for no in its) for one in brute.here(night)) == int(
        match[1]
    )


def without_group(night: Night) -> int:
    slots = {p.slot for p in night.lineup.values()}

    def sits(person: int, slot: int) -> bool:
        its = (no for no, p in night.lineup.items() if p.slot == slot)
        return any(person in brute.members(night, no) for no in its)

    return sum(not all(sits(person, slot) for slot in slots) for person in brute.here(night))


@so("totals", r"(\d+) pairs? of people meets? again|nobody meets twice")
def meets_again(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    night, persons = evening.night, sorted(evening.night.people)
    pairs = [(one, other) for one in persons for other in persons if one < other]
    often = (sum({one, other} <= brute.members(night, no) for no in night.lineup) for one, other in pairs)
    return sum(times > 1 for times in often) == int(match[1] or 0)


@so("totals", r"The groups are mixed: seats do not follow people's choices\.")
@so("totals", r"people choose for themselves")
def seating(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    made = (
        evening.asked.problem.seating if evening.asked and evening.night.why else evening.night.setup.seating
    )
    return made == ("free" if "themselves" in told.words else "mixed")


@so("totals", r"hardest hit: (.*), (\d+) of (\d+)")
def hardest_hit(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    night = evening.night
    shares = {}
    for person in brute.here(night):
        chosen = hoped(night, person)
        got = {p.pitch for p in night.lineup.values() if person in brute.members(night, p.group)} & chosen
        if chosen:
            most = min(len(chosen), len(night.setup.slots))
            shares[night.people[person].name] = min(len(got), most), most
    own = int(match[2]), int(match[3])
    return shares[match[1]] == own and all(own[0] * b <= a * own[1] for a, b in shares.values())
