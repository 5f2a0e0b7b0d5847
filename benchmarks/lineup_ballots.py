"""Real ballots: who wished for what at other events, as problems for the press. None of the data is shipped.

Pitches and interest of rOpenSci's unconference of 2018 (github.com/ropensci/unconf18, its issues); rooms
and slots of the W3C's breakout day of 2019 (github.com/w3c/tpac-breakouts); statements and votes of Bowling
Green 2050 (github.com/compdemocracy/openData), where agreeing with a statement counts as a wish for it.
"""

import json
import pathlib
from typing import NamedTuple

from opennight.lineup.problem import Problem


class Venue(NamedTuple):
    slots: int
    seats: tuple[int, ...]


def w3c(path: pathlib.Path) -> Venue:
    """Its rooms, and its slots without the breaks."""
    told = json.loads(path.read_text())
    slots = sum("break" not in slot for slot in told["slots"])
    return Venue(slots, tuple(room["capacity"] for room in told["rooms"]))


def ropensci(path: pathlib.Path, venue: Venue) -> Problem:
    """Anyone who joined the discussion of a pitch wishes for it, and so does its pitcher."""
    pitches = json.loads(path.read_text())
    ids = {who for pitch in pitches for who in (pitch["pitcher"], *pitch["interested"])}
    people = {who: number for number, who in enumerate(sorted(ids))}
    wishes = {
        (people[who], number)
        for number, pitch in enumerate(pitches)
        for who in (pitch["pitcher"], *pitch["interested"])
    }
    return Problem(
        people=len(people),
        slots=venue.slots,
        seats=venue.seats,
        pitchers=capped([people[pitch["pitcher"]] for pitch in pitches], venue.slots),
        wishes=tuple((*wish, 1) for wish in sorted(wishes)),
        least=2,
    )


def bowling_green(path: pathlib.Path, venue: Venue) -> Problem:
    """A person's last vote on a pitch counts; agreeing is a wish. Nobody has to host a statement."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    latest = {(line["person"], line["pitch"]): line["vote"] for line in lines if line["kind"] == "vote"}
    pitches = {line["pitch"] for line in lines if line["kind"] == "pitch"}
    numbers = {pitch: number for number, pitch in enumerate(sorted(pitches))}
    people = {who: number for number, who in enumerate(sorted({who for who, _pitch in latest}))}
    wishes = {(people[who], numbers[pitch]) for (who, pitch), vote in latest.items() if vote == 1}
    return Problem(
        people=len(people),
        slots=venue.slots,
        seats=venue.seats,
        pitchers=((),) * len(pitches),
        wishes=tuple((*wish, 1) for wish in sorted(wishes)),
        least=2,
    )


def capped(pitchers: list[int], slots: int) -> tuple[tuple[int, ...], ...]:
    """Anyone with more pitches than there are slots need not be at the last of them, as in the app."""
    seen: dict[int, int] = {}
    told = []
    for person in pitchers:
        seen[person] = seen.get(person, 0) + 1
        told.append((person,) if seen[person] <= slots else ())
    return tuple(told)
