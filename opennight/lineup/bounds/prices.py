"""Prices at which the bound is low: of each topic, of a seat at it, and of a room.

A content of a slot, with the seats that people take there, is worth less the more its topics and seats cost.
Prices are sought at which the best of all known contents is worth least, with what the prices bring in; then
better contents are looked for at these prices, and so on (column generation). The best is smoothed by
entropy, and pulled to the contents that made up the solution before (the method of multipliers).
"""

from dataclasses import dataclass

import numpy as np

from opennight.lineup.bounds.contents import Contents
from opennight.lineup.bounds.descent import descend
from opennight.lineup.bounds.pieces import Floats, asked, pieces
from opennight.lineup.bounds.standing import Standing
from opennight.lineup.shape import Bools

STEPS = 30
"""Steps for the prices in a round."""
FAR = 2.0
"""So far, in points of a mean wish, the price of a topic moves in a round; that of all seats in a room half
as far again."""
SOFT, HARD, FALL = 0.5, 0.03, 0.95
"""How strong the pull of entropy is, at first and in the end, in points of a mean wish; and what is left of
it after a round. That on people is weaker (`OWN`), that on rooms goes by their seats (`ROOM`)."""
OWN, ROOM = 0.2, 0.1
NEW, RARE = 0.01, 1e-6
"""The share that a new content has beforehand, and the least that any has."""
NEAR = 3.0
"""Contents that give so much less than the best known, in parts of that pull, are remembered."""
POOL = 1_500
"""So many are."""
PATIENCE, GAIN = 40, 1e-4
"""After so many rounds that lower the bound by less than this share, it is as low as it gets."""


@dataclass(frozen=True)
class Prices:
    """`topic` (K,): what it costs that a topic runs. `seat` (K,): what a seat at it costs. `rent` (C,): what
    a room of each kind costs in a slot."""

    topic: Floats
    seat: Floats
    rent: Floats


