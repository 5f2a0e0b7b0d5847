"""Licences: under which of them what was said in a night stands, and what that allows others."""

from typing import NamedTuple

from opennight.night.kept.announcement import UNSAID
from opennight.night.messages import _
from opennight.night.state import Night


class Licence(NamedTuple):
    """`key` is how the night keeps it, `url` where its text is (empty for none), `sentence` says what it
    allows; pages and Markdown translate `name` and `sentence`."""

    key: str
    name: str
    url: str
    sentence: str


LICENCES: dict[str, Licence] = {
    one.key: one
    for one in (
        Licence(
            "cc-by-4.0",
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            _("Anybody may quote, share and rework it if they say where it comes from."),
        ),
        Licence(
            "cc-by-sa-4.0",
            "CC BY-SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            _("Anybody may quote, share and rework it if they say where it comes from and share alike."),
        ),
        Licence(
            "cc0-1.0",
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            _("Anybody may use it for anything, without asking and without saying where it comes from."),
        ),
        Licence(
            UNSAID,
            _("All rights reserved"),
            "",
            _("Its authors keep all rights. Ask them before you use more than a quote."),
        ),
    )
}


def licence_of(night: Night) -> Licence:
    """The one under which what was said in this night stands."""
    return LICENCES[night.announcement.licence]
