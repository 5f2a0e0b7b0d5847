"""Mending a line-up with few moves: a room is lost or gained, pitches go or come back, people come late.

What can stay keeps its slot and its room, and its people stay, too. At most one topic changes its time; what
has no place any more waits, and the next in line fill what is free.
"""

import msgspec
import numpy as np

from opennight.lineup.chains import Values
from opennight.lineup.choose import Choice, choose
from opennight.lineup.place import cells
from opennight.lineup.shape import Bools, Cell, Ints, Shape

FAR = 10**6


class Slot:
    """One slot of the line-up: which pitch has which room, and which ones have lost theirs."""

    def __init__(self, shape: Shape, slot: int, size: Ints, order: Ints) -> None:
        self.shape, self.slot, self.size, self.order = shape, slot, size, order
        self.room: dict[int, int] = {}
        self.lost: list[int] = []
        for pitch, at, room in shape.problem.standing:
            if at != slot:
                continue
            if pitch in shape.pins or (room >= 0 and shape.suits[pitch, room] and shape.times[pitch, at]):
                self.room[pitch] = room
            elif shape.times[pitch, at]:
                self.lost.append(pitch)

    def house(self, room_of: dict[int, int], homeless: list[int]) -> tuple[int, dict[int, int]] | None:
        """(How many people then have no seat in their group, pitch → room), or None if a pitch finds no room.

        Each homeless pitch takes a free room, or the room of another that goes into the free one: whichever
        costs the fewest people their seat, then the fewest topics their room.
        """
        shape, room_of = self.shape, dict(room_of)
        over = 0
        for pitch in sorted(homeless, key=lambda no: (-int(self.size[no]), int(self.order[no]))):
            free = [room for room in shape.biggest.tolist()[::-1] if room not in room_of.values()]
            ways = [
                (self.short(pitch, room), 0, way, room, -1)
                for way, room in enumerate(free)
                if shape.suits[pitch, room]
            ]
            ways += [
                (
                    self.short(pitch, mine) + self.short(other, room) - self.short(other, mine),
                    1,
                    way,
                    room,
                    other,
                )
                for other, mine in room_of.items()
                if other not in shape.pins and shape.suits[pitch, mine]
                for way, room in enumerate(free)
                if shape.suits[other, room]
            ]
            if not ways:
                return None
            short, _kind, _way, room, other = min(ways)
            over += short
            if other >= 0:
                room_of[pitch], room_of[other] = room_of[other], room
            else:
                room_of[pitch] = room
        return over, room_of

    def short(self, pitch: int, room: int) -> int:
        return max(0, int(self.size[pitch]) - int(self.shape.seats[room]))

    def settle(self) -> list[int]:
        """Give every pitch a room. Returns those that have to leave the slot.

        Those are topics whose pitcher has another one here. And if there are too few rooms, the last in line,
        if its leaving moves few people; otherwise all that have lost their room.
        """
        left = self.doubled()
        for pitch in left:
            self.leave(pitch)
        while len(self.room) + len(self.lost) > self.shape.width and self.latest():
            left.append(self.latest()[0])
            self.leave(left[-1])
        housed = self.house(self.room, self.lost)
        lost = sum(int(self.size[pitch]) for pitch in self.lost)
        for pitch in self.latest() if housed is None else ():
            rest = {no: room for no, room in self.room.items() if no != pitch}
            housed = self.house(rest, [no for no in self.lost if no != pitch])
            moved = int(self.size[pitch]) + (housed[0] if housed else FAR)
            if housed and (moved <= 2 * min(int(self.size[pitch]), lost) or self.lost == [pitch]):
                left.append(pitch)
                break
            housed = None
        if housed is None:
            left += self.lost
            self.lost = []
        else:
            self.room = housed[1]
        return left

    def doubled(self) -> list[int]:
        """The pitches whose pitcher is also needed in a pinned group here, or in one earlier in line.

        Pins may clash, and stand until one of them is taken away.
        """
        found: list[int] = []
        busy = {person for pitch in self.pinned() for person in self.shape.problem.pitchers[pitch]}
        for pitch in reversed(self.latest()):
            pitchers = self.shape.problem.pitchers[pitch]
            if busy.isdisjoint(pitchers):
                busy.update(pitchers)
            else:
                found.append(pitch)
        return found

    def pinned(self) -> list[int]:
        return [pitch for pitch in self.room if pitch in self.shape.pins]

    def latest(self) -> list[int]:
        """The pitches that are not pinned, the last in line first."""
        here = [pitch for pitch in [*self.room, *self.lost] if pitch not in self.shape.pins]
        return sorted(here, key=lambda pitch: -int(self.order[pitch]))

    def leave(self, pitch: int) -> None:
        self.room.pop(pitch, None)
        if pitch in self.lost:
            self.lost.remove(pitch)


