"""The order in which a rule takes topics, in fractions and step by step: to check what is said of it."""

from fractions import Fraction

from opennight.lineup.problem import Problem


def supporters(problem: Problem) -> list[set[int]]:
    found: list[set[int]] = [set() for _pitch in problem.pitchers]
    for person, pitch, _strength in problem.wishes:
        found[pitch].add(person)
    return found


def width(problem: Problem) -> int:
    rooms = len(problem.seats)
    if not problem.people or problem.seating == "free":
        return rooms
    return min(rooms, max(1, problem.people // problem.least))


def waited_longest(problem: Problem, line: list[int], place: int) -> bool:
    """Whether the voters of the one at this place (from 0) had waited longest, by Phragmén's rule."""
    voters = supporters(problem)
    load = dict.fromkeys(range(problem.people), Fraction(0))
    left = [pitch for pitch in range(len(voters)) if voters[pitch]]
    for taken in line[: place + 1]:
        then = {
            pitch: (1 + sum((load[one] for one in voters[pitch]), Fraction(0))) / len(voters[pitch])
            for pitch in left
        }
        if taken == line[place]:
            return taken in then and then[taken] == min(then.values())
        left.remove(taken)
        load |= dict.fromkeys(voters[taken], then[taken])
    return False


def could_pay(problem: Problem, line: list[int], place: int) -> tuple[bool, bool]:
    """Whether the voters of the one at this place had enough for it, and whether any had enough for anything
    left, when its turn came: by the Method of Equal Shares, as long as somebody can pay."""
    voters = supporters(problem)
    wishing = {person for those in voters for person in those}
    each = Fraction(min(problem.slots * width(problem), len(voters)), max(1, len(wishing)))
    purse = dict.fromkeys(wishing, each)
    left = [pitch for pitch in range(len(voters)) if voters[pitch]]
    for taken in line:
        rich = [pitch for pitch in left if sum(purse[one] for one in voters[pitch]) >= 1]
        if taken == line[place]:
            return taken in rich, bool(rich)
        if taken not in rich:  # nobody pays any more
            return False, bool(rich)
        left.remove(taken)
        owed = Fraction(1)
        for poorer, one in enumerate(sorted(voters[taken], key=purse.__getitem__)):
            pays = min(purse[one], owed / (len(voters[taken]) - poorer))
            purse[one] -= pays
            owed -= pays
    return False, False
