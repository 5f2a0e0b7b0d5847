"""Posts: somebody who was not there wrote about the night elsewhere, and hands in a link to it.

They need no account. The host reads each of them first, and may take none at all; what is let in is a sequel
like any other (see sequels.py). Nothing is fetched from where it leads.
"""

from opennight.night import sequels, sight
from opennight.night.kept.sequels import Sequel
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import reached
from opennight.night.sequels import TEXT, SequelAdded
from opennight.night.state import Night
from opennight.night.wording import WHO, address

HOUR = 3_600_000
AN_HOUR = 12
"""That come within an hour."""
MOST_UNREAD = 40
"""Then the host has enough to read."""
MOST_EVER = 300


class HandInPost(Command, frozen=True):
    """`who` wrote something called `text`, which is at `url`, about something in the record ("": the night).
    `key`: by which they find it again."""

    who: str
    text: str
    url: str
    key: str
    about: str = ""


class TakePostBack(Command, frozen=True):
    """By whoever handed it in: they know its key."""

    sequel: int
    key: str


class StopPosts(Command, frozen=True):
    """The host takes no more of them, or takes them again."""

    stopped: bool = True


class PostTakenBack(Event, frozen=True):
    KIND = "post-taken-back"

    sequel: int


class PostsStopped(Event, frozen=True):
    KIND = "posts-stopped"

    stopped: bool


def taken(night: Night) -> bool:
    """Whether anybody can hand one in."""
    return night.published and not night.further.posts_stopped


def handed_in(night: Night) -> list[Sequel]:
    """All that ever were, oldest first."""
    return [one for one in night.sequels.values() if one.key]


def turned_away(night: Night) -> list[Sequel]:
    """Those that the host did not take, or took out again, the newest first."""
    return [one for one in reversed(handed_in(night)) if sight.is_gone(one) and not one.taken_back]


def of_key(night: Night, key: str) -> Sequel | None:
    return next((one for one in handed_in(night) if one.key == key), None)


def require_taken(night: Night) -> None:
    if not night.published:
        raise Refused(_("There is no record to write about yet."), "late")
    if night.further.posts_stopped:
        raise Refused(_("The host is not taking posts from outside."), "late")


def require_place(night: Night, at: int) -> None:
    """Raise `Refused` if more came than a host can read."""
    those = handed_in(night)
    late = sum(at - one.at < HOUR for one in those)
    unread = sum(one.waiting for one in those)
    if late >= AN_HOUR or unread >= MOST_UNREAD:
        raise Refused(_("A lot of posts have been handed in. Try again tomorrow."), "quota")
    standing = sum(not one.hidden or one.waiting for one in night.sequels.values())
    if reached(len(those), MOST_EVER) or standing >= sequels.MOST:
        raise Refused(_("The page can hold no more."), "quota")


def hand_in(night: Night, command: HandInPost) -> list[Event]:
    require_taken(night)
    who = clean(command.who, WHO, "who")
    text = clean(command.text, TEXT, "text")
    url = address("link", command.url)
    about = sequels.its_subject(night, command.about)
    same = [one for one in night.sequels.values() if (one.url, one.about) == (url, about)]
    if any(sequels.seen(night, one) for one in same):
        raise Refused(_("This is already in the record."), field="url")
    if any(one.waiting and one.key for one in same):
        raise Refused(_("This has already been handed in. The host reads it first."), field="url")
    require_place(night, command.at)
    no = len(night.sequels) + 1
    its = {"text": text, "url": url, "about": about, "who": who, "key": command.key}
    return [SequelAdded(no=no, person=0, waiting=True, **its)]


def take_back(night: Night, command: TakePostBack) -> list[Event]:
    one = sequels.find(night, command.sequel)
    if not one.key or one.key != command.key:
        raise Refused(_("There is no such thing in this night."), "missing")
    return [] if one.taken_back else [PostTakenBack(sequel=one.no)]


def stop(night: Night, command: StopPosts) -> list[Event]:
    if night.further.posts_stopped == command.stopped:
        return []
    return [PostsStopped(stopped=command.stopped)]


def taken_back(night: Night, event: PostTakenBack) -> None:
    """Their words are to be nowhere any more."""
    one = night.sequels[event.sequel]
    one.taken_back, one.hidden, one.waiting = True, True, False
    one.text = one.url = one.who = ""
    night.forgettable.append(one.version)


def stopped(night: Night, event: PostsStopped) -> None:
    night.further.posts_stopped = event.stopped


def stop_called(night: Night, event: PostsStopped) -> Label:
    stops = _("taking no more posts from outside")
    return Label(stops if event.stopped else _("taking posts from outside again"))


def stop_back(night: Night, event: PostsStopped) -> list[Event]:
    return [PostsStopped(stopped=night.further.posts_stopped)]


DECIDE = {HandInPost: hand_in, TakePostBack: take_back, StopPosts: stop}
EVOLVE = {PostTakenBack: taken_back, PostsStopped: stopped}
UNDO: dict[type[Event], Undo] = {PostsStopped: (stop_called, stop_back)}
