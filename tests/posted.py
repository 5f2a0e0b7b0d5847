"""Pages for whoever was not there and hands in what they wrote, at every point of its way. Each word that
people typed begins with ※, as in everything.py."""

from collections.abc import Iterator
from typing import Any

from opennight.night.messages import Command
from opennight.night.posts import HandInPost, StopPosts, TakePostBack
from opennight.night.publication import WithdrawRecord
from opennight.night.sequels import HideSequel, ShowSequel
from opennight.night.state import Night
from tests import everything
from tests.cast import Story, copied, guest, host
from tests.everything import CODE
from tests.seldom import HERE, Look


def handed_in(night: Night, key: str, about: str) -> Command:
    its = {"who": "※Zoe", "text": "※Post", "url": f"https://9.9.9.9/※{key}"}
    return guest(HandInPost, key=key, about=about, **its)


def posted(night: Night) -> Iterator[Command]:
    """Two are let in, one is taken back, one is turned away, one waits."""
    first = len(night.sequels) + 1
    yield from (handed_in(night, f"p{no}", about) for no, about in enumerate(ABOUT))
    yield from (host(ShowSequel, sequel=first + no) for no in (0, 1))
    yield guest(TakePostBack, sequel=first + 2, key="p2")
    yield host(HideSequel, sequel=first + 3)


ABOUT = ("note:1", "group:1", "", "note:1", "group:1")


def looks(app: Any) -> Iterator[Look]:
    """The forms, the private page of each, and what they say once nothing is taken any more."""
    forms = [f"{HERE}/record/posts{about}" for about in ("", "?about=note:1")]
    story = Story(everything.at(everything.full(), "closed"))
    story.given(*posted(story.night))
    night = copied(story.night)
    yield from (Look(night, "desk", page) for page in forms)
    yield from (Look(night, who, f"{HERE}/record/quote/note-1") for who in ("attendee", "desk"))
    yield from (Look(night, "host", own) for own in pages(app, night))
    yield Look(everything.at(everything.full(), "talk"), "desk", forms[0])
    story.given(host(StopPosts))
    stopped = copied(story.night)
    yield Look(stopped, "desk", forms[0])
    yield Look(stopped, "desk", f"{HERE}/afterwards")
    story.given(host(WithdrawRecord))
    yield from (Look(story.night, "host", own) for own in pages(app, story.night))


def pages(app: Any, night: Night) -> Iterator[str]:
    """The private pages."""
    for one in night.sequels.values():
        if one.key:
            secret = app.state.keys.derived("post", CODE, one.key)
            yield f"{HERE}/record/posts/{one.no}?key={secret}"
