"""How close the line-up is, as a share: whoever asks how close should not have to divide."""

import pytest

from opennight.bounding import Bounded
from tests import second_runs
from tests.lineup.told import drawn


@pytest.mark.parametrize(
    ("kept", "most", "says"),
    [(4974, 5656, "at least 87 %"), (199, 200, "at least 99 %"), (0, 7, "at least 0 %"), (5, 5, "")],
)
def test_it_is_never_said_to_be_closer_than_it_is(kept: int, most: int, says: str) -> None:
    page = drawn(second_runs.twice().night, "lineup/bound.html", bounded=Bounded(0, kept, most, most))
    assert (says in page) if says else ("at least" not in page)
