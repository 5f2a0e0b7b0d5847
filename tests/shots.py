"""The list of pictures: which page, for whom, at which moment of a night, and in which sizes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from tests.states import MOMENTS, Night

PHONE, BOARD, DESK = "/n/{code}", "/n/{code}/board", "/n/{code}/desk"

SIZES = {
    "board": ("820x1180", "1280x720", "1920x1080"),
    "phone": ("390x844", "820x1180"),
    "desk": ("390x844", "820x1180", "1024x768", "1280x720", "1920x1080"),
    "pages": ("390x844", "820x1180", "1280x720", "1920x1080"),
}


def nothing(page: Page) -> None:
    pass


def refuse(page: Page) -> None:
    """Get a pitch refused, with a title that the field itself would not accept."""
    form = page.locator("form[action$='/pitches']")
    title = form.locator("[name=title]")
    title.evaluate("field => field.removeAttribute('maxlength')")
    title.fill("Something that is much longer than any title on a paper card could ever be, sadly")
    form.locator("button.go").click()
    form.locator(".problem").filter(visible=True).wait_for()


def cut_line(page: Page) -> None:
    page.route_web_socket("**/live*", lambda line: line.close())
    page.route("**/vote", lambda route: route.abort())


def unfold(page: Page) -> None:
    """Open the folds: how topics are chosen, which rooms there are, why the first card is where it is."""
    page.evaluate("""() => {
      const cards = ".cell .because, .waiting-list li:first-child .because";
      for (const fold of document.querySelectorAll(`#choosing, #losing, ${cards}`)) fold.open = true;
    }""")


def tap(page: Page) -> None:
    """Vote without a connection: the tap is kept."""
    page.locator("html[data-link=off]").wait_for()
    dots = page.locator("form[action$='/vote'] button").filter(visible=True)
    if dots.count():
        dots.first.click()
        page.locator("html[data-waiting='1']").wait_for()


@dataclass(frozen=True)
class Shot:
    """One page to take pictures of. In its path, {code} is the night's, {group} and {pitch} the viewer's."""

    kind: Literal["board", "phone", "desk", "pages"]
    name: str
    moment: str
    path: str
    who: Literal["anyone", "viewer", "host"]
    status: int = 200
    dark: bool = False
    whole: bool = True
    before: Callable[[Page], None] = nothing
    after: Callable[[Page], None] = nothing

    def path_in(self, night: Night) -> str | None:
        """The path in this night; None if the viewer has no group or pitch for it."""
        known = {"code": night.code, "group": night.group, "pitch": night.pitch}
        missing = any(known[name] is None and f"{{{name}}}" in self.path for name in known)
        return None if missing else self.path.format(**known)


def board(name: str, moment: str, path: str = BOARD) -> Shot:
    return Shot("board", name, moment, path, "anyone", whole=False)


def phone(name: str, moment: str, path: str = PHONE) -> Shot:
    return Shot("phone", name, moment, path, "viewer")


def desk(name: str, moment: str, path: str = DESK) -> Shot:
    return Shot("desk", name, moment, path, "host")


DESK_ONLY = ("lineup", "proposal")
"""Moments at which the room sees nothing new."""

# Board and desk come before the phone: in an empty night, the viewer only joins for the phone's pictures.
SHOTS = (
    *(board(moment, moment) for moment in MOMENTS if moment not in DESK_ONLY),
    board("day", "vote", f"{BOARD}?light"),
    *(desk(moment, moment) for moment in MOMENTS if moment != "timer"),
    desk("reel part", "reel", "/n/{code}/desk?part=reel"),
    Shot("desk", "reasons", "lineup", DESK, "host", after=unfold),
    desk("setup", "welcome", "/n/{code}/setup"),
    desk("links", "welcome", "/n/{code}/links"),
    desk("table codes", "welcome", "/n/{code}/tables/print"),
    desk("helper", "groups", "/n/{code}/helper"),
    desk("overview", "talk", "/n/{code}/overview"),
    desk("run sheet", "welcome", "/n/{code}/runsheet"),
    desk("rehearsal", "welcome", "/n/{code}/rehearsal"),
    desk("tables", "welcome", "/n/{code}/tables/print"),
    *(
        Shot("phone", f"remote {moment}", moment, "/n/{code}/remote", "host", whole=False)
        for moment in ("speaker", "lineup", "talk", "share")
    ),
    Shot("phone", "join", "welcome", "/j/{code}", "anyone"),
    *(phone(moment, moment) for moment in MOMENTS if moment not in ("speaker", "timer", *DESK_ONLY)),
    Shot("phone", "refused", "pitch", PHONE, "viewer", after=refuse),
    phone("edit", "pitch", "/n/{code}/pitches/{pitch}/edit"),
    Shot("phone", "offline", "vote", PHONE, "viewer", whole=False, before=cut_line, after=tap),
    Shot("phone", "scrolled", "vote", f"{PHONE}#pitch-16", "viewer", whole=False),
    Shot("phone", "dark", "vote", PHONE, "viewer", dark=True),
    phone("why", "groups", "/n/{code}/why"),
    Shot("phone", "why dark", "groups", "/n/{code}/why", "viewer", dark=True),
    phone("group", "talk", "/n/{code}/groups/{group}"),
    Shot("phone", "group dark", "talk", "/n/{code}/groups/{group}", "viewer", dark=True),
    Shot("phone", "entries", "talk", "/n/{code}/groups/{group}#written-headline", "viewer", whole=False),
    Shot("phone", "reel page", "reel", "/n/{code}/reel", "anyone"),
    phone("with others", "connections", "/n/{code}/groups/{group}/connections"),
    phone("cards", "talk", "/n/{code}/groups/{group}/cards"),
    phone("story", "talk", "/n/{code}/groups/{group}/story"),
    phone("choosing", "share", "/n/{code}/choosing"),
    phone("feedback", "closed", "/n/{code}/feedback"),
    phone("thanks", "closed", "/n/{code}/thanks"),
    phone("me", "talk", "/n/{code}/me"),
    Shot("pages", "home", "welcome", "/", "anyone"),
    Shot("pages", "home with key", "welcome", "/", "host"),
    Shot("pages", "no such night", "welcome", "/join?code=NOPE", "anyone", status=404),
    Shot("pages", "start", "welcome", "/start", "host"),
    Shot("pages", "about", "welcome", "/n/{code}/about", "anyone"),
    desk("about edit", "welcome", "/n/{code}/about/edit"),
    Shot("pages", "now", "talk", "/n/{code}/now", "anyone"),
    Shot("pages", "now dark", "share", "/n/{code}/now", "anyone", dark=True),
    phone("afterwards", "closed", "/n/{code}/afterwards"),
    Shot("pages", "not yours", "welcome", DESK, "anyone", status=403),
    Shot("pages", "record", "closed", "/n/{code}/record", "anyone"),
    Shot("pages", "record dark", "closed", "/n/{code}/record", "anyone", dark=True),
)

# For the README, from the typical night: the picture and its size → the file.
HEROES = {
    ("board", "speaker", "1280x720"): "readme-board-pitch",
    ("board", "vote", "1280x720"): "readme-board-vote",
    ("board", "groups", "1280x720"): "readme-board-groups",
    ("board", "reel", "1280x720"): "readme-board-reel",
    ("phone", "scrolled", "390x844"): "readme-phone-vote",
    ("phone", "entries", "390x844"): "readme-phone-group",
    ("phone", "cards", "390x844"): "readme-phone-cards",
    ("phone", "story", "390x844"): "readme-phone-story",
    ("desk", "groups", "1280x720"): "readme-desk",
    ("pages", "record", "1280x720"): "readme-record",
}
