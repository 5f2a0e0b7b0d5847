"""Every word people see goes through gettext.

All pages and fragments are rendered in a language that wraps each text it knows in ⟦…⟧, from nights in which
typed words begin with ※: no other words may be left.
"""

import asyncio
import gettext
import itertools
import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import msgspec
import pytest

from opennight.bounding import Bounded
from opennight.night import screening, tidy
from opennight.night.proposals import Propose
from opennight.night.reasons import Totals
from opennight.night.state import Night
from opennight.places import TEMPLATES
from opennight.web.core import languages, templates
from tests import convened, crowded, everything, lettered, messages, posted, recorded, second_runs, seldom
from tests.cast import Story, entry_of, host
from tests.everything import CODE
from tests.lineup import nights as made_up
from tests.lineup import told
from tests.lineup.acted import acted
from tests.lineup.any_night import evenings
from tests.listed import OneNight
from tests.pseudo import Pseudo, Words, left_over, untranslated
from tests.spoken import unlike
from tests.variants import further, variants
from tests.visited import (
    ADDRESS,
    BEFORE,
    PUBLIC,
    Listing,
    Shelf,
    got,
    looked_at,
    looked_at_by_host,
    pushed,
    refused,
    server,
    visitors,
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pseudo]:
    made = Pseudo()
    monkeypatch.setattr(tidy, "zones", lambda: {"UTC", "Europe/Berlin"})  # else 600 of them
    monkeypatch.setattr(
        secrets, "token_hex", lambda length: "0" * 2 * length
    )  # so that the same page is the same
    monkeypatch.setattr(languages, "catalogues", lambda: {"en": gettext.NullTranslations(), "xx": made})
    templates.templates.cache_clear()
    yield made
    templates.templates.cache_clear()


Found = dict[str, str]
"""All that was shown, as HTML, and where it was."""


async def look(found: Found, nights: Iterable[Night], *only: str, url: str = "") -> None:
    """Look at all pages of these nights, as each visitor (or only these), and at all fragments."""
    for night in nights:
        async for where, page in looked_at(server(url), night, *only):
            found[page] = f"{night.phase}: {where}"
        look_at_pushes(found, night)


def look_at_pushes(found: Found, night: Night) -> None:
    for where, fragment in pushed(night):
        found[fragment] = f"{night.phase}: {where}"


def problems(found: Found) -> dict[str, list[str]]:
    return {where: words for html, where in found.items() if (words := untranslated(html))}


def unpressable(found: Found) -> set[str]:
    """The buttons and links that whoever says what stands on them does not press."""
    return {one for html in found for one in unlike(html)}


