"""A ballot: which of many come first, where nothing has to be placed."""

import numpy as np

from opennight.lineup.problem import Ballot
from opennight.lineup.select import in_line


def line(ballot: Ballot) -> list[int]:
    """All choices in the order in which the rule takes them (see select.py)."""
    wishes = np.zeros((ballot.people, ballot.choices), np.int32)
    if ballot.wishes:
        people, choices = np.array(ballot.wishes, np.int64).T
        wishes[people, choices] = 1
    return [int(choice) for choice in in_line(wishes, ballot.rule, ballot.places)]
