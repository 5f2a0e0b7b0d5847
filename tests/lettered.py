"""Letters and talks about a card, for a server that sends mail: what is kept beside the night, and the pages
that show it."""

from collections.abc import AsyncIterator
from typing import Any

from opennight.config import Smtp
from opennight.inbox import YES, card_kind, contact_kind, groups_kind, mail_kind, text_kind
from opennight.night import knocks, leaflets, moderation, quieting, takers
from opennight.night.messages import DESK, acting
from opennight.night.state import Night
from opennight.reminders import KIND, Address
from opennight.store.between import Passed
from tests import seldom
from tests.cast import Somebody, Story, attendee, copied, guest, host
from tests.everything import CARD, CODE
from tests.seldom import HERE, Look

SMTP = Smtp("127.0.0.1", 9, "night@example.org")
"""Nothing listens there: pages send no letters."""
TO_HOST = "k14"
KEYS = ("k11", "k12", "k13")
"""Under which what is written first in each talk is kept."""
READER = "9@9.9.9.9"


class Drawer:
    """In place of the table for what is between people: one night's, in memory, as far as pages read it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int, str], Passed] = {}

    async def put(self, code: str, passed: Passed) -> None:
        self.rows[passed.one, passed.other, passed.kind] = passed

    async def of_person(self, code: str, person: int) -> list[Passed]:
        return [row for row in self.rows.values() if person in (row.one, row.other)]


def open_drawer(app: Any) -> None:
    """Give the server, which has not started, where to keep what is between people."""
    drawer = Drawer()
    app.state.inbox.between = app.state.reminders.between = drawer


async def looks(app: Any) -> AsyncIterator[Look]:
    """The pages of whoever wants letters, and of both sides of a talk about a card."""
    async for look in at_reminders(app):
        yield look
    async for look in at_talks(app):
        yield look


async def at_reminders(app: Any) -> AsyncIterator[Look]:
    """Of one promise the reader has said yes to letters, of one they have not answered; one has none."""
    night = seldom.promised()
    moved, _let_go, late, _later = sown = seldom.sown(night)
    for about in (moved, late):
        its = Address(to=READER, key="9", on=about == moved)
        await app.state.reminders.store.put(
            CODE, app.state.reminders.sealed(CODE, Passed(1, 0, f"{KIND}{about}", 1, ""), its)
        )
    yield Look(night, "attendee", f"{HERE}/promises")
    for about in sown:
        yield Look(night, "newcomer", f"{HERE}/reminders/1/{about.replace(':', '/')}?key=9")


def talked() -> Night:
    """Somebody asks about a card of Ada's: in the first talk both pass an address, in the second one only
    Ada does, and the third one has ended. Two more cards of hers are there. Somebody writes to the host about
    a group, too; and another one of Ada's group takes messages about it."""
    story = Story(seldom.with_leaflets().night)
    story.given(*(attendee(leaflets.MakeLeaflet, **CARD) for _card in range(3)))
    about = max(story.night.further.leaflets)
    for key in KEYS:
        story.given(guest(knocks.KnockAt, leaflet=about, key=key, agreed=key == KEYS[0]))
    first, second, third = list(story.night.further.knocks)[-3:]
    story.given(
        *(attendee(knocks.AgreeToPass, knock=no, side="owner") for no in (first, second)),
        attendee(knocks.EndKnock, knock=third, side="owner"),
    )
    other = next(
        no for no in takers.those_of(story.night, 1) if no != 1 and takers.reachable(story.night, no)
    )
    story.given(Somebody(acting(other))(takers.TakeMessages, group=1))
    group = next(no for no in story.night.groups if takers.all_of(story.night, no) == [DESK])
    return story.given(guest(knocks.KnockAt, group=group, key=TO_HOST)).night


def out_of_sight(night: Night) -> Night:
    """The same night, once the host has hidden what Ada's group talks about, stops messages to another one,
    and passes on none."""
    group = max(night.further.knocks.values(), key=lambda one: one.no).group
    return (
        Story(copied(night))
        .given(
            host(moderation.HidePitch, pitch=night.groups[1].pitch),
            host(quieting.StopKnocks, group=group),
            host(takers.PassMessagesOn, passed=False),
        )
        .night
    )


async def at_talks(app: Any) -> AsyncIterator[Look]:
    """Both sides' pages, with what is written, and letters: of one card Ada has said yes to, of one not yet,
    of one she wants none."""
    night, keys, inbox = talked(), app.state.keys, app.state.inbox
    those = list(night.further.knocks.values())[-4:]
    to_host = those.pop()
    for one in those:
        kept = {text_kind(one.key): "※Hello", mail_kind(one): READER}
        kept |= {contact_kind(one, side): "※Phone" for side in ("asker", "owner")}
        for kind, text in kept.items():
            await inbox.keep(CODE, 1, kind, text)
    told, asked = list(night.further.leaflets)[-2:]
    for card, text in ((told, YES + READER), (asked, READER)):
        await inbox.keep(CODE, 1, card_kind(card), text)
        yield Look(
            night,
            "newcomer",
            f"{HERE}/leaflets/{card}/mail/read?key={keys.derived('card mail', CODE, card, READER)}",
        )
    for owner, text in ((1, YES + READER), (DESK, READER)):
        await inbox.keep(CODE, owner, groups_kind(owner), text)
        key = keys.derived("groups mail", CODE, owner, READER)
        yield Look(night, "newcomer", f"{HERE}/knocks/mail/{owner}/read?key={key}")
    for one in (*those, to_host):
        key = keys.derived("knock", CODE, one.no, keys.mark(night, one.version))
        yield Look(night, "newcomer", f"{HERE}/knocks/{one.no}?key={key}")
    yield Look(night, "attendee", f"{HERE}/knocks")
    yield Look(night, "desk", f"{HERE}/knocks")
    hidden = out_of_sight(night)
    yield Look(hidden, "desk", f"{HERE}/knocks")
    yield Look(hidden, "attendee", f"{HERE}/knocks")
    yield Look(hidden, "newcomer", f"{HERE}/record/g/{to_host.group}/write")
    yield Look(night, "newcomer", f"{HERE}/record/cards/{seldom.of_desk(night)}/write")
    for group in (1, to_host.group):
        yield Look(night, "newcomer", f"{HERE}/record/g/{group}")
        yield Look(night, "newcomer", f"{HERE}/record/g/{group}/write")
