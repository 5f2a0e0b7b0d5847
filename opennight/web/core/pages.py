"""Pages and fragments: the one Jinja environment, what every template can use, and how a page is answered."""

import gettext
import io
import itertools
import re
import secrets
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache, lru_cache
from typing import Any

import jinja2
import markupsafe
import qrcode
import qrcode.image.svg
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from opennight import when
from opennight.live.house import View
from opennight.live.regions import kind_of
from opennight.night import reasons
from opennight.night.fold import NOUNS
from opennight.night.state import FEATURES, Night
from opennight.places import LOCALE, TEMPLATES
from opennight.web.core import static
from opennight.web.core.mine import Mine
from opennight.web.core.names import Names

HTMX = (
    '{"includeIndicatorCSS":false,"history":false,"noSwap":[204,304,"4xx","5xx"],'
    '"morphIgnore":["data-htmx-powered","data-pending","data-over","data-ringing","style","open"]}'
)
FEATURE_SETS = [those for most in range(4) for those in itertools.combinations(FEATURES, most)]
"""What a room can have, all together; a form offers them as one choice."""
WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*")


@cache
def catalogues() -> dict[str, gettext.NullTranslations]:
    """The languages there are, by their tags as browsers write them ("pt-br"); English needs no catalogue."""
    found = {"en": gettext.NullTranslations()}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/opennight.mo")):
        with path.open("rb") as file:
            found[path.parent.parent.name.replace("_", "-").lower()] = gettext.GNUTranslations(file)
    return found


@lru_cache(maxsize=500)  # a board's scene is drawn anew with every push, its code never changes
def qr(text: str) -> markupsafe.Markup:
    """An inline SVG of a QR code; upper-case text makes a smaller one."""
    code = qrcode.QRCode(image_factory=qrcode.image.svg.SvgPathImage, border=2)
    code.add_data(text)
    svg = io.BytesIO()
    code.make_image().save(svg)
    return markupsafe.Markup(svg.getvalue().decode().partition("?>")[2].replace(' id="qr-path"', ""))  # noqa: S704 - made by us from escaped text


@jinja2.pass_context
def when_mark(context: jinja2.runtime.Context, mark: str) -> markupsafe.Markup:
    """Attributes of an element that shows only where the person has this mark."""
    return marked(mark, hidden=not has(context, mark))


@jinja2.pass_context
def unless_mark(context: jinja2.runtime.Context, mark: str) -> markupsafe.Markup:
    """Attributes of an element that shows only where the person does not have this mark."""
    return marked(f"!{mark}", hidden=has(context, mark))


def has(context: jinja2.runtime.Context, mark: str) -> bool:
    mine: Mine | None = context.get("mine")
    return mine is not None and mark in mine["marks"]


def marked(mark: str, *, hidden: bool) -> markupsafe.Markup:
    # Put together by hand: a page has hundreds of them, and Markup.format is slow.
    return markupsafe.Markup(f'data-mine="{markupsafe.escape(mark)}"{" hidden" if hidden else ""}')  # noqa: S704


@jinja2.pass_context
def command_id(context: jinja2.runtime.Context) -> str:
    """A fresh command id for a form on a page; none in a fragment, which many share."""
    page: Iterator[str] | None = context.get("command_ids")
    return next(page) if page else ""


def command_ids() -> Iterator[str]:
    """The ids of one page's forms: what they share packs well."""
    page = secrets.token_hex(8)
    return (f"{page}-{number}" for number in itertools.count(1))


class Environment(jinja2.Environment):
    """Jinja's, with the globals in one plain dict: it copies them for each template and each import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def sentences(catalogue: gettext.NullTranslations) -> Callable[..., markupsafe.Markup]:
    """gettext for templates, like Jinja's newstyle one; a sentence without gaps is put together only once."""
    translated = cache(lambda text: markupsafe.Markup(catalogue.gettext(text)))  # noqa: S704 - our own words
    whole = cache(lambda text: translated(text) % {})

    def sentence(text: str, /, **values: object) -> markupsafe.Markup:
        return translated(text) % values if values else whole(text)

    return sentence


@cache
def templates(language: str) -> jinja2.Environment:
    """All templates, in this language."""
    made = Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # it would look at the files for every include
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogues()[language], newstyle=True)  # type: ignore[attr-defined]
    made.globals["gettext"] = made.globals["_"] = sentences(catalogues()[language])
    made.globals |= {noun.__name__.rpartition(".")[2]: noun for noun in (*NOUNS, reasons)}
    made.globals |= {
        "static": static.address,
        "scripts": static.LIVE,
        "FEATURES": FEATURES,
        "FEATURE_SETS": FEATURE_SETS,
        "qr": qr,
        "when": when_mark,
        "unless": unless_mark,
        "command_id": command_id,
        "slot_ms": when.slot_ms,
        "htmx_config": HTMX,
        "language": language,
        # What a template may ask for on any page; a page gives its own.
        "night": None,
        "mine": None,
        "person": None,
        "refusal": None,
        "audience": "",
        "live": "",
        "again": 0,
        "pushed": False,
    }
    return made


def translate(language: str) -> Callable[[str], str]:
    """gettext in this language, for sentences that the domain speaks."""
    return catalogues()[language].gettext


def language_of(connection: HTTPConnection) -> str:
    """The language that the person's browser likes best, of those we have."""
    asked: dict[str, float] = {}
    for part in connection.headers.get("accept-language", "").lower().split(","):
        tag, _semicolon, weight = part.partition(";")
        given = WEIGHT.fullmatch(weight)
        asked[tag.strip()] = float(given[1]) if given else 1.0
    for tag in sorted(filter(asked.get, asked), key=lambda tag: -asked[tag]):
        for wanted in (tag, tag.partition("-")[0]):  # "pt-br", else any "pt"
            if wanted in catalogues():
                return wanted
    return "en"


def address_of(connection: HTTPConnection, night: Night) -> str:
    """The server's address as phones in the room reach it (see names.py)."""
    names: Names = connection.app.state.names
    return names.of(connection, night)


def values_of(night: Night) -> dict[str, Any]:
    """What every template about a night can use."""
    return {"night": night, "now": when.now(), "clock": lambda ms: when.clock(night, ms)}


def links(night: Night, address: str) -> dict[str, str]:
    """Addresses that are told to people; `address` is the server's own, as phones reach it."""
    return {
        # In capitals a QR code can pack its letters closer, and is read from further away.
        "join_qr": f"{address}/J/{night.code}".upper(),
        "join_url": f"{address}/j/{night.code}",
        "short_join_url": f"{address}/j/{night.code}".partition("://")[2],
        "board_url": f"{address}/n/{night.code}/board",
        "record_url": f"{address}/n/{night.code}/record",
    }


def draw(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
    """A fragment, the same for everyone who shares the view."""
    known = values_of(night) | {"audience": kind_of(view.audience), "pushed": True} | values
    if view.address:
        known |= links(night, view.address)
    return templates(view.language).get_template(partial).render(known).strip()


def page(
    request: Request, template: str, night: Night | None = None, *, status: int = 200, **values: object
) -> HTMLResponse:
    """A whole page."""
    known: dict[str, Any] = {"request": request, "now": when.now(), "command_ids": command_ids()}
    if night is not None:
        known |= values_of(night) | links(night, address_of(request, night))
        known["mark"] = request.app.state.keys.mark(night, night.version)
    html = templates(language_of(request)).get_template(template).render(known | values)
    return HTMLResponse(
        html, status, headers={"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
    )
