"""Who is left with nothing, and how few it could be: a bound that is proved, not searched for.

Everybody who voted for something that runs, or runs it, hopes for one seat. Whoever sits in the group that
they run keeps that seat. The others are given seats in what they hope for, by augmenting paths, until no
more can have one: however people are seated with these groups in these rooms, no fewer have nothing.
"""

from opennight.night import people, pitches, requirements
from opennight.night.state import Night


def fewest(night: Night) -> int:
    """How many people with a hope would have nothing, however they were seated: at least so many."""
    hopes, seats = hopes_and_seats(night)
    taken = Seats(hopes, seats)
    return sum(not taken.seat(person) for person in hopes)


def hopes_and_seats(night: Night) -> tuple[dict[int, list[int]], dict[int, int]]:
    """By person, the groups that they hope for; by group, the seats that are not those of who runs it."""
    of_pitch: dict[int, list[int]] = {}
    for no, placement in night.lineup.items():
        of_pitch.setdefault(placement.pitch, []).append(no)
    rooms = {room.id: room.seats for room in night.setup.rooms}
    seats = {no: rooms.get(placement.room, 0) for no, placement in night.lineup.items()}
    running: dict[int, set[int]] = {}
    content: set[int] = set()
    for pitch, its in of_pitch.items():
        for host in requirements.hosts(night, pitch):
            running.setdefault(host, set()).add(pitch)
            own = [no for no in its if host in night.groups[no].members]
            if own:
                content.add(host)
            for no in own:
                seats[no] -= 1
    hopes: dict[int, list[int]] = {}
    for person in people.present(night):
        if person.no not in content:
            those = {pitches.root(night, no) for no in person.dots} | running.get(person.no, set())
            hopes[person.no] = [no for pitch in sorted(those) for no in of_pitch.get(pitch, ())]
    return {no: those for no, those in hopes.items() if those}, seats


class Seats:
    """Who holds a seat in which group (`holders`), and which group everybody holds one in (`held`)."""

    def __init__(self, hopes: dict[int, list[int]], seats: dict[int, int]) -> None:
        self.hopes, self.seats = hopes, seats
        self.holders: dict[int, list[int]] = {no: [] for no in seats}
        self.held: dict[int, int] = {}
        self.closed: set[int] = set()
        """Groups from which no seat can be had any more: nobody in them can go to one with a free seat."""

    def seat(self, person: int) -> bool:
        """Give them a seat, if need be by moving others to something that these hope for as well."""
        asked: dict[int, int] = {}  # by group, who asked for a seat in it
        asking = [person]
        for one in asking:  # grows: whoever holds a seat asks elsewhere
            for no in self.hopes[one]:
                if no in asked or no in self.closed:
                    continue
                asked[no] = one
                if len(self.holders[no]) < self.seats[no]:
                    self.hand_on(no, asked)
                    return True
                asking += self.holders[no]
        self.closed |= asked.keys()
        return False

    def hand_on(self, no: int, asked: dict[int, int]) -> None:
        """Whoever asked for this seat takes it; whoever asked for theirs takes that, and so on."""
        left: int | None = no
        while left is not None:
            mover, free = asked[left], left
            left = self.held.get(mover)
            if left is not None:
                self.holders[left].remove(mover)
            self.holders[free].append(mover)
            self.held[mover] = free
