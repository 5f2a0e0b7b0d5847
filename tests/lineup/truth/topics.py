"""Why topics run, and why they wait."""

import re

from opennight.night.state import Night
from tests.lineup import brute, by_rule
from tests.lineup.any_night import Evening
from tests.lineup.told import Told
from tests.lineup.truth.forms import Check, so


def line_of(evening: Evening, group: int) -> tuple[list[int], int]:
    """The line as the press was given it, and the place of this group's topic in it, from 0."""
    assert evening.asked is not None
    topics = [topic.pitch for topic in evening.asked.topics]
    line = [topics.index(no) for no in evening.made_line if no in topics]
    return line, line.index(topics.index(evening.night.groups[group].pitch))


def votes_then(evening: Evening, group: int) -> int:
    line, place = line_of(evening, group)
    assert evening.asked is not None
    return sum(pitch == line[place] for _person, pitch, _strength in evening.asked.problem.wishes)


@so("runs", r"It is pinned here\.")
def pinned(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return evening.night.lineup[told.about[0]].pinned


@so("runs", r"It was brought in by hand\.")
def by_hand(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return told.about[0] not in evening.made_cells


@so("runs", r"It was moved here by hand\.")
def moved_by_hand(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    p = evening.night.lineup[told.about[0]]
    return evening.made_cells.get(p.group) not in (None, (p.slot, p.room))


@so(
    "runs",
    r"A room was free, so it runs once more here"
    r"(?:, for (\d+) (?:person|people) who chose it)?\.",
)
def once_more(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    """It was made with an earlier group of the same topic, which still runs."""
    night, made = evening.night, list(evening.made_cells)
    its = night.lineup[told.about[0]].pitch
    before = [no for no in made[: made.index(told.about[0])] if no in night.lineup]
    beside = [no for no, p in night.lineup.items() if p.pitch == its and no != told.about[0]]
    elsewhere = {person for no in beside for person in brute.members(night, no)}
    here = brute.members(night, told.about[0]) - elsewhere
    gain = sum(its in brute.points(night, person) for person in here)
    return any(night.lineup[no].pitch == its for no in before) and gain == int(match[1] or 0)


@so("runs", r"Number (\d+) in line: nobody had voted for it, but there was room\.")
def unwanted(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    _line, place = line_of(evening, told.about[0])
    return place + 1 == int(match[1]) and votes_then(evening, told.about[0]) == 0


@so("runs", r"Number (\d+) in line, with (\d+) votes? when that was counted\.")
def by_votes(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    line, place = line_of(evening, told.about[0])
    assert evening.asked is not None
    many = by_rule.supporters(evening.asked.problem)
    in_order = [len(many[pitch]) for pitch in line]
    right = in_order == sorted(in_order, reverse=True) and place + 1 == int(match[1])
    return right and votes_then(evening, told.about[0]) == int(match[2])


@so(
    "runs",
    r"Number (\d+) in line: the people who voted for it had enough of their "
    r"shares left, together, for a place\.",
)
@so("runs", r"Number (\d+) in line: no voters had enough of their shares left, so fair turns decided\.")
def by_shares(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    line, place = line_of(evening, told.about[0])
    assert evening.asked is not None
    own, any_left = by_rule.could_pay(evening.asked.problem, line, place)
    return place + 1 == int(match[1]) and (not any_left if "no voters" in told.words else own)


@so("runs", r"Number (\d+) in line: of the topics left then, .* waited longest for their turn\.")
def by_turns(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    line, place = line_of(evening, told.about[0])
    assert evening.asked is not None
    return place + 1 == int(match[1]) and by_rule.waited_longest(evening.asked.problem, line, place)


def in_the_way(night: Night, no: int) -> list[set[str]]:
    """By round that suits it, what keeps it out of each room that suits it; an empty set: nothing does."""
    over = night.phase == "closed"
    among = list(night.people) if over else None
    its = brute.hosts(night, no, among)
    suiting = [room.id for room in night.setup.rooms if brute.suits(night, no, room.id, its)]
    found = []
    for slot in sorted(brute.times(night, no)):
        there = brute.cells(night, slot)
        hurdles = set()
        if any(its & brute.hosts(night, pitch, among) for pitch, _room in there):
            hurdles.add("busy")
        if {room for _pitch, room in there} >= set(suiting):
            hurdles.add("rooms")
        if not over and len(there) >= max(1, len(brute.here(night)) // night.setup.least):
            hurdles.add("people")
        found.append(hurdles)
    return found


def every_round(hurdle: str) -> Check:
    def check(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
        return all(hurdle in one for one in in_the_way(evening.night, told.about[-1]))

    return check


def waiting_sentences(place: str, start: str) -> None:
    so(place, start + r"It was taken out after the line-up was made\.")(taken_out)
    so(place, start + r"It was not on the wall when the line-up was made\.")(new)
    so(place, start + r"No round suits everybody who would run it\.")(untimely)
    so(place, start + r"No room suits it\.")(unsuited)
    so(place, start + r"The topics ahead of it in line took all the places\.")(ahead)
    so(place, start + r"Every room is taken in every round\.")(taken)
    so(place, start + r"There is a place for it now\.")(has_place)
    so(place, start + r"There was a place for it, but nobody brought it in\.")(has_place)
    so(place, start + r"There was no place for it\.")(no_place)
    so(place, start + r"Something is in its way in each round that suits it: .*\.")(no_place)
    so(place, start + r"The person who pitched it runs another group in every round that suits it\.")(
        every_round("busy")
    )
    so(place, start + r"There are too few people for another group\.")(every_round("people"))
    so(place, start + r"No room that suits it is free in a round that suits it\.")(every_round("rooms"))


def taken_out(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    ran = {evening.night.groups[group].pitch for group in evening.made_cells}
    return told.about[-1] in ran and all(p.pitch != told.about[-1] for p in evening.night.lineup.values())


def new(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    assert evening.asked is not None
    return all(topic.pitch != told.about[-1] for topic in evening.asked.topics)


def untimely(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return not brute.times(evening.night, told.about[-1])


def unsuited(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    night, no = evening.night, told.about[-1]
    among = list(night.people) if night.phase == "closed" else None
    its = brute.hosts(night, no, among)
    return not any(brute.suits(night, no, room.id, its) for room in night.setup.rooms)


def taken(evening: Evening, _told: Told, _match: re.Match[str]) -> bool:
    night = evening.night
    every = {(slot.id, room.id) for slot in night.setup.slots for room in night.setup.rooms}
    return every == {(p.slot, p.room) for p in night.lineup.values()}


def ahead(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    before = evening.made_line[: evening.made_line.index(told.about[-1])]
    return taken(evening, told, match) and all(p.pitch in before for p in evening.night.lineup.values())


def has_place(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return not all(in_the_way(evening.night, told.about[-1]))


def no_place(evening: Evening, told: Told, _match: re.Match[str]) -> bool:
    return all(in_the_way(evening.night, told.about[-1]))


def number(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    return evening.made_line.index(told.about[-1]) + 1 == int(match[1])


waiting_sentences("waits", r"(?:Number \d+ in line\. )?")
waiting_sentences("mine", "")
so("waits", r"Number (\d+) in line\.")(number)
