"""Words to look out for, over HTTP."""

from opennight.night.watch import ClearMark, WatchWords
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def words(this: Act) -> WatchWords:
    return WatchWords(**this.meta(desk=True), words=tuple(this.text("words").splitlines()))


@act(access.host)
def clear(this: Act) -> ClearMark:
    return ClearMark(**this.meta(desk=True), what=this.text("what"), about=this.no)
