"""What a night says of its line-up, sentence by sentence, read from its pages as people see them."""

import asyncio
import html
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import jinja2
import msgspec

from opennight.lineup.press import press, times
from opennight.lineup.problem import Problem
from opennight.night import groups, lineup, people, reasons, votes
from opennight.night.fold import decide
from opennight.night.messages import Refused, acting
from opennight.night.state import Night
from opennight.planning import Planner
from opennight.web.core import mine
from opennight.web.core.pages import values_of
from opennight.web.core.templates import templates
from opennight.weighing import Weighed, weigh
from tests.cast import Somebody

TAG = re.compile(r"<[^>]*>|[\x00-\x08\x0e-\x1f]")


class Told(NamedTuple):
    """A sentence: where it stands, what it is about (a pitch, a group, a person, a slot: by place), and its
    words."""

    place: str
    about: tuple[int, ...]
    words: str


LANGUAGE = "en"


@cache
def bare(language: str) -> jinja2.Environment:
    """The templates, without what frames their pages."""
    its = templates(language)
    frames = jinja2.DictLoader(
        {
            "phone/page.html": "{% block main %}{% endblock %}",
            "layout.html": "{% block content %}{% endblock %}",
        }
    )
    return its.overlay(loader=jinja2.ChoiceLoader([frames, its.loader or frames]), cache_size=400)


def drawn(night: Night, template: str, **values: object) -> str:
    return bare(LANGUAGE).get_template(template).render(values_of(night) | values)


def words(page: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", page)).split())


def parts(page: str, tag: str, after: str = "") -> list[str]:
    """The texts of these elements, of those that come after this."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page.partition(after)[2] if after else page, re.S)
    return [one for one in map(words, found) if one]


def told(night: Night) -> Iterator[Told]:
    """Every sentence about the line-up on the desk and on the phones, with the weighing."""
    for p in night.lineup.values():
        slot, room = lineup.slot(night, p.slot), lineup.room(night, p.room)
        for said in parts(drawn(night, "desk/rows/_cell.html", slot=slot, room=room), "p", 'class="because"'):
            yield Told("runs", (p.group,), said)
    for pitch in lineup.waiting(night):
        for said in parts(drawn(night, "desk/rows/_waits.html", pitch=pitch), "p", 'class="because"'):
            yield Told("waits", (pitch.no,), said)
    for said in parts(drawn(night, "desk/_totals.html"), "li"):
        yield Told("totals", (), said)
    if night.proposal:
        page = drawn(night, "desk/_proposal.html")
        for said in (*parts(page, "h3"), *parts(page, "p"), *parts(page, "li")):
            yield Told("proposal", (), said)
        for said in re.findall(r"<div><dt>(.*?)</div>", page, re.S):
            yield Told("proposal", (), words(said))
    if night.phase == "groups":
        yield Told("board", (), words(drawn(night, "rounds/_seekers.html")))
    for no in night.lineup:
        if asking := re.search(
            r"\d+ (?:person asks|people ask) for a seat.*?</p>", gathering(night, no), re.S
        ):
            yield Told("gathering", (no,), words(asking[0]))
    for person in people.present(night):
        yield from on_phone(night, person.no)
        yield from when_full(night, person.no)


def gathering(night: Night, no: int) -> str:
    return drawn(night, "desk/rows/_table.html", placement=night.lineup[no], no=no, audience="desk")


def when_full(night: Night, person: int) -> Iterator[Told]:
    """What somebody reads who would like to join a full group."""
    if night.phase not in groups.OPEN_IN:
        return
    for no in night.lineup:
        try:
            decide(night, Somebody(acting(person))(groups.JoinGroup, group=no))
        except Refused as refused:
            yield Told("full", (person, no), str(refused))


def on_phone(night: Night, no: int) -> Iterator[Told]:
    page = drawn(night, "lineup/_lineup.html")
    reasons_said = dict(re.findall(r'data-mine="why-(\w+:\d+)"[^>]*>(.*?)</span>', page))
    for mark in mine.of(night, no)["marks"]:
        kind = mark.removeprefix("why-")
        if mark.startswith("why-") and kind in reasons_said:
            yield Told("ticket", (no, int(kind.partition(":")[2])), words(reasons_said[kind]))
    own = mine.of(night, no)["text"]
    if "plea" in mine.of(night, no)["marks"]:
        asked = {name: own[f"plea-{name}"] for name in ("title", "there", "room")}
        plea = words(re.sub(r"<b data-mine-text=\"plea-(\w+)\">.*?</b>", lambda of: asked[of[1]], page))
        yield Told(
            "plea", (no, int(own["plea-group"])), plea.partition("Somebody would")[2].partition("?")[0]
        )
    if not lineup.gives_seats(night):
        return
    wished = votes.dotted(night, no)
    line = [(place, one) for place, one in enumerate(lineup.waiting(night), 1) if one.no in wished]
    said = drawn(
        night,
        "phone/why.html",
        places=reasons.of_place(night, no),
        waiting=line,
        totals=reasons.totals(night),
    )
    for slot, section in re.findall(r'aria-labelledby="why-(\d+)">(.*?)</section>', said, re.S):
        for tag in ("p", "li"):
            for one in parts(re.sub(r'<p class="where".*?</p>', "", section, flags=re.S), tag):
                yield Told("place", (no, int(slot)), one)
    for (place, pitch), one in zip(line, parts(said, "li", 'id="not-running"'), strict=False):
        start = f"{pitch.title} Number {place} on the waiting list."
        yield Told("mine", (no, pitch.no), one.removeprefix(start).strip())
    if 'id="whole-room"' in said:
        yield Told("room", (no,), parts(said, "p", 'id="whole-room"')[0])


class AtOnce(Planner):
    """Works it out in this process."""

    async def answer(self, asked: bytes, *what: str) -> bytes:
        assert what == ("weigh",)
        problems = msgspec.json.decode(asked, type=list[Problem])
        return msgspec.json.encode(([press(one) for one in problems], times(problems[0])))


def weighed(night: Night) -> Weighed:
    return asyncio.run(weigh(AtOnce(), night))


def told_when_weighed(night: Night) -> Iterator[tuple[Weighed, Told]]:
    """Every sentence on the page on which the host sees what would change the line-up."""
    if not lineup.under_way(night):
        return
    found = weighed(night)
    page = drawn(night, "lineup/weigh.html", weighed=found)
    for name, section in re.findall(
        r'aria-labelledby="(adjusting|roomier|floor|dear)">(.*?)</section>', page, re.S
    ):
        for said in (*parts(section, "p"), *parts(section, "h2")):
            yield found, Told(name, (), said)
    rules = page.partition('aria-labelledby="other-rules"')[2].partition("</section>")[0]
    for number, section in enumerate(rules.split('other-rule">')[1:]):
        for said in (*parts(section, "p"), *parts(section, "li")):
            yield found, Told("rule", (number,), said)
    for group, row in re.findall(r'data-time="(\d+)">(.*?)</li>', page, re.S):
        yield found, Told("time", (int(group),), parts(row, "p")[0])
