"""Faces: in mixed groups, who would meet whom again in a later round."""

from collections import Counter
from itertools import combinations

from opennight.night import lineup
from opennight.night.state import Night


def again(night: Night) -> int:
    """How many pairs of people share more than one group, as everybody sits in the line-up now."""
    met = Counter[tuple[int, int]]()
    for no, members in lineup.seated(night).items():
        if no in night.lineup:
            met.update(combinations(sorted(members), 2))
    return sum(times > 1 for times in met.values())
