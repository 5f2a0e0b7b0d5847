"""The pages: what each of them needs to know. A refused form without JavaScript gets its own page again."""

import functools
import re
import zoneinfo
from collections.abc import Awaitable, Callable

import markupsafe
from starlette.requests import Request
from starlette.responses import Response

from opennight import when
from opennight.night import lineup, pitches, reasons, votes
from opennight.night.state import Night, Setup
from opennight.night.words import Refused, _
from opennight.web.core import access, door, mine, pages
from opennight.web.core.access import Caller, caller
from opennight.web.core.limits import refuse_flood
from opennight.web.core.refusals import STATUS, Refusal, code_of, refusal_json, sentence, wants_json
from opennight.writers import Writers

Show = Callable[[Request, Night, Caller], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def show(who: Callable[[Caller], None]) -> Callable[[Show], Endpoint]:
    """Turn a function of a night and its caller into the endpoint of a GET.

    `who` says who may (see access.py).
    """

    def wrap(make: Show) -> Endpoint:
        @functools.wraps(make)
        async def endpoint(request: Request) -> Response:
            night = None
            try:
                night = await door.night(request, code_of(request))
                asking = caller(request, night)
                refuse_flood(request, asking)
                who(asking)
                return await make(request, night, asking)
            except door.Crowded as refused:
                return crowded(request, refused)
            except Refused as refused:
                if wants_json(request):
                    return refusal_json(request, refused, night)
                return refused_page(request, sentence(request, refused), STATUS[refused.kind])

        return endpoint

    return wrap


def refused_page(request: Request, text: str, status: int, night: Night | None = None) -> Response:
    """A whole page for a refusal that belongs to no form on it."""
    return pages.page(request, "refused.html", night, status=status, text=text)


def crowded(request: Request, refused: door.Crowded) -> Response:
    """Somebody for whom there was no place to wait at the door; their page tries again by itself."""
    if wants_json(request):
        response: Response = refusal_json(request, refused, None)
    else:
        text = sentence(request, refused)
        response = pages.page(
            request, "refused.html", status=STATUS[refused.kind], text=text, again=door.AGAIN
        )
    response.headers["Retry-After"] = str(door.AGAIN)
    return response


class View:
    """One page about a night for one caller; `refusal` is of a form that was on it."""

    def __init__(
        self,
        request: Request,
        night: Night,
        caller: Caller,
        refusal: Refusal | None = None,
        status: int = 200,
    ):
        self.request = request
        self.night = night
        self.caller = caller
        self.refusal = refusal
        self.status = status

    def page(self, template: str, **values: object) -> Response:
        known: dict[str, object] = {
            "caller": self.caller,
            "person": self.caller.person,
            "mine": mine.of(self.night, self.caller.no) if self.caller.no else None,
            "refusal": self.refusal,
        }
        return pages.page(self.request, template, self.night, status=self.status, **(known | values))

    def phone(self) -> Response:
        return self.page("phone/phone.html", audience="phone")

    def me(self) -> Response:
        code = access.keys(self.request).personal(self.night.code, self.caller.no)
        return self.page("phone/me.html", personal_code=code)

    def group(self, no: int) -> Response:
        placement = lineup.find(self.night, no)
        return self.page("phone/group.html", audience="group", placement=placement, no=no)

    def why(self) -> Response:
        """Why this person sits where they sit, and which of their wishes wait."""
        night, no = self.night, self.caller.no
        wished = set(votes.by_person(night, no))
        line = [(place, pitch) for place, pitch in enumerate(lineup.waiting(night), 1) if pitch.no in wished]
        return self.page(
            "phone/why.html",
            places=reasons.of_place(night, no),
            waiting=line,
            totals=reasons.totals(night),
        )

    def edit_pitch(self, no: int) -> Response:
        """The form to edit a pitch, for its pitcher and the desk."""
        pitch = pitches.find(self.night, no)
        if pitch.person != self.caller.no and not self.caller.helper:
            raise Refused(_("Only the person who pitched this can change it."), "forbidden")
        return self.page("pitches/edit.html", pitch=pitch)

    def door(self) -> Response:
        return self.page("join/join.html")

    def desk(self) -> Response:
        return self.page("desk/desk.html", audience="desk", **self.secrets())

    def links(self) -> Response:
        return self.page("desk/links.html", **self.secrets())

    def overview(self) -> Response:
        return self.page("desk/overview.html")

    def helper(self) -> Response:
        return self.page("desk/helper.html")

    def setup(self) -> Response:
        return setup(self.request, self.night, self.night.setup, self.refusal, self.status)

    def secrets(self) -> dict[str, str]:
        """The desk's and the helpers' links, for the host's eyes only."""
        keys, night = access.keys(self.request), self.night
        here = f"{pages.address_of(self.request, night)}/n/{night.code}"
        return {
            "desk_url": f"{here}/desk?key={keys.desk(night.code, night.desk_key)}",
            "helper_url": f"{here}/helper?key={keys.helper(night.code, night.desk_key)}",
        }


def setup(
    request: Request,
    night: Night | None,
    setup: Setup | None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response:
    """The form of a new night, or of one that there is."""
    return pages.page(
        request,
        "desk/setup.html",
        night,
        status=status,
        setup=setup,
        refusal=refusal,
        zones=sorted(zoneinfo.available_timezones()),
        today=when.today(setup.zone if setup else "UTC"),
    )


async def home(
    request: Request, *, refused: Refused | None = None, code: str = "", refusal: Refusal | None = None
) -> Response:
    """The home page. A refusal is shown beside the code field, or at the form it belongs to."""
    if refused is not None:
        form = "join" if refused.kind in ("missing", "too many") else "start"
        refusal = Refusal("/", form, sentence(request, refused), typed={"code": code})
    my_nights: list[Night] = []
    writers: Writers = request.app.state.writers
    for cookie in sorted(request.cookies):
        theirs = cookie.removeprefix("desk_")
        if cookie.startswith("desk_") and len(my_nights) < 50 and door.knows(request, theirs):
            try:
                night = await writers.night(theirs)
            except Refused:
                continue
            if caller(request, night).host:
                my_nights.append(night)
    if access.may_start(request):
        request.app.state.names.vouch(request)
    my_nights.sort(key=lambda night: night.setup.date, reverse=True)
    return pages.page(
        request,
        "home/home.html",
        status=STATUS[refused.kind] if refused else 200,
        may_start=access.may_start(request),
        my_nights=my_nights,
        refusal=refusal,
    )


# The page that a form was on, by its path: who may see it, and how it is drawn.
PAGES: list[tuple[re.Pattern[str], Callable[[Caller], None], Callable[[View, re.Match[str]], Response]]] = [
    (re.compile(r"/[jJ]/\w+(/return)?"), access.anyone, lambda view, found: view.door()),
    (re.compile(r"/n/\w+/desk"), access.host, lambda view, found: view.desk()),
    (re.compile(r"/n/\w+/setup"), access.host, lambda view, found: view.setup()),
    (re.compile(r"/n/\w+/links"), access.host, lambda view, found: view.links()),
    (re.compile(r"/n/\w+/helper"), access.helper, lambda view, found: view.helper()),
    (re.compile(r"/n/\w+/me"), access.joined, lambda view, found: view.me()),
    (re.compile(r"/n/\w+/groups/(\d{1,9})"), access.person, lambda view, found: view.group(int(found[1]))),
    (
        re.compile(r"/n/\w+/pitches/(\d{1,9})/edit"),
        access.person,
        lambda view, found: view.edit_pitch(int(found[1])),
    ),
    (re.compile(r"/n/\w+"), access.joined, lambda view, found: view.phone()),
]


async def again(request: Request, night: Night | None, refusal: Refusal, status: int) -> Response:
    """The page that a refused form was on, with the refusal and what was typed still in it."""
    if refusal.page == "/start":
        return setup(request, None, None, refusal, status)
    if night is not None:
        asking = caller(request, night)
        for pattern, who, view in PAGES:
            if found := pattern.fullmatch(refusal.page):
                try:
                    who(asking)
                    page = view(View(request, night, asking, refusal, status), found)
                except Refused:  # nor may they see the page that they say they were on
                    break
                # What refuses a form may have taken it off its page, too: a group that is full.
                if str(markupsafe.escape(refusal.text)).encode() in page.body:
                    return page
                return pages.page(request, "refused.html", night, status=status, refusal=refusal)
    return refused_page(request, refusal.text, status)


@show(access.person)
async def edit_pitch(request: Request, night: Night, caller: Caller) -> Response:
    return View(request, night, caller).edit_pitch(int(request.path_params["no"]))
