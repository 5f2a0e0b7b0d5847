"""What came of a night, for whoever asks while nothing changes in it: many read a record the next morning."""

from starlette.requests import Request

from opennight.errands import Shared
from opennight.night.state import Night
from opennight.record import cover, outcome
from opennight.record.cover import Cover
from opennight.record.outcome import Outcome
from opennight.web.core import in_turns
from opennight.web.core.remembered import Remembered
from opennight.writers import Away

OUTCOMES = Remembered[Outcome](most=8)
COVERS = Remembered[Cover](most=8)
PLACES = Remembered[dict[str, str]](most=8)


async def ahead(request: Request, night: Night) -> None:
    """Work it out with turns for everybody else, once for all who ask meanwhile. If the night goes on and on
    changing, `told` does it in one go. Raises `Away` if the night had to be read anew."""
    if OUTCOMES.has(night, ""):
        return
    telling: Shared = request.app.state.telling
    key = (night.code, night.version)
    await telling.answer(key, lambda: in_turns.worked_out(night, outcome.in_steps, keep))
    if await request.app.state.writers.night(night.code) is not night:
        raise Away


def keep(night: Night, found: Outcome) -> None:
    OUTCOMES.of(night, "", lambda: found)


def told(night: Night) -> Outcome:
    return OUTCOMES.of(night, "", lambda: outcome.of(night))


def cover_of(night: Night) -> Cover:
    return COVERS.of(night, "", lambda: cover.of(told(night)))


def places_of(night: Night) -> dict[str, str]:
    """The page of each thing that can be linked to, by its anchor (see cover.py)."""
    return PLACES.of(night, "", lambda: cover.places(told(night)))
