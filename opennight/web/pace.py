"""How the night keeps to its run sheet: the host makes up for lost time."""

from opennight import clock
from opennight.night.pace import ShortenRounds
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def shorten(this: Act) -> ShortenRounds:
    return ShortenRounds(
        **this.meta(desk=True), minutes=this.whole("minutes"), midnight=clock.midnight(this.night)
    )
