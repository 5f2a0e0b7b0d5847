"""Who is asking, and what they may do. Each handler names one of these; nothing else decides about access.

The cookies that say who is asking are read here, and given in cookies.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection

from opennight.night import remote, reporters
from opennight.night.kept.people import Person
from opennight.night.messages import HOST, Actor, Refused, _
from opennight.night.state import Night
from opennight.web.core.keys import Keys


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is behind a request, for one night. `person` is None for somebody who has not joined; `newcomer` is
    the number of somebody who has, and waits at the door or was turned away.

    The host may do what helpers may. `helper_no` is the number that a helper's device got with the `link`,
    `controls` what of the remote a helper may use. `for_others`: they may enter people and act for them.
    `reporter` is the number of a reporter on their own device, who may have joined, too.
    """

    host: bool = False
    helper: bool = False
    person: Person | None = None
    helper_no: int = 0
    link: int = 0
    controls: tuple[str, ...] = ()
    for_others: bool = False
    newcomer: int = 0
    reporter: int = 0

    @property
    def no(self) -> int:
        return self.person.no if self.person else 0

    @property
    def desk(self) -> Actor:
        """Who is answerable for what this caller does at the desk, or as a reporter."""
        if self.reporter:
            return Actor("reporter", self.reporter)
        return HOST if self.host else Actor("helper", self.helper_no)

    @property
    def moderates(self) -> bool:
        """Whether they may let in what waits, and hide what others see."""
        return self.host or "approve" in self.controls

    @property
    def tends(self) -> bool:
        """Whether they may take away what others wrote."""
        return self.for_others or "approve" in self.controls


Who = Callable[[Caller], None]
"""Those who may: raises `Refused` for anybody else."""


def keys(connection: HTTPConnection) -> Keys:
    """The server's secrets."""
    found: Keys = connection.app.state.keys
    return found


