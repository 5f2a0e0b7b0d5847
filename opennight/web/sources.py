"""Sources over HTTP: whoever replays a night says whose it was."""

from opennight.night.sources import NameSource
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def name(this: Act) -> NameSource:
    return NameSource(**this.meta(desk=True), text=this.text("text"))
