"""The course of the evening: what happened when, in real time. Moments are milliseconds."""

from collections.abc import Iterable

import msgspec

from opennight import clock
from opennight.night import pitches, rounds, votes
from opennight.night.chronicle import Chronicle
from opennight.night.kept.parts import Phase
from opennight.night.state import Night
from opennight.record.drawing import times
from opennight.record.drawing.times import HOUR, MINUTE, Span

BEFORE = HOUR
"""Who came in earlier before the night began was there when it did."""
AFTER = 10 * MINUTE
"""A night that was closed later than this after the last that happened in it ended with that."""
TICKS, BARS, ROWS = 6, 48, 16
"""How many the time has at most: marks, bars, and lines in the table."""


class Stretch(msgspec.Struct, frozen=True):
    """A part of the night; a talk is a `round`, from 1, where rounds are known."""

    phase: Phase
    round: int
    start: int
    end: int


class Row(msgspec.Struct, frozen=True):
    """A line of the table: from `at` on, how many came, how many were there at the end of it, and so on."""

    at: str
    came: int
    here: int
    pitches: int
    dots: int
    walks: int


class Busy(msgspec.Struct, frozen=True):
    """The stretch of time with most of something."""

    at: str
    until: str
    count: int


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """`presence` is (moment, by how many), in order; `pitched`, `dotted` and `walked` are the moments at
    which something of the sort happened that still stands. `bars` are the edges of the bars. Times of day are
    "HH:MM". `people` came, half of them before `half`, the last one at `last`.
    """

    span: Span = Span(0, 1)
    parts: tuple[Stretch, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    bars: tuple[int, ...] = ()
    presence: tuple[tuple[int, int], ...] = ()
    pitched: tuple[int, ...] = ()
    dotted: tuple[int, ...] = ()
    walked: tuple[int, ...] = ()
    people: int = 0
    half: str = ""
    last: str = ""
    busiest: Busy | None = None
    rows: tuple[Row, ...] = ()


def of(night: Night, chronicle: Chronicle) -> Course:
    """All of it; nobody who was removed is in it."""
    came = sorted(person.joined for person in night.people.values() if not person.removed)
    wall = list(pitches.visible(night))
    pitched = sorted(pitch.at for pitch in wall)
    dotted = sorted(at for pitch in wall for _who, at in dots(night, chronicle, pitch.no))
    kept = {person.no for person in night.people.values() if not person.removed}
    walked = [at for at, person, _left, _came in chronicle.walks if person in kept]
    span = span_of(night, chronicle, came, (*pitched, *dotted, *walked))
    midnight = clock.midnight(night) if night.setup.date else 0
    presence = presences(night, chronicle)
    bars = times.edges(span, times.step(span, BARS), midnight)
    return Course(
        span=span,
        parts=tuple(parts(night, chronicle, span)),
        ticks=ticks(night, span, midnight),
        bars=tuple(bars),
        presence=tuple(presence),
        pitched=tuple(pitched),
        dotted=tuple(dotted),
        walked=tuple(walked),
        people=len(came),
        half=clock.time_of_day(night, came[(len(came) - 1) // 2]) if came else "",
        last=clock.time_of_day(night, came[-1]) if came else "",
        busiest=busiest(night, dotted, bars),
        rows=rows(night, span, midnight, (came, pitched, dotted, walked), presence),
    )


def dots(night: Night, chronicle: Chronicle, pitch: int) -> Iterable[tuple[int, int]]:
    """Who wants this pitch, and when each of them said so first: of it, or of what became part of it."""
    parts = [part.no for part in pitches.parts(night, pitch)]
    for person in votes.voters(night, pitch):
        known = [chronicle.dots[person, part] for part in parts if (person, part) in chronicle.dots]
        yield person, min(known, default=night.at)


def presences(night: Night, chronicle: Chronicle) -> list[tuple[int, int]]:
    """(moment, by how many), for the people who are still in the night's lists."""
    kept = {person.no: person for person in night.people.values() if not person.removed}
    came = [(person.joined, 1) for person in kept.values()]
    return sorted([*came, *((at, change) for at, no, change in chronicle.presence if no in kept)])


def span_of(night: Night, chronicle: Chronicle, came: list[int], acts: Iterable[int]) -> Span:
    """From when the first came, or not long before it began, to when it was closed, or the last that was
    done."""
    began = [at for at, phase in chronicle.phases if phase not in ("welcome", "closed")]
    start = came[0] if came else began[0] if began else night.at
    if began:
        start = min(began[0], max(start, began[0] - BEFORE))
    written = [note.at for note in night.notes.values()] + [one.at for one in night.comments.values()]
    last = max((*came, *acts, *written, *began), default=start)
    closed = [at for at, phase in chronicle.phases if phase == "closed"]
    if closed and last <= closed[-1] <= last + AFTER:
        last = closed[-1]
    elif closed:
        last = min(last, closed[-1])
    return Span(start, max(last, start + MINUTE))


def parts(night: Night, chronicle: Chronicle, span: Span) -> Iterable[Stretch]:
    """The phases in the span, as they really were; without a vote in which nobody could give a dot."""
    moved = [(span.start, "welcome"), *chronicle.phases]
    ends = [*(at for at, _phase in moved[1:]), span.end]
    for (start, phase), end in zip(moved, ends, strict=True):
        if phase == "vote" and not votes.held(night):
            continue
        if phase != "closed" and end > span.start and start < span.end:
            number = round_in(night, start, end) if phase == "talk" else 0
            yield Stretch(phase, number, max(start, span.start), min(end, span.end))


def round_in(night: Night, start: int, end: int) -> int:
    """The number of the round that was held in this stretch; 0 if it is not known, or there was only one."""
    held = [one for one in night.rounds if one.started and one.started < end and (one.ended or end) > start]
    return rounds.number(night, held[-1].slot) if held and rounds.several(night) else 0


def ticks(night: Night, span: Span, midnight: int) -> tuple[tuple[int, str], ...]:
    step = times.step(span, TICKS)
    return tuple((at, told(night, at, step)) for at in times.marks(span, step, midnight))


def told(night: Night, at: int, step: int) -> str:
    """The time of day, with seconds if it goes by those."""
    return clock.moment(night, at)[11:19] if step < MINUTE else clock.time_of_day(night, at)


def busiest(night: Night, moments: list[int], edges: list[int]) -> Busy | None:
    counts = times.counted(moments, edges)
    most = max(counts, default=0)
    if not most:
        return None
    place = counts.index(most)
    step = edges[1] - edges[0]
    return Busy(told(night, edges[place], step), told(night, edges[place + 1], step), most)


def rows(
    night: Night, span: Span, midnight: int, lanes: tuple[list[int], ...], presence: list[tuple[int, int]]
) -> tuple[Row, ...]:
    step = times.step(span, ROWS)
    edges = times.edges(span, step, midnight)
    came, pitched, dotted, walked = (times.counted(moments, edges) for moments in lanes)
    here = times.level(presence, [*edges[1:-1], max(edges[-1], night.at)])
    return tuple(
        Row(told(night, at, step), *counts)
        for at, *counts in zip(edges[:-1], came, here, pitched, dotted, walked, strict=True)
    )
