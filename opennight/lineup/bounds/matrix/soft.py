"""What people can get, smoothed by entropy: a maximum becomes a mean over what could be it."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.bounds.matrix.partitions import Parted
from opennight.lineup.bounds.matrix.people import Floats, Indexes, People

SOFT = 0.01
"""How strong the pull of entropy is, in points of a mean wish for each person."""
RARELY = 1e-6
"""What has come to less than this has it again, so that it can come back."""


Single = NDArray[np.float32]
"""Exact enough to search with; the proof does not depend on it."""
Shares = TypeVar("Shares", Floats, Single)


def rarely(share: Shares) -> Shares:
    most: Shares = np.maximum(share, RARELY)
    return most


class SoftPeople:
    """What each of them gets in each set of their topics, in units; `slots_worth` is what all slots are worth
    to all of them at least."""

    def __init__(self, people: People, unit: float) -> None:
        self.people = people
        self.worth, self.spare = people.worth / unit, people.spare / unit
        self.known: Floats | None = None
        self.slots_worth = 0.0

    def prices(self, price: Floats) -> tuple[Floats, Floats]:
        """What their topics are worth above the price of a seat."""
        dear = np.append(price, 0.0)
        return self.worth - dear[self.people.topics], self.spare - dear[self.people.rest]

    def sets(self, price: Floats, scarce: bool) -> Floats:
        """What each set is worth above the base, one person after another. Where seats are not scarce, it is
        always the same."""
        people = self.people
        if not scarce and self.known is not None:
            return self.known
        worth, spare = self.prices(price)
        base, self.rest = people.base(worth, spare)
        one = np.where(people.open, (worth - base[:, None])[:, None, :], -np.inf)
        none = np.where(people.must, -np.inf, 0.0)
        top = np.maximum(one.max(2), none)
        each = np.exp((one - top[:, :, None]) / SOFT)
        total = each.sum(2) + np.exp((none - top) / SOFT)
        self.at = each / total[:, :, None]
        self.slots_worth = float(people.slots * base.sum())
        self.known = (top + SOFT * np.log(total)).ravel()
        return self.known

    def exactly(self, price: Floats) -> Floats:
        """The same without smoothing."""
        base, sets = self.people.sets(*self.prices(price))
        self.slots_worth = float(self.people.slots * base.sum())
        return sets.ravel()

    def spend(self, there: Floats, spent: Floats) -> None:
        """Subtract from `spent` the seats that they take where each set is as frequent as `there` says."""
        people = self.people
        at = np.einsum("ns,nsm->nm", there.reshape(people.must.shape), self.at)
        spent -= np.bincount(people.topics.ravel(), at.ravel(), len(spent))
        some = self.rest >= 0
        others = people.rest[some, self.rest[some]]
        spent -= np.bincount(others, people.slots - at[some].sum(1), len(spent))


class SoftParted:
    """What they get: a share of each partition, (n, Q), pulled to the share before."""

    def __init__(self, parted: Parted, pair: Indexes) -> None:
        self.parted = parted
        self.pairs = pair[parted.pairs // len(pair), parted.pairs % len(pair)]
        self.parts: Single = parted.parts.astype(np.float32)
        self.within = parted.within.astype(np.float64)
        self.prior: Single = np.full(
            (len(self.pairs), self.parts.shape[1]), 1 / self.parts.shape[1], np.float32
        )
        self.share = self.prior

    def value(self, own: Floats, bonus: Floats, to: Floats, there: Floats) -> float:
        """What they get of what is their `own`; adds its slope by the bonus, and to `there` how often each
        person's sets come up."""
        parted = self.parted
        each: Single = parted.sets(own, bonus).astype(np.float32) @ self.parts
        top = each.max(1, keepdims=True)
        each -= top
        each /= SOFT
        np.exp(each, out=each)
        each *= self.prior
        total = each.sum(1, keepdims=True)
        each /= total
        self.share = each
        often = (each @ self.parts.T).astype(np.float64)
        to += often @ self.within.T
        there[parted.own] += often.ravel()
        return float(top.sum(dtype=np.float64) + SOFT * np.log(total).sum(dtype=np.float64))

    def follow(self) -> None:
        self.prior = rarely(self.share)
        self.prior /= self.prior.sum(1, keepdims=True)
