"""Which pitches come first when not all can run: three rules, and the line in which each puts the pitches.

Loads and money are whole numbers, in units so fine that every sum just stays below 2**62. Sums of whole
numbers are the same in any order, so a line is the same, bit for bit, on every machine. Rounding errors are
far below `NEAR`, and what differs by less than that counts as equal: then the earlier pitch goes first.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.problem import Rule

Ints = NDArray[np.int64]

NEAR = 32
"""Two costs are equal when they differ by less than a pitch's cost ÷ 2**NEAR."""
DENSE = 1 / 4
"""The share of all possible wishes from which on they are kept as a table."""
NEVER = np.iinfo(np.int64).max // 2


def in_line(wishes: NDArray[np.int32], rule: Rule, places: int) -> NDArray[np.int32]:
    """All pitches in the order in which the rule takes them, for this many places.

    `wishes`: (people, pitches), the strength of each wish or 0. Whoever wishes for a pitch approves of it, at
    any strength. Pitches that nobody wishes for are last.
    """
    if rule == "votes":
        return most_votes(wishes)
    return equal_shares(wishes, places) if rule == "shares" else phragmen(wishes)


def most_votes(wishes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The pitch with the most wishes first."""
    return np.argsort(-np.count_nonzero(wishes > 0, axis=0), kind="stable").astype(np.int32)


def phragmen(wishes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Phragmén's rule, one pitch after another (E. Phragmén 1894; M. Brill et al. 2017).

    Each pitch that runs puts a load of 1 on its supporters, shared out so that they all end up with the same.
    Next comes the pitch whose supporters end up with the least.
    """
    return _Purse(wishes, 0).line()


def equal_shares(wishes: NDArray[np.int32], places: int) -> NDArray[np.int32]:
    """The Method of Equal Shares (D. Peters and P. Skowron 2020), then Phragmén's rule for the rest.

    The places are shared out as money among the people who wish for something. Supporters buy a pitch
    together, each paying the same or all they have; next comes the one that costs its supporters least. When
    nobody can buy any more, Phragmén's rule goes on, with what each has paid as their load.
    """
    return _Purse(wishes, places).line()


def afforded(wishes: NDArray[np.int32], places: int) -> int:
    """How many pitches are bought with equal shares; the rest of that line follows from Phragmén's rule."""
    return len(list(_Purse(wishes, places).bought()))


def nothing(wishes: NDArray[np.int32], chosen: Iterable[int]) -> int:
    """How many people wish for something, but for none of the chosen pitches."""
    wished = wishes > 0
    without = wished.any(axis=1) & ~wished[:, list(chosen)].any(axis=1)
    return int(np.count_nonzero(without))


class _Purse:
    """What everybody has paid so far, for pitches bought with equal shares and then by Phragmén's rule."""

    def __init__(self, wishes: NDArray[np.int32], places: int) -> None:
        approves = wishes > 0
        self.pitches = approves.shape[1]
        self.sizes = np.count_nonzero(approves, axis=1)
        self.firsts = np.cumsum(self.sizes) - self.sizes
        self.approved = np.nonzero(approves)[1]  # person by person
        self.votes = np.count_nonzero(approves, axis=0)
        by_pitch, people = np.nonzero(approves.T)
        self.supporters = np.split(people, np.searchsorted(by_pitch, np.arange(1, self.pitches)))
        voters = max(1, np.count_nonzero(self.sizes))
        unit = 2**62 // ((self.pitches + 1) * voters)  # as fine as can be without overflow
        self.cost = unit * voters
        self.near = self.cost >> NEAR
        self.money = np.where(self.sizes > 0, unit * min(places, self.pitches), 0)
        self.paid = np.zeros(len(self.sizes), np.int64)
        self.sums = np.zeros(self.pitches, np.int64)  # of what the supporters of each pitch have paid
        self.open = self.votes > 0
        # Where people wish for much, whole rows are added more quickly than each wish by itself.
        many = len(self.approved) > DENSE * approves.size
        self.dense = approves.T.astype(np.int64, order="C") if many else None

    def line(self) -> NDArray[np.int32]:
        wanted = [*self.bought(), *self.loaded()]
        return np.array([*wanted, *np.flatnonzero(self.votes == 0)], np.int32)

    def bought(self) -> Iterable[int]:
        """Equal shares. Prices only rise, and only when a supporter has paid for something."""
        price = np.where(self.votes * self.money.max(initial=0) < self.cost, NEVER, 0)
        stale = self.open.copy()
        while (least := price.min(initial=NEVER)) < NEVER:
            cheapest = price <= least + self.near
            if not (cheapest & stale).any():
                pitch = int(np.argmax(cheapest))
                each = np.minimum(self.money - self.paid, price[pitch])[self.supporters[pitch]]
                stale[self.pay(pitch, each)] = True
                price[pitch] = NEVER
                yield pitch
            for other in np.flatnonzero(cheapest & stale & self.open):
                price[other] = self.price(self.supporters[other])
            stale[cheapest] = False

    def price(self, supporters: Ints) -> int:
        """The most that each of them has to pay; NEVER if they do not have enough together."""
        left = np.sort((self.money - self.paid)[supporters])
        poorer = np.cumsum(left) - left
        if poorer[-1] + left[-1] < self.cost:
            return NEVER
        share = (self.cost - poorer) // np.arange(
            len(left), 0, -1
        )  # if only the poorer ones pay all they have
        return int(share[np.argmax(share <= left)])

    def loaded(self) -> Iterable[int]:
        """Phragmén's rule, from what has been paid so far."""
        many = np.maximum(1, self.votes)
        while self.open.any():
            load = np.where(self.open, (self.cost + self.sums) // many, NEVER)
            pitch = int(np.argmax(load <= load.min() + self.near))
            supporters = self.supporters[pitch]
            self.pay(pitch, load[pitch] - self.paid[supporters])
            yield pitch

    def pay(self, pitch: int, each: Ints) -> Ints:
        """The supporters of a pitch pay these amounts for it. Returns all pitches they support, or more."""
        people = self.supporters[pitch]
        self.open[pitch] = False
        self.paid[people] += each
        if self.dense is not None:
            paid = np.zeros(len(self.paid), np.int64)
            paid[people] = each
            self.sums += self.dense @ paid
            return np.arange(self.pitches)
        sizes = self.sizes[people]
        starts = np.repeat(self.firsts[people] - np.cumsum(sizes) + sizes, sizes)
        touched = self.approved[starts + np.arange(len(starts))]
        np.add.at(self.sums, touched, np.repeat(each, sizes))
        return touched
