"""What the rehearsal says of how close the line-up is to the best there can be."""

from opennight.bounding import Bounded
from opennight.rehearse.closeness import read
from tests import second_runs
from tests.lineup.told import drawn


def test_it_says_what_the_page_says() -> None:
    night = second_runs.twice().night

    def told(kept: int, most: int) -> str:
        return read(drawn(night, "lineup/bound.html", bounded=Bounded(0, kept, most, 9)))

    assert told(5, 7) == "5 choices met of 7 at most"
    assert told(5, 5) == "5 choices met, and no more could be"
    assert read(drawn(night, "lineup/bound.html", bounded=None)) == ""