def mend(shape: Shape, line: Ints) -> tuple[Choice, dict[int, Cell]]:
    """The line-up with few moves: the choice; and the slot and room of each that runs."""
    size = np.zeros(shape.pitches, np.int32)
    for _person, pitch in shape.problem.sitting:
        size[pitch] += 1
    order = np.empty(shape.pitches, np.int32)
    order[line] = np.arange(shape.pitches)
    slots = [Slot(shape, slot, size, order) for slot in range(shape.slots)]
    left = sorted((pitch for slot in slots for pitch in slot.settle()), key=order.__getitem__)
    stand = [(pitch, slot.slot, room) for slot in slots for pitch, room in slot.room.items()]
    # What stands is pinned, so that what comes in goes around it.
    around = Shape(msgspec.structs.replace(shape.problem, pins=tuple(stand)))
    slot_of = np.full(shape.pitches, -1, np.int32)
    for pitch in left:
        slot_of = choose(around, np.array([pitch], np.int32), slot_of).slot_of
        if slot_of[pitch] >= 0:
            break
    waiting = [pitch for pitch in left if slot_of[pitch] < 0]
    choice = choose(around, line[~np.isin(line, waiting)], slot_of)
    return choice, cells(around, choice.slot_of)


def loyal(shape: Shape, placed: dict[int, Cell]) -> Values:
    """What a seat is worth to each person (N, P) when few people are to move.

    Staying is worth more than any wish, and most to whoever wished for it. People leave a group only if they
    did not wish for it: for a topic new to the slot that they do wish for; or for somebody who wishes for it
    and has no seat in this slot yet, such as one who came late.
    """
    worth = staying(shape, placed)
    stay = worth.max(initial=0)
    content = (worth > 0) & (shape.points > 0)
    late = latecomers(shape)
    for pitch in steady(shape, placed):
        worth[late[placed[pitch][0]] & (shape.points[:, pitch] > 0), pitch] += stay
    worth[content] += 2 * stay
    for pitch in placed.keys() - steady(shape, placed):
        beside = [other for other, cell in placed.items() if cell[0] == placed[pitch][0]]
        drawn = (shape.points[:, pitch] > 0) & ~content[:, beside].any(1)
        worth[drawn, pitch] += stay
    return worth + shape.points


def latecomers(shape: Shape) -> Bools:
    """(S, N): who sits nowhere in this slot, not even in a group that has lost its room."""
    slot_of = {pitch: slot for pitch, slot, _room in shape.problem.standing}
    late: Bools = np.ones((shape.slots, shape.people), np.bool_)
    for person, pitch in shape.problem.sitting:
        late[slot_of[pitch], person] = False
    return late


def staying(shape: Shape, placed: dict[int, Cell]) -> Values:
    """The worth (N, P) of each person's present seat: more than any wish, if its topic keeps its slot."""
    worth = np.zeros(shape.points.shape, np.int64)
    stay = 10 * int(shape.points.max(initial=0)) + 10
    kept = steady(shape, placed)
    for person, pitch in shape.problem.sitting:
        if pitch in kept:
            worth[person, pitch] = stay
    return worth


def steady(shape: Shape, placed: dict[int, Cell]) -> set[int]:
    """The pitches that run in the same slot as before."""
    return {pitch for pitch, slot, _room in shape.problem.standing if placed.get(pitch, (-1,))[0] == slot}
