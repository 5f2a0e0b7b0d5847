"""A referee for who has to leave with nothing: the fewest people, by a maximum flow (Dinic 1970).

With the placement given, each person needs one seat of any topic that they wish for. Those who pitched
something that runs have theirs, and it counts as a wish. In each slot so many seats can be claimed that the
other people still bring every group to its minimum.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator

from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import limit, worth

Node = Hashable
FAR = 10**9


class Network:
    """Arcs with what they can still carry, both ways."""

    def __init__(self) -> None:
        self.left: dict[Node, dict[Node, int]] = defaultdict(lambda: defaultdict(int))

    def arc(self, one: Node, other: Node, carries: int) -> None:
        self.left[one][other] += carries
        self.left[other][one] += 0

    def most(self, source: Node, sink: Node) -> int:
        """The maximum flow."""
        flow = 0
        while sink in (level := self.levels(source)):
            tried = {node: iter(list(arcs)) for node, arcs in self.left.items()}
            while more := self.push(source, sink, FAR, level, tried):
                flow += more
        return flow

    def levels(self, source: Node) -> dict[Node, int]:
        level, queue = {source: 0}, deque([source])
        while queue:
            node = queue.popleft()
            for other, left in self.left[node].items():
                if left and other not in level:
                    level[other] = level[node] + 1
                    queue.append(other)
        return level

    def push(
        self, node: Node, sink: Node, most: int, level: dict[Node, int], tried: dict[Node, Iterator[Node]]
    ) -> int:
        if node == sink:
            return most
        for other in tried[node]:
            left = self.left[node][other]
            if left and level.get(other) == level[node] + 1:
                more = self.push(other, sink, min(most, left), level, tried)
                if more:
                    self.left[node][other] -= more
                    self.left[other][node] += more
                    tried[node] = iter([other, *tried[node]])
                    return more
        return 0


def fewest_with_nothing(problem: Problem, plan: Plan) -> int:
    """How many people who wished for something in this placement have to leave with nothing."""
    place = {pitch: (slot, room) for pitch, slot, room in plan.placements}
    wishes = defaultdict(set)
    for person, pitch in worth(problem):
        if pitch in place:
            wishes[person].add(pitch)
    hosts = {pitch: set(problem.pitchers[pitch]) for pitch in place}
    bound = {person for people in hosts.values() for person in people}
    net = Network()
    for slot in range(problem.slots):
        running = [pitch for pitch, (when, _room) in place.items() if when == slot]
        limits = {pitch: limit(problem, place[pitch][1]) for pitch in running}
        least = {pitch: min(problem.least, limits[pitch]) for pitch in running}
        if sum(least.values()) > problem.people:
            least = dict.fromkeys(running, 0)
        above = problem.people - sum(least.values())
        above -= sum(max(0, len(hosts[pitch]) - least[pitch]) for pitch in running)
        net.arc(("slot", slot), "sink", max(0, above))
        for pitch in running:
            below = max(0, least[pitch] - len(hosts[pitch]))
            net.arc(pitch, "sink", below)
            net.arc(pitch, ("slot", slot), max(0, limits[pitch] - len(hosts[pitch])) - below)
    needy = wishes.keys() - bound
    for person in needy:
        net.arc("source", ("person", person), 1)
        for pitch in wishes[person]:
            net.arc(("person", person), pitch, 1)
    return len(needy) - net.most("source", "sink")
