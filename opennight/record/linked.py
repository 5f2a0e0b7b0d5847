"""A night as search engines and other programs read it: schema.org, as JSON-LD.

Before and during it is an event, afterwards its record is a work under a licence. It says nothing of anybody
who was there: only what the host has announced.
"""

import datetime as dt
from typing import Any

import msgspec

from opennight import clock
from opennight.night import announcement
from opennight.night.state import Night
from opennight.record.licences import licence_of

CONTEXT = "https://schema.org"
MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""In a page, no text of the data may end the element that holds it."""


def moment(night: Night, local: str) -> str:
    """ISO 8601 with the night's offset, from a moment without."""
    return dt.datetime.fromisoformat(local).replace(tzinfo=clock.zone(night.setup.zone)).isoformat()


def event(night: Night, url: str) -> dict[str, Any]:
    """The night as an Event; `url` is the address of its public page."""
    its, setup = night.announcement, night.setup
    made: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": setup.title,
        "url": url,
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
    }
    times = {"startDate": announcement.starts(night), "endDate": announcement.ends(night)}
    made |= {name: moment(night, local) for name, local in times.items() if local}
    if text := its.summary or setup.intro:
        made["description"] = text
    if setup.language:
        made["inLanguage"] = setup.language
    if setup.place:
        made["location"] = {"@type": "Place", "name": setup.place, "address": setup.place}
    if its.booking:
        offer = {"@type": "Offer", "url": its.booking, "availability": f"{CONTEXT}/InStock"}
        made["offers"] = offer | ({"description": its.price} if its.price else {})
    return made


def work(night: Night, url: str, record: str) -> dict[str, Any]:
    """The night's record as an Article about the event; `record` is its address."""
    its = night.announcement
    made: dict[str, Any] = {
        "@type": "Article",
        "@id": f"{record}#record",
        "headline": night.setup.title,
        "url": record,
        "dateModified": clock.moment(night, night.at),
        "isAccessibleForFree": True,
        "about": event(night, url),
    }
    if text := its.summary or night.setup.intro:
        made["description"] = text
    if night.setup.language:
        made["inLanguage"] = night.setup.language
    if licence := licence_of(night).url:
        made["license"] = licence
    return made


def written(made: dict[str, Any]) -> str:
    """The data as it may stand inside a <script> of a page."""
    return msgspec.json.encode({"@context": CONTEXT} | made).decode().translate(MARKUP)
