"""The night to watch again, as a time-lapse: what the record shows, each thing at its moment.

Nothing else is in it. So whoever was removed and what was hidden or withdrawn is in no frame, and the last
frame is the record. What the room saw only later, it sees later here, too: a pitch that waited for the desk,
and dots while their number was kept from it. People are numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from opennight import clock
from opennight.night import groups, headlines, lineup, pitches, rounds, votes
from opennight.night.chronicle import Chronicle
from opennight.night.kept.parts import Phase
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.record.drawing.times import Span
from opennight.record.plotted import course
from opennight.record.plotted.course import Course

STEPS = 600
"""Frames of an evening: ten a second for a minute."""
CARDS = 60
"""Topics that are shown one by one, at most, except those that ran: the others are counted."""

TOGETHER = 5
"""Dots of topics are told once so many people have given some: so the picture tells nobody what somebody
wanted who came, or tapped, at a moment that others know. For the same reason a group has all its people from
its beginning: where somebody walked to is told of nobody. See docs/pictures.md."""

Happened = tuple[int, str, int]
"""At that moment (milliseconds) this count changed by so much."""


class Talk(msgspec.Struct, frozen=True):
    """A group of a topic; its `round` is 0 if there was only one."""

    no: int
    round: int
    headline: str


class Card(msgspec.Struct, frozen=True):
    no: int
    title: str
    talks: tuple[Talk, ...]


class Mark(msgspec.Struct, frozen=True):
    """A part of the night begins at this step."""

    step: int
    phase: Phase
    round: int


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """`changes` has, for each step, the counts that are others than at the one before. They are called
    "people", "pitches", "dots", "moves" (between groups), "part" (how many parts have begun), "pitch-NO" (1:
    it is on the wall), "dots-NO" of a pitch, "group-NO" (how many sit there), "live-NO" (1: its round is on)
    and "headline-NO" (1: it is written). `times` are "HH:MM", `most` the dots of the topic that got most of
    them."""

    times: tuple[str, ...]
    marks: tuple[Mark, ...]
    cards: tuple[Card, ...]
    changes: tuple[dict[str, int], ...]
    most: int
    moves: int

    @property
    def last(self) -> int:
        return len(self.changes) - 1

    def counts(self, step: int) -> dict[str, int]:
        """All of them at this step, except those that have been 0 until then."""
        found: dict[str, int] = {}
        for change in self.changes[: step + 1]:
            found |= change
        return found


def of(night: Night, chronicle: Chronicle, its: Course) -> Replay:
    """`its` is the course of this night, as the pictures show it."""
    wall = list(pitches.visible(night))
    shown = chosen(night, wall)
    cards = tuple(Card(pitch.no, pitch.title, tuple(talks(night, pitch))) for pitch in shown)
    happened = [
        *((at, "people", change) for at, change in its.presence),
        *((at, "moves", 1) for at in its.walked),
        *((one.start, "part", 1) for one in its.parts),
        *happened_on_the_wall(night, chronicle, wall, {pitch.no for pitch in shown}),
        *happened_in_groups(night, its, [talk.no for card in cards for talk in card.talks]),
        *(
            (chronicle.headlines.get(talk.no, its.span.end), f"headline-{talk.no}", 1)
            for card in cards
            for talk in card.talks
            if talk.headline
        ),
    ]
    return Replay(
        times=tuple(clock.time_of_day(night, moment(its.span, step)) for step in range(STEPS + 1)),
        marks=tuple(Mark(step_of(its.span, one.start), one.phase, one.round) for one in its.parts),
        cards=cards,
        changes=in_steps(its.span, happened),
        most=max((votes.tally(night, pitch.no) for pitch in shown), default=0) if votes.shown(night) else 0,
        moves=len(its.walked),
    )


def chosen(night: Night, wall: list[Pitch]) -> list[Pitch]:
    """Those that are shown one by one, in the order in which they came."""
    ranked = votes.ranked(night) if votes.shown(night) else wall
    those = {pitch.no for pitch in ranked[:CARDS]}
    return [pitch for pitch in wall if pitch.no in those or ran(night, pitch)]


def ran(night: Night, pitch: Pitch) -> list[int]:
    return sorted(no for no, one in night.lineup.items() if one.pitch == pitch.no and no in night.groups)


def talks(night: Night, pitch: Pitch) -> Iterator[Talk]:
    several = rounds.several(night)
    for no in ran(night, pitch):
        slot = night.lineup[no].slot
        yield Talk(no, rounds.number(night, slot) if several else 0, headlines.of(night, no))


def happened_on_the_wall(
    night: Night, chronicle: Chronicle, wall: list[Pitch], one_by_one: set[int]
) -> Iterator[Happened]:
    given: list[tuple[int, int, int]] = []
    closed = [(at, True) for at, phase in chronicle.phases if phase == "closed"]
    counting = sorted([*chronicle.counting, *closed])
    for pitch in wall:
        at = max(pitch.at, chronicle.let_in.get(pitch.no, 0))
        yield at, "pitches", 1
        if pitch.no in one_by_one:
            yield at, f"pitch-{pitch.no}", 1
        for person, moment in course.dots(night, chronicle, pitch.no):
            if seen := counted_from(counting, max(at, moment)):
                yield seen, "dots", 1
                given.append((seen, person, pitch.no))
    for at, pitches_wanted in in_batches(given):
        yield from ((at, f"dots-{no}", 1) for no in pitches_wanted if no in one_by_one)


def counted_from(counting: list[tuple[int, bool]], given: int) -> int:
    """When the room could count this dot, which could count from these moments on, or no more; 0 if it cannot
    yet."""
    told = False
    for at, open_ in counting:
        if at > given and told:
            break
        told = open_
        if at > given and told:
            return at
    return given if told else 0


def in_batches(given: list[tuple[int, int, int]]) -> Iterator[tuple[int, list[int]]]:
    """What (moment, person, pitch) comes to, told when at least `TOGETHER` people have given dots since the
    last time: (moment, pitches)."""
    batches: list[tuple[int, list[int]]] = []
    people, wanted = set[int](), list[int]()
    for at, person, pitch in sorted(given):
        people.add(person)
        wanted.append(pitch)
        if len(people) >= TOGETHER:
            batches.append((at, wanted))
            people, wanted = set(), []
    if wanted:
        _at, before = batches.pop() if batches else (0, [])
        batches.append((max(at for at, _person, _pitch in given), before + wanted))
    yield from batches


def happened_in_groups(night: Night, its: Course, those: list[int]) -> Iterator[Happened]:
    """How many sit where, from the moment that the group's round begins."""
    for no in those:
        slot = lineup.slot(night, night.lineup[no].slot)
        begins, ends = held(night, its, slot)
        yield begins, f"group-{no}", len(groups.members(night, no))
        yield begins, f"live-{no}", 1
        if ends:
            yield ends, f"live-{no}", -1