JINJA = re.compile(r"{% block body_\w+ %}.*?{% endblock %}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
"""What Jinja puts in; and the blocks that hold attributes of the page."""
INSIDE_TAGS = re.compile(r'[a-z-]+="[^"]*"|data-[a-z-]+|\b(hx-ignore|hidden|offers)\b')
"""What macros and parts put into the tags of others."""


def test_no_template_has_words_of_its_own() -> None:
    """Not one, wherever it is shown."""
    found = {}
    for path in TEMPLATES.rglob("*.html"):
        texts = Words(JINJA.sub("", path.read_text())).texts
        found[path.name] = [word for text in texts for word in left_over(INSIDE_TAGS.sub("", text))]
    assert not {name: words for name, words in found.items() if words}


async def test_every_word_goes_through_gettext(pseudo: Pseudo) -> None:
    found: Found = {}
    await look(found, (everything.at(everything.full(), phase) for phase in ("vote", "closed")), "attendee")
    await look(found, [everything.at(everything.full(), "talk")], "host", "helper", "newcomer", "reporter")
    assert not problems(found)
    assert not unpressable(found)


@pytest.mark.long
async def test_every_word_of_every_night_goes_through_gettext(
    pseudo: Pseudo, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Found = {}
    await look(found, variants())
    await look(found, (*further(), *convened.nights(), *recorded.nights()), "host", "attendee")
    for night in convened.moments():
        look_at_pushes(found, night)
    everything_there = everything.at(everything.full(), "groups")
    everything_there.setup = msgspec.structs.replace(everything_there.setup, language="cy")
    found |= {html: f"groups: {where}" async for where, html in refused(server(), everything_there)}
    for night in everything.planned():
        found |= {html: f"{night.phase}: {where}" async for where, html in looked_at_by_host(server(), night)}
        look_at_pushes(found, night)
    await look_from_afar(found)
    await look_at_what_is_seldom(found)
    await look_with_letters(found)
    await look_into_files(found)
    assert not problems(found)
    assert not unpressable(found)
    monkeypatch.setattr(told, "LANGUAGE", "xx")
    await asyncio.to_thread(all_told_of_lineups)
    templates = {
        form
        for message in messages.extracted()
        for form in messages.forms(message)
        if any(place.startswith("templates/") for place, _line in message.locations)
    }
    assert sorted(templates - pseudo.asked) == []  # else the nights of everything.py show too little


def all_told_of_lineups() -> None:
    """Have every form asked for in which something is told of a line-up."""
    for _seed, evening in (*evenings(0, 80), *evenings(171, 1)):  # in the last one, a floor changes something
        assert [*told.told(evening.night), *told.told_when_weighed(evening.night)]
    met = ((0, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))
    for bounded in (None, *(Bounded(at=0, kept=kept, most=most, ideal=most) for kept, most in met)):
        assert told.drawn(evening.night, "lineup/bound.html", bounded=bounded)
    assert told.drawn(evening.night, "lineup/weigh.html", weighed=None, at_work=True)
    for kept, below, lower in itertools.product((19, 20), (0, 1, 2), (0, 2, 4)):
        totals = Totals(kept=20, below=2, lower=4), Totals(kept=kept, below=below, lower=lower)
        said = templates.templates("xx").get_template("lineup/_floor.html").module.costs(*totals)  # type: ignore[attr-defined]
        assert bool(said) == (below < 2 or (below == 2 and lower < 4)), "nothing, where it helps nobody"
    all_told_of_a_dear_floor()


def all_told_of_a_dear_floor() -> None:
    """On a night in which it helps more people than a cheap one; and of its proposal."""
    evening = acted(made_up.night(made_up.Size(50, 16, 4, 4), 25, venue="even", approvals=True))
    weighed = told.weighed(evening.night)
    assert told.drawn(evening.night, "lineup/weigh.html", weighed=weighed)
    evening.does(host(Propose, proposal=weighed.floors["dear"]))
    assert told.drawn(evening.night, "desk/_proposal.html")


async def look_from_afar(found: Found) -> None:
    """Look where addresses are shown that reach beyond this network."""
    for phase in ("welcome", "pitch", "closed"):
        app, night = server(url=PUBLIC), everything.at(everything.full(), phase)
        app.state.crowds.copies["OTHERS"] = CODE  # there it is rehearsed
        found |= {html: f"{phase}: {where}" async for where, html in looked_at(app, night)}
    with_slips = everything.at(everything.with_slips(), "welcome")
    with_reel = Story(everything.at(everything.full(), "talk")).given(host(screening.PlayReel)).night
    await look(found, (with_slips, with_reel), url=PUBLIC)


async def seen_on(app: Any, one: seldom.Look, found: Found) -> None:
    """Look at this page, with a device that was just told a key."""
    app.state.writers, app.state.catalogue = Shelf(one.night), Listing(one.night)
    app.state.commons = OneNight(one.night)
    cookies = visitors(app, one.night)["host" if one.who == "desk" else one.who]
    if one.who == "desk":
        cookies = {name: value for name, value in cookies.items() if not name.startswith("person_")}
    page = await got(app, one.address, cookies | {f"key_{CODE}": app.state.keys.sign(seldom.KEY)})
    assert page, one.address
    found[page] = f"{one.night.phase}: {one.who} {one.address}"


async def look_at_what_is_seldom(found: Found) -> None:
    """Look at single pages of nights that differ from others in them alone, each before the next is made:
    some go on from the one before."""
    for one in itertools.chain(seldom.looks(), second_runs.looks(), crowded.looks()):
        await seen_on(server(), one, found)
    app = server()
    for one in posted.looks(app):
        await seen_on(app, one, found)
    for night in itertools.chain(seldom.pushed(), crowded.pushed()):
        look_at_pushes(found, night)
    await look_at_what_was_before(found)
    await look_at_nothing(found)


async def look_at_what_was_before(found: Found) -> None:
    """A host picks the night before this one, among those of their device."""
    app, night = server(), everything.at(everything.small(), "talk")
    before = msgspec.structs.replace(entry_of(night), code=BEFORE, phase="closed")
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night, before)
    cookies = visitors(app, night)["host"] | {f"desk_{BEFORE}": app.state.keys.sign(f"host {BEFORE} 1")}
    found[await got(app, f"/n/{CODE}/promises", cookies)] = "the night before"


async def look_at_nothing(found: Found) -> None:
    """Watch a night again to which nobody came."""
    app, story = server(), seldom.unattended()
    app.state.writers = Shelf(story.night, story.log)
    page = await got(app, f"/n/{CODE}/record/replay", visitors(app, story.night)["host"])
    found[page] = "nothing to watch again"


async def look_with_letters(found: Found) -> None:
    """Look where a server that sends mail offers letters, and at what their links open."""
    app = server(smtp=lettered.SMTP)
    lettered.open_drawer(app)
    async for one in lettered.looks(app):
        await seen_on(app, one, found)


BROUGHT = (
    "title\troom\tstart\tend\n※Newts\t※Shed\t23:30\t23:45\n※Newts\t\t\t",
    "title\n※Swifts",
)
"""Tables that a host brings: one with a new topic in a new room and round, and the topic again; one with
nothing new."""
CARRIED = re.compile(r"<textarea [^>]*hidden.*?</textarea>", re.S)
"""What a form carries on for a program, and nobody sees."""


async def look_into_files(found: Found) -> None:
    """Look at what would come of a file."""
    app, night = server(), everything.at(everything.full(), "pitch")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)
    client.headers.update({"Accept-Language": "xx", "Accept-Encoding": "identity"})
    client.cookies = httpx.Cookies(visitors(app, night)["host"])
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
    for table in BROUGHT:
        answer = await client.post(f"/n/{CODE}/bring/look", files={"pasted": (None, table)})
        assert answer.status_code == 200, answer.text
        found[CARRIED.sub("", answer.text)] = f"what comes of {table}"
