"""The regions of the page on which a night is followed from outside: see record/outside.py."""

from collections.abc import Callable
from typing import Any

from opennight.live.region import Region
from opennight.night.state import Night
from opennight.record import outside


def with_values(**values: Callable[[Night], object]) -> Callable[..., dict[str, Any]]:
    return lambda night, no=0: {name: find(night) for name, find in values.items()}


FROM_OUTSIDE = {
    "happening": Region("following/_happening.html", about=with_values(front=outside.in_front)),
    "heard": Region("following/_heard.html", about=with_values(pitched=outside.pitched)),
    "talking": Region("following/_talking.html", about=with_values(stretches=outside.talking)),
    "released": Region("following/_released.html", about=with_values(released=outside.released)),
}
