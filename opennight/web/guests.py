"""Guests: to whom asks are put, by whom, and which is before the room."""

from opennight.night.guests import ArrangeAsk, BringAsk, ChangeGuest, DismissGuest, InviteGuest
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def invite(this: Act) -> InviteGuest:
    return InviteGuest(**this.meta(desk=True), name=this.text("name"), stands_for=this.text("stands_for"))


@act(access.host)
def change(this: Act) -> ChangeGuest:
    name, stands_for = this.text("name"), this.text("stands_for")
    return ChangeGuest(**this.meta(desk=True), guest=this.no, name=name, stands_for=stands_for)


@act(access.host)
def dismiss(this: Act) -> DismissGuest:
    return DismissGuest(**this.meta(desk=True), guest=this.no)


@act(access.host)
def arrange(this: Act) -> ArrangeAsk:
    guest, speaker = this.whole("guest", 0), this.text("speaker")
    return ArrangeAsk(**this.meta(desk=True), ask=this.no, guest=guest, speaker=speaker)


@act(access.control("next"))
def bring(this: Act) -> BringAsk:
    """Put an ask before the room: the one that is named, or none for all of them."""
    return BringAsk(**this.meta(desk=True), ask=this.whole("ask", 0), stage=this.text("stage") or "ask")
