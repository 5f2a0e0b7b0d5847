"""A problem as arrays."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.problem import Problem

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]
Cell = tuple[int, int]
"""A slot and a room."""


class Shape:
    """Everything that follows from the problem alone; P pitches, N people, S slots, R rooms.

    `wishes` (N, P) are strengths as given: they decide what runs. `points` (N, P) are what a seat is worth:
    the same, but at least 1 for those who pitched it. `refused` (N, P): who is not to
    sit there. `seats` (R,) is how many people a group may have in
    each room.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people = problem.people
        self.pitches = len(problem.pitchers)
        self.slots = problem.slots
        self.rooms = len(problem.seats)
        self.wishes: Ints = np.zeros((self.people, self.pitches), np.int32)
        if problem.wishes:
            who, what, strength = np.array(problem.wishes, np.int32).T
            self.wishes[who, what] = strength
        self.points: Ints = self.wishes.copy()
        for pitch, pitchers in enumerate(problem.pitchers):
            own = list(pitchers)
            self.points[own, pitch] = np.maximum(self.points[own, pitch], 1)
        self.refused: Bools = np.zeros((self.people, self.pitches), np.bool_)
        if problem.refusals:
            self.refused[tuple(np.array(problem.refusals, np.int32).T)] = True
            self.refused &= self.points == 0
        self.seats: Ints = np.array(problem.seats, np.int32)
        if problem.most:
            self.seats = np.minimum(self.seats, problem.most)
        self.pins: dict[int, Cell] = {pitch: (slot, room) for pitch, slot, room in problem.pins}

    def ideal(self, pitches: NDArray[Any]) -> NDArray[np.int64]:
        """The most points (N,) that each person could keep of these pitches: their numbers, or a mask."""
        best = np.sort(self.points[:, pitches], 1)[:, ::-1]
        return np.asarray(best[:, : self.slots].sum(1, dtype=np.int64))

    def at(self, seated: Ints) -> Ints:
        """The points (S, N) that each person gets in each slot; 0 for those in no group (-1)."""
        points = np.hstack([self.points, np.zeros((self.people, 1), np.int32)])  # -1 is the last column
        return np.asarray(points[np.arange(self.people), seated])

    @cached_property
    def votes(self) -> Ints:
        """How many people wish for each pitch (P,)."""
        return np.asarray((self.wishes > 0).sum(0, dtype=np.int32))

    @cached_property
    def rank(self) -> Ints:
        """The place of each pitch (P,) by votes, from 0; ties go to the earlier pitch."""
        rank = np.empty(self.pitches, np.int32)
        rank[np.argsort(-self.votes, kind="stable")] = np.arange(self.pitches)
        return rank

    @cached_property
    def biggest(self) -> Ints:
        """The rooms, most seats first."""
        return np.argsort(-self.seats, kind="stable").astype(np.int32)

    @cached_property
    def features(self) -> NDArray[np.int64]:
        """What each room (R,) has, as a set."""
        return np.array(self.problem.features or [0] * self.rooms, np.int64)

    @cached_property
    def suits(self) -> Bools:
        """(P, R): the room has what the pitch needs, and seats for all who pitched it."""
        needs = np.array(self.problem.needs or [0] * self.pitches, np.int64)
        hosts = np.array([len(pitchers) for pitchers in self.problem.pitchers], np.int32)
        met = (needs[:, None] & ~self.features[None, :]) == 0
        return np.asarray(met & (hosts[:, None] <= self.seats[None, :]))

    @cached_property
    def times(self) -> Bools:
        """(P, S): the pitch can run in the slot."""
        every = (1 << self.slots) - 1
        times = self.problem.times or [every] * self.pitches
        bits = np.array([[when >> slot & 1 for slot in range(self.slots)] for when in times], np.bool_)
        return bits.reshape(self.pitches, self.slots)

    @cached_property
    def clash(self) -> Bools:
        """(P, P): two pitches share a pitcher, so that they cannot run at the same time."""
        clash: Bools = np.zeros((self.pitches, self.pitches), np.bool_)
        theirs: dict[int, list[int]] = {}
        for pitch, pitchers in enumerate(self.problem.pitchers):
            for person in pitchers:
                theirs.setdefault(person, []).append(pitch)
        for pitches in theirs.values():
            clash[np.ix_(pitches, pitches)] = True
        np.fill_diagonal(clash, False)
        return clash

    @cached_property
    def hosts(self) -> Bools:
        """(N, P): who pitched what."""
        hosts: Bools = np.zeros((self.people, self.pitches), np.bool_)
        for pitch, pitchers in enumerate(self.problem.pitchers):
            hosts[list(pitchers), pitch] = True
        return hosts

    @cached_property
    def width(self) -> int:
        """How many groups a slot can have so that each can reach its minimum."""
        if not self.people or self.problem.seating == "free":
            return self.rooms
        return min(self.rooms, max(1, self.people // max(1, self.problem.least)))
