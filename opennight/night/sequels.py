"""Sequels: what came after the night. People of it add links to what they wrote, and what became of things.

Whoever was there may, also months later. They stand in the record. That somebody does something is a promise
(see promises.py); here is what came of it. Whoever was not there hands in a post (see posts.py).
"""

from opennight.night import anchored, groups, people, promises, sight, slow, why
from opennight.night.kept.publication import numbered
from opennight.night.kept.sequels import Sequel
from opennight.night.messages import DESK, Called, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import places
from opennight.night.state import Night
from opennight.night.wording import WHO, address

TEXT = 300
MOST_A_PERSON = 20
"""That stand at a time."""
MOST_EVER = 60
MOST = 400


class AddSequel(Command, frozen=True):
    """`person` says what they wrote elsewhere (`url`), or what became of something (`about`); 0: the host,
    also for somebody (`who`) who was not there."""

    person: int
    text: str
    url: str = ""
    about: str = ""
    who: str = ""


class HideSequel(Command, frozen=True):
    """By its author, who takes it back; or by the desk, which may say why."""

    sequel: int
    why: str = ""


class ShowSequel(Command, frozen=True):
    sequel: int


class SequelAdded(Event, frozen=True):
    """`key`: it was handed in by somebody who was not there, and is found again by this."""

    KIND = "sequel-added"
    PERSONAL = ("text", "url", "who")

    no: int
    person: int
    text: str = ""
    url: str = ""
    about: str = ""
    waiting: bool = False
    who: str = ""
    key: str = ""


class SequelHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "sequel-hidden"
    PERSONAL = ("why",)

    sequel: int
    waiting: bool = False
    why: str = ""


class SequelShown(Event, frozen=True):
    KIND = "sequel-shown"

    sequel: int


def seen(night: Night, sequel: Sequel) -> bool:
    """Whether everybody sees it. What somebody added who was removed left with them."""
    author = night.people.get(sequel.person)
    return not sequel.hidden and not (author and author.removed)


def all_seen(night: Night) -> list[Sequel]:
    """Those that everybody sees, the newest first."""
    return [one for one in reversed(night.sequels.values()) if seen(night, one)]


def of(night: Night, about: str) -> list[Sequel]:
    """What became of this ("note:12", "group:3"), as far as everybody sees it, oldest first."""
    return [one for one in night.sequels.values() if one.about == about and seen(night, one)]


def by(night: Night, no: int) -> list[Sequel]:
    """What this person added and did not take back, the newest first."""
    those = (one for one in reversed(night.sequels.values()) if one.person == no)
    return [one for one in those if not sight.is_gone(one)]


def waiting(night: Night) -> list[Sequel]:
    """What the desk has yet to read, oldest first."""
    return [one for one in night.sequels.values() if one.waiting]


def subject(night: Night, about: str) -> promises.Subject | None:
    """What it came of: a group, something promised, or any words in the record; None if the room cannot see
    that, or it never was."""
    if found := promises.subject(night, about):
        return found
    what, no = numbered(about)
    if not what:
        return None
    if what == "group":
        seen = no in night.groups and groups.is_seen(night, no)
        return promises.Subject(groups.pitch(night, no).title, no, f"group-{no}") if seen else None
    words = anchored.seen_at(night, f"{what}-{no}")
    return promises.Subject(words.text, words.group, f"{what}-{no}") if words else None


def is_over(night: Night) -> bool:
    """Whether there is anything that can have come of it."""
    return night.published or night.phase in ("share", "closed")


def find(night: Night, no: int) -> Sequel:
    sequel = night.sequels.get(no)
    if sequel is None:
        raise Refused(_("There is no such thing in this night."), "missing")
    return sequel


def adder(night: Night, command: AddSequel) -> int:
    """The number of whoever adds it; 0 for the host."""
    if command.at_desk and command.person == 0:
        return 0
    people.only_self(command, command.person)
    return people.known(night, command.person).no


def its_subject(night: Night, about: str) -> str:
    """What it is about, if there is such a thing; "" is the night. Raises `Refused`."""
    about = about.strip()
    if about and subject(night, about) is None:
        raise Refused(_("Pick one of these."), field="about")
    return about


def add(night: Night, command: AddSequel) -> list[Event]:
    person = adder(night, command)
    if not is_over(night):
        raise Refused(_("You can add this once the groups have shared what they found."), "late")
    text = clean(command.text, TEXT, "text")
    url = address("link", command.url) if command.url.strip() else ""
    about = its_subject(night, command.about)
    who = clean(command.who, WHO, "who", least=0) if person == 0 else ""
    own = [one for one in night.sequels.values() if one.person == person]
    said = (text, url, about, who)
    if any((one.text, one.url, one.about, one.who) == said and not one.hidden for one in own):
        return []
    standing = [one for one in night.sequels.values() if not sight.is_gone(one)]
    many = len(own) >= MOST_EVER or sum(one.person == person for one in standing) >= MOST_A_PERSON
    if person and many:
        raise Refused(_("You have added as much as one person can. Take something back first."), "quota")
    if len(standing) >= places(MOST, desk=command.at_desk):
        raise Refused(_("The page can hold no more."), "quota")
    slow.refuse_haste(night, command, max((one.at for one in own), default=None))
    waits = night.setup.approve_notes and not command.at_desk
    no = len(night.sequels) + 1
    return [SequelAdded(no=no, person=person, text=text, url=url, about=about, waiting=waits, who=who)]


def hide(night: Night, command: HideSequel) -> list[Event]:
    sequel = find(night, command.sequel)
    own = sequel.person != DESK and command.by == sequel.person
    if not (command.at_desk or own):
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(sequel, SequelHidden(sequel=sequel.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowSequel) -> list[Event]:
    sequel = find(night, command.sequel)
    if sequel.taken_back:
        raise Refused(_("The person who wrote this has taken it back."), "late")
    return sight.show(sequel, SequelShown(sequel=sequel.no))


def added(night: Night, event: SequelAdded) -> None:
    its = (event.person, event.text, event.url, event.about, night.at)
    night.sequels[event.no] = Sequel(
        event.no,
        *its,
        hidden=event.waiting,
        waiting=event.waiting,
        who=event.who,
        key=event.key,
        version=night.version,
    )


def hidden(night: Night, event: SequelHidden) -> None:
    its = night.sequels[event.sequel]
    sight.put(its, hidden=True, waiting=event.waiting and not its.taken_back)


def shown(night: Night, event: SequelShown) -> None:
    its = night.sequels[event.sequel]
    sight.put(its, hidden=its.taken_back)


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the thing waited to be read."""
    return lambda night, event: Label(waiting if night.sequels[event.sequel].waiting else otherwise)


def sight_back(night: Night, event: SequelHidden | SequelShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    no = event.sequel
    return sight.back(
        night.sequels[no], lambda waits: SequelHidden(sequel=no, waiting=waits), SequelShown(sequel=no)
    )


DECIDE = {AddSequel: add, HideSequel: hide, ShowSequel: show}
EVOLVE = {SequelAdded: added, SequelHidden: hidden, SequelShown: shown}
UNDO: dict[type[Event], Undo] = {
    SequelHidden: (called(_("turning away what came after"), _("hiding what came after")), sight_back),
    SequelShown: (called(_("letting in what came after"), _("bringing back what came after")), sight_back),
}
