"""As whom somebody is in what becomes public."""

from opennight.night.bylines import ChooseByline
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act
from opennight.web.setups import byline


@act(access.person)
def choose(this: Act) -> ChooseByline:
    """A person for themselves; the desk or a helper for somebody without a phone."""
    return ChooseByline(**this.meta(), person=this.person, byline=byline(this.text("byline")))
