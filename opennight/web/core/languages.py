"""The languages there are, and which of them somebody reads."""

import gettext
import re
from collections.abc import Callable
from functools import cache

from starlette.requests import HTTPConnection

from opennight.places import LOCALE

WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*")


@cache
def catalogues() -> dict[str, gettext.NullTranslations]:
    """The languages there are, by their tags as browsers write them ("pt-br"); English needs no catalogue."""
    found = {"en": gettext.NullTranslations()}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/opennight.mo")):
        with path.open("rb") as file:
            found[path.parent.parent.name.replace("_", "-").lower()] = gettext.GNUTranslations(file)
    return found


def translate(language: str) -> Callable[[str], str]:
    """gettext in this language, for the domain's sentences."""
    return catalogues()[language].gettext


def language_of(connection: HTTPConnection) -> str:
    """The one of our languages that the person's browser likes best."""
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
