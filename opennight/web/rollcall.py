"""The roll call: organisations are listed or said, read out, and counted."""

from starlette.responses import Response

from opennight.live.audiences import ASSEMBLY
from opennight.night.organisations import (
    HideOrganisation,
    ListOrganisations,
    OpenRoll,
    SayOrganisation,
    ShowOrganisation,
    TakeBackOrganisation,
)
from opennight.night.rollcall import CallOrganisation, CountRisen, Rise
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@show(access.person)
def here(this: Visit) -> Response:
    """Who stood, if that is a long list. Many may ask for it at once."""
    return this.shared_page("rollcall/present.html", ASSEMBLY)


@act(access.host)
def open_roll(this: Act) -> OpenRoll:
    return OpenRoll(**this.meta(desk=True), open=this.flag("open"))


@act(access.host)
def list_them(this: Act) -> ListOrganisations:
    return ListOrganisations(**this.meta(desk=True), names=this.text("names"))


@act(access.person)
def say(this: Act) -> SayOrganisation:
    return SayOrganisation(**this.meta(), person=this.person, name=this.text("name"))


@act(access.person)
def take_back(this: Act) -> TakeBackOrganisation:
    return TakeBackOrganisation(**this.meta(), person=this.person, organisation=this.no)


@act(access.control("next"))
def call(this: Act) -> CallOrganisation:
    """Read one out: the one that is named, or none to end the roll call."""
    return CallOrganisation(**this.meta(desk=True), organisation=this.whole("organisation", 0))


@act(access.person)
def rise(this: Act) -> Rise:
    return Rise(**this.meta(), person=this.person, organisation=this.no)


@act(access.counter)
def count(this: Act) -> CountRisen:
    """By the host, or by a helper in the room."""
    return CountRisen(**this.meta(desk=True), organisation=this.no, count=this.whole("count", -1))


@act(access.host)
def hide(this: Act) -> HideOrganisation:
    return HideOrganisation(**this.meta(desk=True), organisation=this.no, why=this.text("why"))


@act(access.host)
def show_again(this: Act) -> ShowOrganisation:
    return ShowOrganisation(**this.meta(desk=True), organisation=this.no)