def caller(connection: HTTPConnection, night: Night) -> Caller:
    """Who the cookies of this device say it is, in this night and no other."""
    cookie = signed(connection, "desk", night.code)
    person, newcomer = known_as(connection, night)
    if cookie == keys(connection).hosting(night):
        return Caller(host=True, helper=True, person=person, for_others=True)
    rest, _space, number = cookie.rpartition(" ")
    if rest == f"helper {night.code} {keys(connection).renewal(night)}":
        device = int(number.partition("-")[0])
        if cookie == keys(connection).helping(night, device, device // remote.DEVICES):
            return helping(night, person, device, newcomer)
    if rest == f"reporter {night.code}":
        return Caller(person=person, newcomer=newcomer, reporter=reporting(connection, night, number))
    return Caller(person=person, newcomer=newcomer)


def reporting(connection: HTTPConnection, night: Night, cookie: str) -> int:
    """The number of the reporter whose device says this; 0 once their link is revoked."""
    number, _dash, key = cookie.partition("-")
    no = int(number)
    return no if reporters.is_open(night, no) and key == keys(connection).reporter(night, no) else 0


def known_as(connection: HTTPConnection, night: Night) -> tuple[Person | None, int]:
    """The person whose device this is; or the number of the newcomer, as long as they are not let in."""
    cookie = signed(connection, "person", night.code)
    if cookie.startswith(f"newcomer {night.code} "):
        no = int(cookie.split(" ")[2])
        if no <= night.version and cookie == keys(connection).newcomer(night, no):
            return (entered(night, no), 0) if no in night.entered else (None, no)
    person = person_in(connection, night, cookie)
    if person and person.removed and (no := sent_back(night, person.no)):
        return None, no
    return person, 0


def sent_back(night: Night, person: int) -> int:
    """The number under which this person waits at the door again; 0 if they do not."""
    return next((one.no for one in night.newcomers.values() if one.person == person), 0)


def helping(night: Night, person: Person | None, number: int, newcomer: int) -> Caller:
    """Whoever has the device with this number, and its link; nobody if the link is revoked."""
    link = number // remote.DEVICES
    if not remote.is_open(night, link):
        return Caller(person=person, newcomer=newcomer)
    controls = remote.allowed(night, link)
    return Caller(
        helper=True,
        person=person,
        helper_no=number,
        link=link,
        controls=controls,
        for_others=not link or "people" in controls,
    )


def entered(night: Night, newcomer: int) -> Person | None:
    """The person whom this newcomer became; nobody once a slip has bound that person to another device."""
    person = night.people[night.entered[newcomer]]
    return None if person.slip else person


def person_in(connection: HTTPConnection, night: Night, joined_as: str) -> Person | None:
    """The person whom a cookie names, if they are still the one who joined as that."""
    if not joined_as.startswith(f"person {night.code} "):
        return None
    person = night.people.get(int(joined_as.split(" ")[2]))
    return person if person and joined_as == keys(connection).person(night, person.no) else None


def signed(
    connection: HTTPConnection, cookie: Literal["person", "desk", "left", "key", "board"], code: str
) -> str:
    """What we signed in this cookie of the device for the night with this code; "" if nothing."""
    return keys(connection).read(connection.cookies.get(f"{cookie}_{code}", "")) or ""


def hosts(connection: HTTPConnection, code: str, renewal: str) -> bool:
    """Whether this device holds the desk of this night, whose key is this one: see `Keys.renewal`."""
    return signed(connection, "desk", code) == f"host {code} {renewal}"


def knows(connection: HTTPConnection, code: str) -> bool:
    """Whether this device has been in this night, or at its desk: it has nothing left to find out."""
    joined_as, desk = signed(connection, "person", code), signed(connection, "desk", code)
    return joined_as.startswith((f"person {code} ", f"newcomer {code} ")) or desk.startswith(
        (f"host {code} ", f"helper {code} ", f"reporter {code} ")
    )


def was_host(connection: HTTPConnection, night: Night) -> bool:
    """Whether this device held the desk until its key was last renewed."""
    role, _dash, _mark = signed(connection, "desk", night.code).partition("-")
    return role == f"host {night.code} {night.desk_key - 1}"


def keyed(caller: Caller) -> None:
    """Anybody: the page swaps the key in its address for a cookie, or asks for the key."""


def may_start(connection: HTTPConnection) -> bool:
    """Whether this device holds the start link's key."""
    return keys(connection).read(connection.cookies.get("start", "")) == f"start {keys(connection).start}"


def anyone(caller: Caller) -> None:
    """Anybody who knows the night's code."""


def person(caller: Caller) -> None:
    """Somebody who has joined this night; or the desk on their behalf."""
    if not caller.for_others:
        joined(caller)


def collector(caller: Caller) -> None:
    """Somebody who has joined this night, the desk on their behalf, or a reporter."""
    if not caller.reporter:
        person(caller)


def reporter(caller: Caller) -> None:
    """A reporter; or the desk, which may go round, too."""
    if not (caller.reporter or caller.for_others):
        raise Refused(_("Only reporters can do this. Open your link first."), "forbidden")


def writer(caller: Caller) -> None:
    """Somebody who has joined this night, the desk, or a helper who may take away what others wrote."""
    if not caller.tends:
        joined(caller)


def tidier(caller: Caller) -> None:
    """Whoever is a `writer`, or a reporter."""
    if not caller.reporter:
        writer(caller)


def for_others(caller: Caller) -> None:
    """The host, or a helper who may enter people and act for them."""
    helper(caller)
    given(caller.for_others)


def counter(caller: Caller) -> None:
    """The host, or a helper who goes round among people, or goes on in front of them."""
    helper(caller)
    given(caller.for_others or "next" in caller.controls)


def joined(caller: Caller) -> None:
    """Somebody who has joined this night on this device."""
    if caller.person is None:
        raise Refused(_("Join the night first, then try again."), "forbidden")
    if caller.person.removed:
        raise Refused(
            _("The host has removed you from this night. If they let you back in, reload this page."),
            "forbidden",
        )


def waiting(night: Night) -> Who:
    """Somebody who waits at the door of this night."""

    def who(caller: Caller) -> None:
        if caller.newcomer not in night.newcomers:
            raise Refused(_("You are no longer waiting at the door. Reload the page."), "forbidden")

    return who


def helper(caller: Caller) -> None:
    """The host, or somebody the host has invited to help."""
    if not caller.helper:
        raise Refused(_("Only the host and helpers can do this."), "forbidden")


def host(caller: Caller) -> None:
    """Whoever holds the night's desk link."""
    if not caller.host:
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")


def control(*names: str) -> Who:
    """The host, or a helper whom the host has given one of these controls of the remote."""

    def who(caller: Caller) -> None:
        if not caller.helper:
            host(caller)
        given(caller.host or bool(set(names) & set(caller.controls)))

    return who


def given(yes: bool) -> None:
    """Raise `Refused` for a helper who may not do this."""
    if not yes:
        raise Refused(_("The host has not let helpers do this."), "forbidden")


def allowed(who: Who, caller: Caller) -> bool:
    """Whether one of the functions above lets this caller in."""
    try:
        who(caller)
    except Refused:
        return False
    return True


def as_themselves(caller: Caller, me: str) -> None:
    """Raise `Refused` if the form is from another person's page (`me`: their number; "" if the page does not
    say): somebody else has this device now, or nobody.
    """
    if me and me != str(caller.no):
        joined(caller)
        raise Refused(_("Somebody else is using this device now, so nothing was done."), "gone")


def who_left(connection: HTTPConnection, night: Night) -> Person | None:
    """The person who has just left on this device."""
    left = signed(connection, "left", night.code)
    return person_in(connection, night, left.removeprefix("left ")) if left.startswith("left ") else None
