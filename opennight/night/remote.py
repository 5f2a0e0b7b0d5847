"""The remote: the desk's controls in the host's hand; and in those of helpers, as the host ticks them.

There is one link for all helpers, which is number 0, and links with a name, each with its own ticks.
"""

import msgspec

from opennight.night import ahead
from opennight.night.kept.invited import HelperLink
from opennight.night.messages import Actor, Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

CONTROLS = ("next", "call", "timer", "announce", "board", "approve", "people")
"""What comes next; who speaks; the timer and the bell; announcements; whether the board is blank; reading
what waits, and hiding; entering people, and acting for them, which everybody with the link for all may."""
NAME = 40
MOST = 20
MOST_EVER = 100
DEVICES = 1_000_000
"""A helper's device has a number below this, to which the number of its link is added so many times."""


class AllowHelpers(Command, frozen=True):
    """Let every helper use these of the CONTROLS, and no others."""

    controls: tuple[str, ...]


class InviteHelper(Command, frozen=True):
    """Make a link for somebody, with a name by which the desk knows it."""

    name: str
    controls: tuple[str, ...]


class ChangeHelper(Command, frozen=True):
    """Whoever has this link may use these of the CONTROLS from now on, and no others."""

    link: int
    controls: tuple[str, ...]


class RevokeHelper(Command, frozen=True):
    """Make this link, and every device that has opened it, worthless."""

    link: int


class HelpersAllowed(Event, frozen=True):
    KIND = "helpers-allowed"

    controls: tuple[str, ...]


class HelperInvited(Event, frozen=True):
    """`bound`: the key of the link follows from this event, too. Its number alone is given out again once
    an older backup was restored."""

    KIND = "helper-invited"
    PERSONAL = ("name",)

    link: int
    controls: tuple[str, ...]
    name: str = ""
    bound: bool = False


class HelperChanged(Event, frozen=True):
    KIND = "helper-changed"

    link: int
    controls: tuple[str, ...]


class HelperRevoked(Event, frozen=True):
    KIND = "helper-revoked"

    link: int


def allowed(night: Night, link: int = 0) -> tuple[str, ...]:
    """The controls that helpers with this link have now. Once the night is closed, that is over."""
    if night.phase == "closed" or not is_open(night, link):
        return ()
    return night.helper_links[link].controls if link else night.helpers_may


def is_open(night: Night, link: int) -> bool:
    """Whether the link is one, and was not revoked."""
    return not night.helper_links[link].revoked if link in night.helper_links else link == 0


def open_links(night: Night) -> list[int]:
    """The links with a name that still open."""
    return [link for link in night.helper_links if link and is_open(night, link)]


def link_of(actor: str) -> int:
    """The link behind an actor such as "helper:3481516"."""
    return Actor.parse(actor).no // DEVICES


def named(night: Night, actor: str) -> str:
    """What the host called the link behind this actor; empty for the link for all."""
    link = night.helper_links.get(link_of(actor))
    return link.name if link else ""


def may_move(night: Night, to: str) -> bool:
    """Whether a helper who has what comes next may move the night there: on, part by part. Closing it, which
    cannot be undone, and going back are the host's."""
    return to != "closed" and to == ahead.following(night)


def refuse_helper_s_jump(night: Night, command: Command, to: str) -> None:
    """Raise `Refused` if a helper moves the night to where only the host may."""
    if command.actor.role == "helper" and not may_move(night, to):
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")


def tidied(controls: tuple[str, ...]) -> tuple[str, ...]:
    if not set(controls) <= set(CONTROLS):
        raise Refused(_("Pick one of these."), field="controls")
    return tuple(one for one in CONTROLS if one in controls)


def allow(night: Night, command: AllowHelpers) -> list[Event]:
    controls = tidied(command.controls)
    return [] if controls == night.helpers_may else [HelpersAllowed(controls=controls)]


def invite(night: Night, command: InviteHelper) -> list[Event]:
    name, controls = clean(command.name, NAME, "name"), tidied(command.controls)
    if len(open_links(night)) >= MOST or len(night.helper_links) >= MOST_EVER:
        raise Refused(_("This night has as many helper links as it can have. Revoke one first."), "quota")
    link = max(night.helper_links, default=0) + 1
    return [HelperInvited(link=link, controls=controls, name=name, bound=True)]


def find(night: Night, link: int) -> HelperLink | None:
    """The link that still opens; None for the one for all. Raises `Refused`."""
    if not is_open(night, link):
        raise Refused(_("This night has no such helper link."), "missing")
    return night.helper_links.get(link)


def change(night: Night, command: ChangeHelper) -> list[Event]:
    link, controls = find(night, command.link), tidied(command.controls)
    if link is None:
        return [] if controls == night.helpers_may else [HelpersAllowed(controls=controls)]
    return [] if controls == link.controls else [HelperChanged(link=command.link, controls=controls)]


def revoke(night: Night, command: RevokeHelper) -> list[Event]:
    find(night, command.link)
    return [HelperRevoked(link=command.link)]


def were_allowed(night: Night, event: HelpersAllowed) -> None:
    night.helpers_may = event.controls


def was_invited(night: Night, event: HelperInvited) -> None:
    version = night.version if event.bound else 0
    night.helper_links[event.link] = HelperLink(name=event.name, controls=event.controls, version=version)


def was_changed(night: Night, event: HelperChanged) -> None:
    link = night.helper_links[event.link]
    night.helper_links[event.link] = msgspec.structs.replace(link, controls=event.controls)


def was_revoked(night: Night, event: HelperRevoked) -> None:
    link = night.helper_links.get(event.link, HelperLink(name="", controls=()))
    night.helper_links[event.link] = msgspec.structs.replace(link, revoked=True)


DECIDE = {AllowHelpers: allow, InviteHelper: invite, ChangeHelper: change, RevokeHelper: revoke}
EVOLVE = {
    HelpersAllowed: were_allowed,
    HelperInvited: was_invited,
    HelperChanged: was_changed,
    HelperRevoked: was_revoked,
}
UNDO: dict[type[Event], Undo] = {
    HelpersAllowed: (
        plain(_("changing what helpers may do")),
        lambda n, e: [HelpersAllowed(controls=n.helpers_may)],
    ),
    HelperInvited: (plain(_("making a helper link")), lambda n, e: [HelperRevoked(link=e.link)]),
    HelperChanged: (
        plain(_("changing what a helper may do")),
        lambda n, e: [HelperChanged(link=e.link, controls=n.helper_links[e.link].controls)],
    ),
}
