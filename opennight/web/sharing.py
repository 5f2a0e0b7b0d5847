"""Sharing: which group is in front of the room, hearts and comments."""

from opennight.night.sharing import (
    Appreciate,
    HideComment,
    MakeComment,
    ShowComment,
    ShowGroup,
    TakeBackHeart,
)
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.control("next"))
def show_group(this: Act) -> ShowGroup:
    return ShowGroup(**this.meta(desk=True), group=this.no)


@act(access.person)
def appreciate(this: Act) -> Appreciate:
    return Appreciate(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def take_back(this: Act) -> TakeBackHeart:
    return TakeBackHeart(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def comment(this: Act) -> MakeComment:
    return MakeComment(**this.meta(), person=this.person, group=this.no, text=this.text("text"))


@act(access.writer)
def hide_comment(this: Act) -> HideComment:
    return HideComment(**this.meta(desk=this.caller.tends), comment=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_comment(this: Act) -> ShowComment:
    return ShowComment(**this.meta(desk=True), comment=this.no)
