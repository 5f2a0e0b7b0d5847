"""The Jinja environment of each language, and what every template can use."""

import gettext
import itertools
import secrets
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache
from typing import Any

import jinja2
import markupsafe

from opennight import clock
from opennight.live.protocol import Mine
from opennight.night import reasons
from opennight.night.fold import NOUNS
from opennight.night.state import FEATURES
from opennight.places import TEMPLATES
from opennight.web.core import languages, static
from opennight.web.core.links import qr

HTMX = (
    '{"includeIndicatorCSS":false,"history":false,"noSwap":[204,304,"4xx","5xx"],'
    '"morphIgnore":["data-htmx-powered","data-pending","data-over","data-ringing","style","open"]}'
)
FEATURE_SETS = [those for most in range(4) for those in itertools.combinations(FEATURES, most)]
"""Every set of features that a room can have; a form offers them as one choice."""


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
    """The ids of one page's forms; their common part compresses well."""
    page = secrets.token_hex(8)
    return (f"{page}-{number}" for number in itertools.count(1))


class Environment(jinja2.Environment):
    """Jinja's, with the globals in one plain dict: they are copied for each template and each import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def sentences(catalogue: gettext.NullTranslations) -> Callable[..., markupsafe.Markup]:
    """gettext for templates, like Jinja's newstyle one; one without placeholders is formatted only once."""
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
        auto_reload=False,  # it would check the files at every include
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(languages.catalogues()[language], newstyle=True)  # type: ignore[attr-defined]
    made.globals["gettext"] = made.globals["_"] = sentences(languages.catalogues()[language])
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
        "slot_ms": clock.slot_ms,
        "htmx_config": HTMX,
        "language": language,
        # Any template may use these; a page gives its own.
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
