"""Moderation: the desk approves pitches, hides them, and shows them again."""

from opennight.night.moderation import ApprovePitch, HidePitch, ShowPitch
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.control("approve"))
def approve(this: Act) -> ApprovePitch:
    return ApprovePitch(**this.meta(desk=True), pitch=this.no)


@act(access.control("approve"))
def hide(this: Act) -> HidePitch:
    return HidePitch(**this.meta(desk=True), pitch=this.no, why=this.text("why"))


@act(access.control("approve"))
def show(this: Act) -> ShowPitch:
    return ShowPitch(**this.meta(desk=True), pitch=this.no)
