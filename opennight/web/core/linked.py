"""Data for search engines and other programs, as it stands in the head of a page (see record/linked.py)."""

from typing import Any

from markupsafe import Markup

from opennight.night.state import Night
from opennight.record import linked


def element(made: dict[str, Any]) -> Markup:
    """A block of data: browsers do not run it."""
    return Markup('<script type="application/ld+json">%s</script>') % Markup(linked.written(made))  # noqa: S704 - no text of it can end the element


def event(night: Night, url: str) -> Markup:
    """The night as an event, for its public page."""
    return element(linked.event(night, url))


def work(night: Night, url: str, record: str) -> Markup:
    """Its record as a work about that event."""
    return element(linked.work(night, url, record))
