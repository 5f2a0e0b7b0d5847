"""The chosen pitches in their slots, and what each step changes in what people have of their own ideal.

On the board of the first search a wish counts the same whoever has it. Here a step gains what it does to each
person's worth (share.py), so points count more for whoever is below a floor; and what the seats cost is taken
from that. A move gains the sum of what it does to those who wish for the pitch; a swap is two moves, and what
they do together to those who wish for both. So each step's gain is known exactly, but for seats.
"""

import numpy as np

from opennight.lineup.board import BAR, Board, Indexes, Whole, add
from opennight.lineup.share import FINE, Shares, Worth

MOST = 12
"""So many wishes of each person are looked at, those first that they would go to."""
BLOCK = 1 << 15
"""So many numbers are looked at in one go: more would take memory, and no less time."""


class Fair(Board):
    """A board whose steps gain worth.

    `theirs` (N, W) are the pitches of each person, K for none, with their `rank` (0: nobody goes there), the
    points `there` and the `price` of a seat. `have` (N,) is what everybody has. `moved` (N, W, S) and
    `swapped` (N, pairs) are what moves and swaps do to each; `gain` and `both` add that up.
    """

    def __init__(self, shares: Shares, worth: Worth) -> None:
        chosen = np.array(sorted(shares.cells), np.int32)
        slot = np.array([shares.cells[pitch][0] for pitch in chosen.tolist()], np.int32)
        self.aim, self.prices = worth, shares.prices[chosen]
        super().__init__(shares.shape, chosen, slot, hosting=True)

    def aim_at(self, worth: Worth, prices: Whole) -> None:
        """From now on steps gain this worth, where seats cost so much (P,)."""
        self.aim, self.prices = worth, prices[self.chosen]
        self.value_at(self.points)

    def weigh(self, points: Whole) -> None:
        """Who would go where: everybody has most points there beyond what the seat costs."""
        price = self.prices[self.pitch]
        super().weigh(np.maximum(FINE * points - price, 0))
        most = min(MOST, int(self.many.max(initial=0)))
        order = np.lexsort((-self.key, self.person))
        place = np.arange(len(order)) - self.start[self.person]
        order, place = order[place < most], place[place < most]
        goes, at = self.worth[order] > 0, (self.person[order], place)
        self.theirs: Indexes = np.full((self.shape.people, most), self.size)
        self.theirs[at] = self.pitch[order]
        self.rank, self.there, self.price = (np.zeros(self.theirs.shape, np.int64) for _kind in range(3))
        self.rank[at], self.there[at], self.price[at] = goes * self.key[order], points[order], price[order]

    def go(self, slot: Indexes) -> None:
        """Begin anew with the pitches in these slots (K,)."""
        self.slot = slot.astype(np.intp)
        people, slots = self.shape.people, self.shape.slots
        self.counts = np.bincount(slot, minlength=slots)
        self.gains: Whole = np.zeros((slots, self.size + 1), np.int64)
        self.pairs: Whole = np.zeros((self.size + 1, self.size + 1), np.int64)
        self.gain, self.both = self.gains[:, : self.size], self.pairs[: self.size, : self.size]
        self.gain -= np.where(self.shape.times[self.chosen] & ~self.pinned[:, None], 0, BAR).T
        for one, at in enumerate(self.slot.tolist()):
            self.gain[at] -= BAR * self.alone[one]
        self.both += BAR * self.clash
        wishes = self.theirs.shape[1]
        self.one, self.other = np.triu_indices(wishes, 1)
        self.have: Whole = np.zeros(people, np.int64)
        self.moved: Whole = np.zeros((people, wishes, slots), np.int64)
        self.swapped: Whole = np.zeros((people, len(self.one)), np.int64)
        self.see(np.flatnonzero(self.many))

    def see(self, people: Indexes) -> None:
        """Find out anew what these people have, and what each step would do to them."""
        if not len(people):
            return  # nobody wishes for what was moved
        each = self.theirs.shape[1] * max(self.shape.slots, self.theirs.shape[1])
        for some in np.array_split(people, 1 + len(people) * each // BLOCK):
            self.look_again(some)

    def look_again(self, people: Indexes) -> None:
        """The same for few enough people (n,)."""
        every, slots = np.arange(len(people))[:, None], self.shape.slots
        theirs, rank = self.theirs[people], self.rank[people]
        worth = np.stack([self.there[people], self.price[people]]) * (rank > 0)
        real, at = theirs < self.size, np.append(self.slot, 0)[theirs]
        # The best and the second best of each slot: their rank, and points and price.
        inside = np.where(real[:, :, None] & (at[:, :, None] == np.arange(slots)), rank[:, :, None], 0)
        best, now = taken(inside, worth)
        np.put_along_axis(inside, inside.argmax(1)[:, None], 0, 1)
        second, less = taken(inside, worth)

        total = now.sum(2)
        have = self.value_of(total, people)
        stays = rank < best[every, at]  # somebody stays where they are, whether this leaves or not
        leaves = np.where(stays, 0, (less - now)[:, every, at]) * real
        enters = np.where(rank[:, :, None] > best[:, None], worth[..., None] - now[:, :, None], 0)
        moved = total[:, :, None, None] + leaves[..., None] + enters
        moved = self.value_of(moved.reshape(2, len(people), -1), people).reshape(inside.shape)
        moved -= have[:, None, None]
        moved *= real[:, :, None] & (at[:, :, None] != np.arange(slots))

        swapped = total[:, :, None]
        for goes, comes in (self.one, self.other), (self.other, self.one):
            here = at[:, goes]
            left = np.where(stays[:, goes], best[every, here], second[every, here])
            rest = np.where(stays[:, goes], now[:, every, here], less[:, every, here])
            takes = np.where(rank[:, comes] > left, worth[:, :, comes], rest)
            swapped = swapped + takes - now[:, every, here]
        one, other = at[:, self.one], at[:, self.other]
        alone = moved[every, self.one, other] + moved[every, self.other, one]
        swapped = self.value_of(swapped, people) - have[:, None] - alone
        swapped *= real[:, self.one] & real[:, self.other] & (one != other)

        cells = theirs[:, :, None] + np.arange(slots) * (self.size + 1)
        add(self.gains, cells.ravel(), (moved - self.moved[people]).ravel())
        cells = theirs[:, self.one] * (self.size + 1) + theirs[:, self.other]
        add(self.pairs, cells.ravel(), (swapped - self.swapped[people]).ravel())
        self.have[people], self.moved[people], self.swapped[people] = have, moved, swapped

    def value_of(self, total: Whole, people: Indexes) -> Whole:
        """(2, n) or (2, n, G): points and prices → what they are worth to these people (n,)."""
        points, prices = total
        worth: Whole = self.aim.of(points, people) - prices
        return worth

    def value(self) -> int:
        return int(self.have.sum())

    def most(self) -> int:
        """More than this no placement can be worth: everybody has their ideal."""
        return int(self.aim.of(self.shape.ideal(self.chosen)).sum())

    def moves(self) -> Whole:
        """(S, K): the gain if a pitch goes into a free place of a slot; below NEVER if it cannot."""
        moves: Whole = self.gain.copy()
        moves[self.counts >= self.even] -= BAR
        return moves

    def swaps(self) -> Whole:
        """(K, K): the gain if two pitches swap slots; below NEVER if they cannot."""
        half = self.gain.T[:, self.slot] + self.both
        swaps: Whole = half + half.T
        return swaps

    def put(self, *places: tuple[int, int]) -> int:
        """Put pitches (by their index among the chosen) into slots. Returns what it gains."""
        before = self.value()
        touched = np.zeros(self.shape.people, np.bool_)
        for pitch, slot in places:
            here = self.slot[pitch]
            touched[self.fans[pitch]] = True
            self.gain[here] += BAR * self.alone[pitch]
            self.gain[slot] -= BAR * self.alone[pitch]
            self.counts[here] -= 1
            self.counts[slot] += 1
            self.slot[pitch] = slot
        self.see(touched.nonzero()[0])
        return self.value() - before


def taken(inside: Whole, worth: Whole) -> tuple[Whole, Whole]:
    """The highest rank in each slot (n, S), 0 for none, and the points and prices there (2, n, S)."""
    at = inside.argmax(1)
    best = inside.max(1)
    there: Whole = np.where(best > 0, worth[:, np.arange(len(at))[:, None], at], 0)
    return best, there