def held(night: Night, its: Course, slot: Slot | None) -> Span:
    """When the round of this slot began and ended (0: it is on). The log of an older night has no rounds."""
    round = rounds.of_slot(night, slot.id) if slot else None
    if round and round.started:
        return Span(round.started, round.ended)
    talk = [one for one in its.parts if one.phase == "talk"]
    if night.rounds or not talk:
        return Span(its.span.end, its.span.end)
    return Span(talk[0].start, 0 if night.phase == "talk" else talk[-1].end)


def moment(span: Span, step: int) -> int:
    return span.start + span.length * step // STEPS


def step_of(span: Span, at: int) -> int:
    """The first step at which it has happened."""
    return min(STEPS, max(0, -((span.start - at) * STEPS // span.length)))


def in_steps(span: Span, happened: Iterable[Happened]) -> tuple[dict[str, int], ...]:
    """The counts that each step changes, and to what."""
    sums: list[Counter[str]] = [Counter() for _step in range(STEPS + 1)]
    for at, key, by in happened:
        sums[step_of(span, at)][key] += by
    counts: Counter[str] = Counter()
    found = []
    for each in sums:
        before = {key: counts[key] for key in each}
        counts.update(each)
        found.append({key: counts[key] for key in each if counts[key] != before[key]})
    return tuple(found)
