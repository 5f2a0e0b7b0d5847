"""Builds a night from an `Evening`, moment by moment, through the forms that phones and the desk send."""

import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import httpx

from opennight import clock
from opennight.rehearse.drawn import flip_chart
from opennight.web.core.keys import Keys
from tests.evenings import TIMES, Evening
from tests.server import SECRET
from tests.wire import Wire

Fields = dict[str, Any]


def evening_zone() -> str:
    """A time zone where it is now between seven and eight in the evening, so the first slot is running."""
    ahead = (19 - dt.datetime.now(dt.UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"  # POSIX has the signs reversed


NEEDS = {2: ("projector",), 5: ("step-free", "quiet"), 11: ("quiet",)}
"""What some pitches need of their rooms."""


class Device:
    """A browser without a window: its cookies, and the forms that it sends."""

    def __init__(self, url: str, wire: httpx.BaseTransport) -> None:
        headers = {"Accept": "application/json"}
        self.client = httpx.Client(base_url=url, transport=wire, headers=headers, timeout=30)

    def post(self, path: str, **fields: Any) -> Fields:
        """Send a form. If it is too fast, wait and try again; any other refusal is an error."""
        for _try in range(100):
            response = self.client.post(path, data=fields)
            if response.status_code != 429:
                break
            time.sleep(0.2)
        assert response.status_code == 200, f"POST {path} {fields}: {response.text[:300]}"
        answer: Fields = response.json()
        return answer

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.client.cookies.jar}


ANNOUNCED = {
    "summary": "An evening for everybody who lives here: bring a question, an idea, or just your ears.",
    "opens": "18:30",
    "price": "Pay what you can, from £20",
    "booking": "https://tickets.example.org/night",
    "background": "What came of it last year: https://example.org/what-came-of-it\n\nThere is soup.",
    "next_time": "We meet every last Friday: https://example.org/next",
    "licence": "cc-by-4.0",
    "follow": "1",
}
"""What outsiders read of the night."""
READ = 2000
"""Milliseconds since the door's page was read, as for people who type."""
KINDS = ("note", "concern", "question", "note", "quote")
"""What the first five people of a group write."""
CONCERN = KINDS.index("concern")


class Night:
    """A night under way. `to_*` takes it to the next moment; `MOMENTS` has their order."""

    def __init__(self, url: str, start_key: str, evening: Evening) -> None:
        self.url = url
        self.evening = evening
        self.wire = Wire()
        self.chance = random.Random(evening.name)
        self.host = self.device()
        self.host.client.get("/", params={"key": start_key})
        # The code is derived from the command's id, so it is the same in every run.
        started = self.host.post("/nights", command=f"screenshots-{evening.name}", **self.setup())
        self.code = started["go"].split("/")[2]
        self.people: list[Device] = []
        self.members: dict[int, list[int]] = {}
        """The people in each group, as indexes; the first slot's groups come first."""
        self.proposal = 0

    def device(self) -> Device:
        return Device(self.url, self.wire)

    def setup(self, *, hidden: bool = False) -> Fields:
        evening, times = self.evening, TIMES[: self.evening.slots]
        zone = evening_zone()
        return {
            "title": evening.title,
            "place": evening.place,
            "zone": zone,
            "date": "",  # today in that zone
            "intro": evening.intro,
            "briefing": evening.briefing,
            "rules": evening.rules,
            "byline": "name",
            "dots": str(evening.dots),
            "colour": evening.colour,
            "hidden": "1" if hidden else "",
            "approve": "1" if evening.approve else "",
            "room_id": [str(no) for no, _room in enumerate(evening.rooms, 1)],
            "room_name": [name for name, _seats in evening.rooms],
            "room_seats": [str(seats) for _name, seats in evening.rooms],
            "room_features": ["step-free+quiet", "projector", *[""] * len(evening.rooms)][
                : len(evening.rooms)
            ],
            "slot_id": [str(no) for no, _times in enumerate(times, 1)],
            "slot_start": [start for start, _end in times],
            "slot_end": [end for _start, end in times],
        }

    def desk(self, path: str, **fields: Any) -> Any:
        """Act as the host. The answer has the night's new version, which is also a new proposal's number."""
        return self.host.post(f"/n/{self.code}/{path}", **fields)

    def act(self, person: int, path: str, **fields: Any) -> None:
        self.people[person].post(f"/n/{self.code}/{path}", **fields)

    def enter(self, name: str) -> Device:
        device = self.device()
        ticket = Keys(SECRET).ticket(self.code, clock.now() - READ)
        device.post(f"/j/{self.code}", name=name, ticket=ticket)
        self.people.append(device)
        return device

    @cached_property
    def viewer(self) -> Device:
        """The person whose phone we look at; in an empty night, somebody who joins now."""
        return self.people[self.evening.looks] if self.people else self.enter("Ada")

    @property
    def group(self) -> int | None:
        """The viewer's group in the first slot."""
        return next((no for no, its in self.members.items() if self.evening.looks in its), None)

    @property
    def pitch(self) -> int | None:
        """The viewer's first pitch."""
        own = (no for no, topic in enumerate(self.evening.topics, 1) if topic.person == self.evening.looks)
        return next(own, None)

    def to_welcome(self) -> None:
        self.desk("about", **ANNOUNCED)
        for name in self.evening.people:
            self.enter(name)
        if self.evening.people:
            self.desk("people", name="Grandma (no phone)")

    def to_pitch(self) -> None:
        """Enter everybody's pitches at the desk, where the limit of pitches per person does not apply."""
        self.desk("phase", to="pitch")
        for no, topic in enumerate(self.evening.topics, 1):
            hosted = "1" if topic.hosted else "0"
            fields = {
                "title": topic.title,
                "more": topic.more,
                "hosted": hosted,
                "for": str(topic.person + 1),
                "needs": NEEDS.get(no, ()),
            }
            self.desk("pitches", **fields)
        if self.evening.approve:
            for no in range(1, len(self.evening.topics) - 2):  # the last three still wait for approval
                self.desk(f"pitches/{no}/approve")
            self.desk("pitches/7/merge", into="8")
            self.desk("pitches/9/hide")

    def to_speaker(self) -> None:
        if self.evening.topics:
            self.desk("speaker/call", seconds="90", pitch=str(self.evening.speaks + 1))

    def to_vote(self) -> None:
        self.desk("phase", to="vote")
        for person, topic in self.votes():
            self.act(person, f"pitches/{topic + 1}/vote")

    def votes(self) -> Iterator[tuple[int, int]]:
        """Votes on pitches on the wall, not on those that wait, are hidden or were merged."""
        gone = {6, 8, *range(len(self.evening.topics) - 3, 10**6)} if self.evening.approve else set()
        return ((person, topic) for person, topic in self.evening.votes if topic not in gone)

    def to_hidden(self) -> None:
        self.desk("setup", **self.setup(hidden=True))

    def to_lineup(self) -> None:
        """The line-up is made with one press."""
        self.desk("setup", **self.setup())
        if self.evening.topics:
            self.desk("lineup/make")

    def to_proposal(self) -> None:
        """A room is lost; the desk sees what that would change."""
        if self.evening.topics:
            self.proposal = self.desk("rooms/2/lose")["version"]

    def to_groups(self) -> None:
        """The room is found again, so everything stays as it is."""
        if self.evening.topics:
            self.desk("lineup/proposal/aside", proposal=str(self.proposal))
        self.desk("phase", to="groups")
        record = self.host.client.get(f"/n/{self.code}/record.json").json()
        places = {" ".join(name.split()): place for place, name in enumerate(self.evening.people)}
        for group in sorted(record["groups"], key=lambda group: group["start"]):
            self.members[group["no"]] = [places[name] for name in group["members"] if name in places]

    def to_talk(self) -> None:
        """The timer runs and the groups write; one group, not the viewer's, has written nothing yet."""
        self.desk("phase", to="talk")
        self.desk("timer/start", minutes="40")
        evening = self.evening
        silent = next((no for no in reversed(self.members) if no != self.group), None)
        writing = {no: members for no, members in self.members.items() if members and no != silent}
        written = 0
        for place, (no, members) in enumerate(writing.items()):
            path = f"groups/{no}"
            self.act(members[0], f"{path}/pen")
            self.act(members[0], f"{path}/headline", text=evening.headlines[place % len(evening.headlines)])
            for turn, person in enumerate(members[:5]):
                note = evening.notes[(place + turn) % len(evening.notes)]
                kind = KINDS[turn]
                self.act(person, f"{path}/notes", kind=kind, text=note, who=evening.people[person])
                written += 1
            if len(members) > CONCERN:
                about, answer = str(written - len(members[:5]) + CONCERN + 1), evening.headlines[0]
                self.act(members[0], f"{path}/notes", kind="answer", about=about, text=answer)
                written += 1
            what, due = evening.actions[place % len(evening.actions)]
            who = evening.people[members[-1]]
            self.act(members[-1], f"{path}/notes", kind="action", text=what, who=who, due=due)
            written += 1
            for person in members[:3]:
                self.act(person, f"promises/note/{written}/in")
            self.act(
                members[0], "meetings", group=str(no), day="2031-05-16", time="19:30", place=evening.place
            )
        if self.group:
            self.to_cards(self.members[self.group])

    def to_cards(self, members: list[int]) -> None:
        """The viewer's group has a deck on its table."""
        self.desk("deck", shelf="1-neighbourhood")
        for place, card in enumerate(
            ("empty-shop", "doubter", "place-to-be", "long-table", "trees", "small-grant")
        ):
            said = self.evening.notes[place % len(self.evening.notes)][:200]
            self.act(members[0], f"groups/{self.group}/cards", card=card, text=said)

    def to_timer(self) -> None:
        self.desk("scene", scene="timer")

    def to_announced(self) -> None:
        self.desk("scene", scene="")
        self.desk("announcement", text=self.evening.announcement)

    def to_connections(self) -> None:
        """The break: who should go and find whom. The viewer's group has found another one."""
        self.desk("announcement", text="")
        others = [no for no, members in self.members.items() if members and no != self.group]
        if self.group and others:
            first, to = self.members[self.group][0], str(others[0])
            self.act(first, f"groups/{self.group}/question", other=to, text=self.evening.headlines[0][:300])
            self.act(first, f"groups/{self.group}/talked", other=to, talked="1")
            self.act(first, "connections/1/together", text=self.evening.actions[0][0][:300])
            self.act(first, "promises/joint/1/in")
        self.desk("connections/look")
        self.desk("scene", scene="connections")

    def to_reel(self) -> None:
        """What some groups have on their flip charts is on the board, one after another."""
        self.desk("scene", scene="")
        seated = [(no, members) for no, members in self.members.items() if members]
        for place, (no, members) in enumerate(seated[:3]):
            notes = [self.evening.notes[(place + turn) % len(self.evening.notes)] for turn in range(4)]
            title = self.evening.headlines[place % len(self.evening.headlines)]
            photo = flip_chart("What we found", notes, self.chance)
            fields = {"group": str(no), "title": title, "consent": "1"}
            person = self.people[members[0]].client
            sent = person.post(f"/n/{self.code}/clips", data=fields, files={"file": ("chart.jpg", photo)})
            assert sent.status_code == 200, sent.text
            self.act(members[0], f"clips/{place + 1}/release")
        if seated:
            self.desk("reel/pick", clip="0")
            self.desk("reel/play")
            self.desk("reel/hold")

    def to_share(self) -> None:
        self.desk("reel/end")
        self.desk("phase", to="share")
        comments = itertools.cycle(self.evening.comments)
        for place, no in enumerate(self.members):
            for person in self.chance.sample(range(len(self.people)), len(self.people) // (3 + place % 5)):
                self.act(person, f"share/{no}/heart")
            for turn in range(3):
                self.act((3 * place + turn) % len(self.people), f"share/{no}/comments", text=next(comments))
        if self.group:
            self.desk(f"share/{self.group}/show")
            self.desk("choosing/open", dots="3", carried="3")

    def to_closed(self) -> None:
        self.desk("timer/stop")
        self.desk("phase", to="closed")


MOMENTS: dict[str, Callable[[Night], None]] = {
    "welcome": Night.to_welcome,
    "pitch": Night.to_pitch,
    "speaker": Night.to_speaker,
    "vote": Night.to_vote,
    "hidden": Night.to_hidden,
    "lineup": Night.to_lineup,
    "proposal": Night.to_proposal,
    "groups": Night.to_groups,
    "talk": Night.to_talk,
    "timer": Night.to_timer,
    "announced": Night.to_announced,
    "connections": Night.to_connections,
    "reel": Night.to_reel,
    "share": Night.to_share,
    "closed": Night.to_closed,
}
