"""Doubles: the desk says that two pitches that sound alike are not the same."""

from opennight.night.doubles import TellApart
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def tell_apart(this: Act) -> TellApart:
    return TellApart(**this.meta(desk=True), pitch=this.no, other=this.whole("other"))
