"""What came of a night, for whoever asks while nothing changes in it: many read a record the next morning."""

from opennight.night.state import Night
from opennight.record import cover, outcome
from opennight.record.cover import Cover
from opennight.record.outcome import Outcome
from opennight.web.core.remembered import Remembered

OUTCOMES = Remembered[Outcome](most=8)
COVERS = Remembered[Cover](most=8)
PLACES = Remembered[dict[str, str]](most=8)


def told(night: Night) -> Outcome:
    return OUTCOMES.of(night, "", lambda: outcome.of(night))


def cover_of(night: Night) -> Cover:
    return COVERS.of(night, "", lambda: cover.of(told(night)))


def places_of(night: Night) -> dict[str, str]:
    """The page of each thing that can be linked to, by its anchor (see cover.py)."""
    return PLACES.of(night, "", lambda: cover.places(told(night)))
