"""The Jinja environment of each language, and what every template can use."""

import contextlib
import functools
import gettext
import importlib
import itertools
import pathlib
import pickle
import sys
from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

import jinja2
import markupsafe

from opennight import alike
from opennight.live.blanks import BY_NAME, blank
from opennight.night.fold import NOUNS
from opennight.night.kept.decks import KINDS
from opennight.night.kept.offers import KINDS as OFFER_KINDS
from opennight.night.kept.parts import PHASES, STEPS
from opennight.night.kept.rooms import FEATURES
from opennight.night.tidy import LANGUAGES
from opennight.places import COMPILED, TEMPLATES
from opennight.web.core import languages, linked, static
from opennight.web.core.called import Called
from opennight.web.core.links import qr

HTMX = (
    '{"includeIndicatorCSS":false,"history":false,"noSwap":[204,304,"4xx","5xx"],'
    '"morphIgnore":["data-htmx-powered","data-pending","data-over","data-ringing","style","open"]}'
)
HOW = pathlib.Path(__file__).read_text() + jinja2.__version__
"""What decides how templates are compiled."""
FEATURE_SETS = [those for most in range(4) for those in itertools.combinations(FEATURES, most)]
"""Every set of features that a room can have; a form offers them as one choice."""


def when_mark(mark: str) -> markupsafe.Markup:
    """Attributes of an element that shows only where the reader has this mark."""
    return marked(mark, f"+{mark}")


def unless_mark(mark: str) -> markupsafe.Markup:
    """Attributes of an element that shows only where the reader does not have this mark."""
    return marked(f"!{mark}", f"-{mark}")


def marked(mark: str, hidden: str) -> markupsafe.Markup:
    # Put together by hand: a page has hundreds of them, and Markup.format is slow.
    return markupsafe.Markup(f'data-mine="{markupsafe.escape(mark)}"{blank(hidden)}')  # noqa: S704


def own_text(name: str, default: object = "") -> markupsafe.Markup:
    """This of the reader's own texts; the default for a reader who has no such text."""
    return blank(f"={name}|{markupsafe.escape(default)}")


def region(name: str, *numbers: int) -> markupsafe.Markup:
    """A region inside this one. It is drawn on its own, so that this one need not be drawn again with it."""
    return blank("@" + "-".join((name, *map(str, numbers))))


def regions(name: str, *numbers: int) -> markupsafe.Markup:
    """All regions of this name (of this part of them), one after the other."""
    return blank("*" + "-".join((name, *map(str, numbers))))


class Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Jinja compiled them, kept as Python keeps modules: beside the program, where it may write.

    Compiling all that a night shows takes a second of work, in each language. It is the same code in all of
    them, so a process does it once, and the next process need not.
    """

    def get_source_checksum(self, source: str) -> str:
        """Of the template, and of how it is compiled: one that was compiled otherwise is not found."""
        return super().get_source_checksum(HOW + source)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, pickle.UnpicklingError):  # cut short, or not ours: it is compiled anew
            bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            pathlib.Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


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


READ = (
    *("ahead", "faces", "hurdles", "leftout", "names", "reasons", "searching", "sight", "suggestions"),
    "unsettled",
)
"""Modules of the night that templates read, and in which nothing happens: no noun of the fold."""
NAMES: dict[str, Any] = {
    **{noun.__name__.rpartition(".")[2]: noun for noun in NOUNS},
    **{name: importlib.import_module(f"opennight.night.{name}") for name in READ},
    "linked": linked,
    "likely_doubles": alike.doubles,
    "close_pitches": alike.neighbours,
    "static": static.address,
    "FEATURES": FEATURES,
    "KINDS": KINDS,
    "OFFER_KINDS": OFFER_KINDS,
    "LANGUAGES": LANGUAGES,
    "PHASES": PHASES,
    "STEPS": STEPS,
    "FEATURE_SETS": FEATURE_SETS,
    "qr": qr,
    "when": when_mark,
    "unless": unless_mark,
    "own": own_text,
    "region": region,
    "regions": regions,
    **{name: functools.partial(blank, name) for name in BY_NAME},
    "htmx_config": HTMX,
}
"""What every template can use, in every language."""
DEFAULTS: dict[str, Any] = {
    "script": "live",
    "night": None,
    "person": None,
    "refusal": None,
    "evening": None,
    "later": False,
    "way": "plot-met",
    "audience": "",
    "link": 0,
    "live": "",
    "again": 0,
    "asked": "",
    "sought": "",
    "found": (),
}
"""What any template may use, and a page that has it gives."""


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
        bytecode_cache=None if sys.dont_write_bytecode else Compiled(str(COMPILED)),
    )
    catalogue = languages.catalogues()[language]
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    translate = sentences(catalogue)
    made.globals |= NAMES | Called(translate).names() | DEFAULTS
    made.globals |= {"gettext": translate, "_": translate, "language": language}
    return made
