"""The regions of the page on which a night is followed from outside: see record/outside.py."""

from collections.abc import Callable
from typing import Any

from opennight.live.region import Region
from opennight.night.kept.parts import PHASES
from opennight.night.pitches import is_open
from opennight.night.state import Night
from opennight.record import outside
from opennight.record.pitches import pitch_outcome


def with_values(**values: Callable[[Night], object]) -> Callable[..., dict[str, Any]]:
    return lambda night, no=0: {name: find(night) for name, find in values.items()}


def about_pitch(night: Night, no: int) -> dict[str, Any] | None:
    pitch = night.pitches.get(no)
    return {"one": pitch_outcome(night, pitch)} if pitch and is_open(pitch) else None


def talked(night: Night) -> list[outside.Stretch]:
    """What groups talk about; once the night is over, only if its record says so, too."""
    return outside.talking(night) if night.phase != "closed" or night.published else []


def while_on(partial: str, **values: Callable[[Night], object]) -> Region:
    """Once the night is closed, what there is to read is its record."""
    return Region(f"following/{partial}", about=with_values(**values), phases=PHASES[:-1])


FROM_OUTSIDE = {
    "happening": Region(
        "following/_happening.html", about=with_values(front=outside.in_front, pitched=outside.pitched)
    ),
    "following": Region("following/_following.html"),
    "heard": while_on("_heard.html"),
    "pitch": Region(
        "following/_pitch.html", lambda night, no: "pitches", about_pitch, PHASES[:-1], outside.pitched
    ),
    "talking": Region("following/_talking.html", about=with_values(stretches=talked)),
    "released": while_on("_released.html", released=outside.released),
}
