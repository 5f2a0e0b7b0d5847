"""What came of a night, for whoever asks while nothing changes in it: many read a record the next morning."""

from opennight.night.state import Night
from opennight.record import outcome
from opennight.record.outcome import Outcome
from opennight.web.core.remembered import Remembered

OUTCOMES = Remembered[Outcome](most=8)


def told(night: Night) -> Outcome:
    return OUTCOMES.of(night, "", lambda: outcome.of(night))
