"""The press: from a problem to its plan."""

from opennight.lineup.problem import Plan, Problem


def press(problem: Problem) -> Plan:
    """The plan for this problem; the same problem gives the same plan."""
    votes = [0] * len(problem.pitchers)
    for _person, pitch, _strength in problem.wishes:
        votes[pitch] += 1
    line = sorted(range(len(votes)), key=lambda pitch: (-votes[pitch], pitch))
    pinned = {pitch for pitch, _slot, _room in problem.pins}
    rooms = sorted(range(len(problem.seats)), key=lambda room: -problem.seats[room])
    taken = {(slot, room) for _pitch, slot, room in problem.pins}
    cells = [(slot, room) for room in rooms for slot in range(problem.slots) if (slot, room) not in taken]
    free = [pitch for pitch in line if pitch not in pinned]
    placements = [*problem.pins, *((p, *cell) for p, cell in zip(free, cells, strict=False))]
    return Plan(placements=tuple(placements), line=tuple(line))