class Pricing:
    """The search for them, from the slots of a line-up (S, K) on. Points are counted in mean wishes (`unit`).

    `x` (2K + C,) holds the prices of the topics, those of the seats, each times the seats of a mean room, and
    the rents. Of n contents that are known, `inside` (n, K) says which topics are in each, `taken` (n, K) how
    many seats people take there, `worth` (n,) what they get, and `prior` (n,) how often each came up in the
    solution to which the next one is pulled; `room` (K, C) does so for the rooms of each topic.
    """

    def __init__(self, its: Standing, slots: Bools) -> None:
        self.its = its
        self.unit = max(1.0, float(its.points[its.points > 0].mean())) if its.points.any() else 1.0
        self.points = its.points / self.unit
        self.wished = (its.points > 0) | its.hosts
        self.scarce = bool(np.any(its.suits & (its.seats[None, :] < self.wished.sum(0)[:, None])))
        self.contents = Contents(its.width, its.apart, its.full)
        self.inside: Bools = np.zeros((0, its.topics), np.bool_)
        self.taken, self.worth, self.prior = np.zeros((0, its.topics)), np.zeros(0), np.zeros(0)
        self.room = its.suits / its.suits.sum(1, keepdims=True)
        self.crowd = float(its.seats.mean())
        self.soft = SOFT
        self.x = np.zeros(2 * its.topics + len(its.seats))
        self.x[: its.topics] = self.losses(slots)
        self.least = np.zeros_like(self.x)
        self.least[: its.topics] = -np.inf
        self.reach = np.full_like(self.x, FAR)
        self.reach[its.topics :] *= 1.5 * self.scarce
        self.know(slots & ~((slots @ its.apart.astype(np.intp)) > 0))
        self.hints: Bools = slots[:0]
        """(n, K): the next search for contents begins with these, too."""

    def prices(self, x: Floats) -> Prices:
        """The price of a seat is kept as that of a mean room's, so that all steps are of one size."""
        topic, seat, rent = np.split(x, [self.its.topics, 2 * self.its.topics])
        return Prices(topic, seat / self.crowd, rent)

    def losses(self, slots: Bools) -> Floats:
        """(K,): what the slot of each topic would lose without it."""
        found = np.zeros(self.its.topics)
        for content in slots:
            values = np.where(content, self.points, 0)
            two = np.sort(np.hstack([values, np.zeros((len(values), 1))]), 1)[:, -2:]
            lost = np.bincount(values.argmax(1), two[:, 1] - two[:, 0], self.its.topics)
            found[content] = lost[content]
        return found

    def know(self, contents: Bools) -> None:
        """Remember these (n, K), with the seats that people would take at the present prices."""
        seat, pull = self.prices(self.x).seat, OWN * self.soft
        worth, taken = np.zeros(len(contents)), np.zeros(contents.shape)
        for at, content in enumerate(contents):
            points, hosts = self.points[:, content], self.its.hosts[:, content]
            must: Bools = np.asarray(hosts.any(1))[:, None]
            open_ = np.where(must, hosts, self.wished[:, content])
            gain = np.where(open_, points - seat[content], -np.inf) / pull
            most = gain.max(1, initial=-np.inf)
            top = np.where(must, most[:, None], np.maximum(most, 0)[:, None])
            share = np.exp(gain - top)
            share /= share.sum(1, keepdims=True) + np.where(must, 0, np.exp(np.minimum(-top, 0)))
            worth[at] = (share * points).sum()
            taken[at, content] = share.sum(0)
        self.inside = np.concatenate([self.inside, contents])
        self.worth = np.append(self.worth, worth)
        self.taken = np.concatenate([self.taken, taken])
        self.prior = np.append(self.prior, np.full(len(worth), NEW))

    def __call__(self, x: Floats) -> tuple[float, Floats]:
        """The bound at these prices as far as contents are known, smoothed, and its slope."""
        its, at = self.its, self.prices(x)
        value = self.worth - self.taken @ at.seat - self.floats @ at.topic
        top = float(value.max())
        share = self.prior * np.exp((value - top) / self.soft)
        total = float(share.sum())
        self.share = share / total
        found = float(at.topic.sum()) + its.slots * (top + self.soft * float(np.log(total)))
        topic = 1 - its.slots * (self.share @ self.floats)
        if not self.scarce:
            return found, np.concatenate([topic, 0 * at.seat, 0 * at.rent])
        pull = ROOM * self.soft * self.crowd
        above = np.where(its.suits, at.seat[:, None] * its.seats - at.rent, -np.inf)
        high = above.max(1, keepdims=True)
        room = self.room * np.exp((above - high) / pull)
        every = room.sum(1, keepdims=True)
        self.place = room / every
        found += float((high + pull * np.log(every)).sum() + its.slots * at.rent @ its.many)
        seat = (self.place @ its.seats - its.slots * (self.share @ self.taken)) / self.crowd
        return found, np.concatenate([topic, seat, its.slots * its.many - self.place.sum(0)])

    def search(self, rounds: int, enough: float) -> Prices:
        """The best prices found in so many rounds, in points; fewer where the bound seems to be as low as
        `enough`, or gets no lower."""
        best, lowest, ago = self.x, np.inf, 0
        for _round in range(rounds):
            self.floats = self.inside.astype(np.float64)
            self.prior /= self.prior.sum()
            self.x = descend(
                self, self.x, np.maximum(self.x - self.reach, self.least), self.x + self.reach, STEPS
            )
            self(self.x)
            self.follow()
            found = self.more() * self.unit
            ago = ago + 1 if found > lowest - GAIN * abs(lowest) else 0
            if found < lowest:
                best, lowest = self.x, found
            if lowest < enough or ago == PATIENCE:
                break
            self.soft = max(HARD, self.soft * FALL)
        at = self.prices(best)
        return Prices(at.topic * self.unit, at.seat * self.unit, at.rent * self.unit)

    def follow(self) -> None:
        """Pull to the present solution from now on."""
        self.prior = np.maximum(self.share, RARE)
        if self.scarce:
            self.room = np.where(self.its.suits, np.maximum(self.place, RARE), 0)
            self.room /= self.room.sum(1, keepdims=True)

    def more(self) -> float:
        """Look for better contents, and forget those that no longer matter. The bound at the present prices
        with the best content that is known then."""
        its, at = self.its, self.prices(self.x)
        value = self.worth - self.taken @ at.seat - self.inside @ at.topic
        order = np.argsort(-value - self.soft * np.log(self.prior), kind="stable")
        values, extra = asked(self.points, its.hosts, at.seat)
        found, gives = self.contents.better(
            pieces(values), at.topic + extra, self.contents.starts(self.inside[order], self.hints)
        )
        top = max(float(value.max()), float(gives.max()))
        new = np.unique(found[gives > value.max() - NEAR * self.soft], axis=0)
        if not self.scarce:
            known = {content.tobytes() for content in self.inside}
            new = new[[content.tobytes() not in known for content in new]]
        keep = order[: POOL - len(new)]
        self.inside, self.taken = self.inside[keep], self.taken[keep]
        self.worth, self.prior = self.worth[keep], self.prior[keep]
        self.know(new)
        self.hints = self.hints[:0]
        return outside(its, at) + its.slots * top


def outside(its: Standing, at: Prices) -> float:
    """What these prices bring in, whatever the slots hold."""
    rooms = np.where(its.suits, at.seat[:, None] * its.seats - at.rent, -np.inf).max(1)
    return float(at.topic.sum() + rooms.sum() + its.slots * at.rent @ its.many)
