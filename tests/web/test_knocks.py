"""Writing about a card: nobody sees the other side's address before both agree, wherever one looks; anybody
may write, scripts may not, and the host reads none of it."""

import asyncio
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.letters import Letterbox, letterbox
from tests.server import Server
from tests.turned import Turned
from tests.web.cast import KEYS, Device, Evening, refused
from tests.web.test_nothing_secret import pushed

CARD = {"kind": "service", "title": "Soup", "text": "Every Friday"}
ZED, ADA = "zed-07700-900123", "ada-tel-456@bees.example"
QUESTION, ANSWER = "Is there soup for twelve of us?", "There is, on Fridays."
FOR_ALL = (
    "record",
    "record/cards",
    "record/cards/1",
    "record/cards/1/write",
    "record.md",
    "record.json",
    "record.csv",
    "record.html",
    "about",
)
OWN = ("", "me", "me/known", "me/known.json", "leaflets", "leaflets/1/edit", "knocks", "evening")
DESK = (
    "desk",
    "helper",
    "remote",
    "moderated",
    "waiting",
    "overview",
    "board",
    "setup",
    "leaflets",
    "knocks",
    "uses",
)


def carded(night: Evening, ada: Device) -> None:
    night.talk_about_bees(ada)
    night.move("closed")
    assert ada.act("leaflets", **CARD).status_code == 200


@pytest.fixture
def zed(night: Evening, attendee: Device, neighbour: Device) -> Device:
    """Somebody who has never been there; Ada has made a card."""
    carded(night, attendee)
    device = night.device()
    device.client.headers["X-Forwarded-For"] = f"2001:db8:{int(night.code, 36) % 0xFFFF:x}::1"
    return device


def write(night: Evening, who: Device, **fields: str) -> httpx.Response:
    known = {"text": QUESTION, "ticket": night.ticket(60)}
    return who.submit("record/cards/1/write", "record/cards/1/write", **known | fields)


def asked(night: Evening, who: Device, **fields: str) -> str:
    """Write, and give back the address of one's own page."""
    answer = write(night, who, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def key_in(link: str) -> dict[str, str]:
    return {"key": link.partition("?key=")[2]}


def rows(night: Evening) -> list[str]:
    with closing(sqlite3.connect(night.database)) as database:
        query = "SELECT kind FROM between_people WHERE night = ?"
        return [kind for (kind,) in database.execute(query, (night.code,))]


def test_somebody_asks_and_reads_the_answer_on_a_page_of_their_own(
    night: Evening, zed: Device, attendee: Device, outsider: Device
) -> None:
    page = zed.get("record/cards/1/write").text
    assert re.search(r'name="ticket" value="[^"]+"', page)
    link = asked(night, zed)
    assert "One message waits" in attendee.get("me").text
    assert attendee.get("me/known.json").json()["messages"] == 1
    assert "Only you and whoever asked read it." in attendee.get("me/known").text
    assert QUESTION in attendee.get("knocks").text
    assert attendee.submit("knocks/1/say", "knocks", text=ANSWER).status_code == 303
    assert ANSWER in zed.get(link).text
    assert ANSWER in outsider.get(link).text  # whoever has the link
    for other in (link[:-1] + "1", link.partition("?")[0], link.replace("knocks/1", "knocks/2")):
        assert outsider.get(other).status_code == 404, other
    again = zed.submit("knocks/1/asker/say", link.partition("?")[0], text="Thank you!", **key_in(link))
    assert again.headers["location"] == link
    assert "Thank you!" in attendee.get("knocks").text


async def everywhere(night: Evening, devices: dict[str, Device]) -> dict[str, str]:
    """All that each of these can load, and all that is pushed to them: by where it stands."""
    seen = {}
    for name, device in devices.items():
        pages = FOR_ALL + (OWN if name != "outsider" else ()) + (DESK if name == "host" else ())
        for page in pages:
            answer = device.get(page)
            seen[f"{name} {page}"] = answer.text + str(answer.headers)
        for audience in {"host": ("desk", "remote", "board"), "outsider": ("board",)}.get(
            name, ("phone", "own")
        ):
            seen[f"{name} as {audience}"] = " ".join([word async for word in pushed(device, audience)])
    with closing(sqlite3.connect(night.database)) as database:
        for table in ("events", "between_people", "idle", "catalogue"):
            seen[table] = str(database.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - our own
    seen["output"] = night.server.output
    return seen


async def test_no_address_is_anywhere_before_both_agreed(
    night: Evening, zed: Device, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    """Pages, headers, files, pushes, log, what the server prints; and afterwards, only those two have it."""
    link = asked(night, zed, contact=ZED)
    devices = {"attendee": attendee, "neighbour": neighbour, "host": host, "outsider": outsider}
    for where, text in (await everywhere(night, devices)).items():
        assert ZED not in text, where
        if where != "attendee knocks":
            assert QUESTION not in text, where
    assert ZED in zed.get(link).text  # their own
    attendee.submit("knocks/1/agree", "knocks", agreed="1", contact=ADA)
    assert ADA in zed.get(link).text
    assert ZED in attendee.get("knocks").text
    for where, text in (await everywhere(night, devices)).items():
        if where != "attendee knocks":
            assert ZED not in text, where
            assert ADA not in text, where
    attendee.submit("knocks/1/agree", "knocks", agreed="0")
    assert ADA not in zed.get(link).text
    assert ZED not in attendee.get("knocks").text


def test_ending_it_deletes_all_and_tells_the_host_no_more_than_is_said(
    night: Evening, zed: Device, attendee: Device, host: Device
) -> None:
    link = asked(night, zed, contact=ZED)
    attendee.submit("knocks/1/agree", "knocks", agreed="1", contact=ADA)
    assert len(rows(night)) == 3
    attendee.submit("knocks/1/end", "knocks", report="1", why="Sells pills")
    assert rows(night) == []
    assert "This conversation is over" in zed.get(link).text
    page = host.get("leaflets").text
    assert "1 message about it" in page
    assert "Sells pills" in page
    assert QUESTION not in page
    assert "Nobody has written yet" in attendee.get("knocks").text
    assert refused(zed.act("knocks/1/asker/say", text="But", **key_in(link)), 409, "is over")
    host.act("leaflets/1/quiet", stopped="1")
    assert "Nobody takes messages" in zed.get("record/cards/1/write").text
    assert write(night, zed).status_code == 409


def test_whoever_takes_their_name_along_leaves_nothing(night: Evening, zed: Device, attendee: Device) -> None:
    link = asked(night, zed, contact=ZED)
    attendee.act("knocks/1/agree", agreed="1", contact=ADA)
    assert attendee.act("me/leave", nameless="1").status_code == 200
    until_gone(night)
    assert ADA not in zed.get(link).text
    assert "Nobody takes messages" in zed.get("record/cards/1/write").text


def test_what_a_form_is_refused_for(night: Evening, zed: Device, attendee: Device, neighbour: Device) -> None:
    for fields, status, words in (
        ({"text": ""}, 422, "write something"),
        ({"text": "x" * 1001}, 422, "Too long by 1"),
        ({"contact": "x" * 121}, 422, "Too long"),
        ({"homepage": "https://spam.example"}, 422, "Leave the field marked"),
        ({"ticket": ""}, 409, "open for too long"),
        ({"ticket": night.ticket(2 * 86_400)}, 409, "open for too long"),
        ({"ticket": night.ticket(0)}, 429, "very fast"),
        ({"mail": "zed"}, 422, "not an e-mail address"),
    ):
        answer = write(night, zed, **fields)
        assert (answer.status_code, words in answer.text) == (status, True), (fields, answer.text)
    assert write(night, zed, ticket=KEYS.ticket("345678", 0)).status_code == 409
    assert rows(night) == []
    link = asked(night, zed, ticket=night.ticket(-3600))  # the server's clock was set back since
    for path, device, fields, status in (
        ("knocks/1/say", neighbour, {"text": "I am Ada"}, 404),
        ("knocks/1/agree", neighbour, {"agreed": "1", "contact": "x"}, 404),
        ("knocks/1/end", neighbour, {}, 404),
        ("knocks/1/say", zed, {"text": "I am Ada"}, 403),
        ("knocks/1/say", night.host, {"text": "I am Ada", "for": "1"}, 403),
        ("knocks/9/say", attendee, {"text": "Hello"}, 404),
        ("knocks/1/say", attendee, {"text": ""}, 422),
        ("knocks/1/agree", attendee, {"agreed": "1", "contact": ""}, 422),
        ("knocks/1/asker/say", neighbour, {"text": "I am Zed"}, 404),
        ("knocks/1/asker/agree", attendee, {"agreed": "1", "contact": "x", "key": "x"}, 404),
        ("knocks/1/asker/end", attendee, {}, 404),
        ("leaflets/1/quiet", attendee, {"stopped": "1"}, 403),
        ("leaflets/1/mail", attendee, {"mail": "ada@bees.example"}, 409),
        ("leaflets/1/mail", neighbour, {"mail": "ada@bees.example"}, 403),
        ("leaflets/1/mail/read", attendee, {"yes": "1"}, 404),
    ):
        answer = device.act(path, **fields)
        assert answer.status_code == status, (path, answer.text)
    assert len(rows(night)) == 1
    assert link.startswith(f"/n/{night.code}/knocks/1?key=")


def test_a_form_sent_twice_asks_once(night: Evening, zed: Device, attendee: Device) -> None:
    ticket = night.ticket(60)
    assert asked(night, zed, ticket=ticket) == asked(night, zed, ticket=ticket)
    # The host can read a ticket in the log, as the id of a command; it opens nothing.
    assert write(night, night.host, ticket=ticket, text="Anything").status_code == 409
    for _twice in range(2):
        attendee.act("knocks/1/say", text=ANSWER, command="the-same-id")
    assert attendee.get("knocks").text.count(ANSWER) == 1
    assert len(rows(night)) == 2


def test_one_sender_writes_only_so_often(night: Evening, zed: Device) -> None:
    answers = [write(night, zed).status_code for _many in range(14)]
    assert answers.count(303) == 12
    assert answers[-1] == 429


def test_messages_to_the_host_stand_at_the_desk(night: Evening, zed: Device, host: Device) -> None:
    host.act("leaflets", **CARD | {"title": "Hall"})
    answer = zed.submit(
        "record/cards/2/write", "record/cards/2/write", text=QUESTION, ticket=night.ticket(60)
    )
    assert "1 message to you" in host.get("desk").text
    assert QUESTION in host.get("knocks").text
    host.submit("knocks/1/say", "knocks", text=ANSWER)
    assert ANSWER in zed.get(answer.headers["location"]).text


class Post:
    """A mail server in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.box: Letterbox | None = None
        self.up, self.over = threading.Event(), asyncio.Event()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self.run(),), daemon=True)
        self.thread.start()
        self.up.wait(10)

    async def run(self) -> None:
        async with letterbox() as self.box:
            self.up.set()
            await self.over.wait()

    def wait(self, count: int) -> list[str]:
        """The whole letters, once there are so many."""
        assert self.box
        for _time in range(500):
            if len(self.box.letters) >= count:
                break
            time.sleep(0.01)
        assert len(self.box.letters) == count, self.box.letters
        heads = ["\n".join(f"{name}: {value}" for name, value in one.items()) for one in self.box.letters]
        return [f"{head}\n\n{one.get_content()}" for head, one in zip(heads, self.box.letters, strict=True)]


@pytest.fixture
def post() -> Iterator[Post]:
    made = Post()
    yield made
    made.loop.call_soon_threadsafe(made.over.set)
    made.thread.join(10)
    made.loop.close()


def test_letters_say_that_somebody_wrote_and_no_more(
    post: Post, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever asked and whoever answers are each told at their own address, once they want it; no letter has
    a word of theirs, nor the other one's address."""
    assert post.box
    environ = {"OPENNIGHT_SMTP_URL": post.box.url, "OPENNIGHT_MAIL_FROM": "night@example.org"}
    with Server(tmp_path_factory.mktemp("mail"), OPENNIGHT_URL="https://night.example", **environ) as server:
        night = Evening(server)
        ada, zed = night.enter("Ada"), night.device()
        carded(night, ada)
        for wrong in ("ada@bees.example\r\nBcc: all@bees.example", "ada"):
            assert refused(ada.act("leaflets/1/mail", mail=wrong), 422, "not an e-mail address", "mail")
        ada.act("leaflets/1/mail", mail="ada@bees.example")
        (first,) = post.wait(1)
        asked(night, zed)  # she has not said yes: no letter
        found = re.search(r"https://night\.example(/n/\w+/leaflets/1/mail/read\?key=\w+)", first)
        assert found
        assert "Yes, tell me" in zed.get(found[1]).text
        read, key = found[1].partition("?key=")[::2]
        assert zed.act(read, key=key, yes="1").status_code == 200
        link = asked(night, zed, mail="zed@there.example", contact=ZED)
        second = post.wait(2)[1]
        assert "To: ada@bees.example" in second
        for _twice in range(2):
            ada.act("knocks/2/say", text=ANSWER)
        third = post.wait(3)[2]
        assert "To: zed@there.example" in third
        assert f"https://night.example{link}" in third
        for letter in (first, second, third):
            for words in (ZED, ADA, QUESTION, ANSWER, "Soup"):
                assert words not in letter
        assert "zed@there.example" not in first + second
        assert "ada@bees.example" not in third
        stop = re.search(r"List-Unsubscribe: <https://night\.example([^>]+)>", second)
        assert stop
        assert zed.client.post(stop[1], data={"List-Unsubscribe": "One-Click"}).status_code in (200, 303)
        assert zed.get(found[1]).status_code == 404
        zed.act("knocks/2/asker/say", text="Thanks", key=link.partition("?key=")[2])
        ada.act("knocks/2/say", text="Welcome")
        assert "To: zed@there.example" in post.wait(4)[3]  # she is told no more; Zed is, having written again
        of_groups(night, ada, zed, post)
        assert "bees.example" not in server.output


def of_groups(night: Evening, ada: Device, zed: Device, post: Post) -> None:
    """The same about groups: one address for all of them, which goes once she takes no more messages."""
    ada.act("record/g/1/messages", taken="1")
    ada.act("knocks/mail/1", mail="ada@bees.example")
    found = re.search(r"https://night\.example(/n/\w+/knocks/mail/1/read\?key=\w+)", post.wait(5)[4])
    assert found
    assert "about a group?" in zed.get(found[1]).text
    read, key = found[1].partition("?key=")[::2]
    assert zed.act(read, key=key, yes="1").status_code == 200
    assert "You are told by e-mail." in ada.get("knocks").text
    form = "record/g/1/write"
    sent = zed.submit(form, form, text=QUESTION, contact=ZED, ticket=night.ticket(60))
    letter = post.wait(6)[5]
    assert "To: ada@bees.example" in letter
    assert "Somebody wrote about your group" in letter
    for words in (ZED, QUESTION, "Bees"):
        assert words not in letter
    assert "groups/1/mail" in rows(night)
    ada.act("record/g/1/messages", taken="0")
    assert "You are told by e-mail." in ada.get("knocks").text  # of what was begun
    zed.submit(
        "knocks/3/asker/end", sent.headers["location"].partition("?")[0], **key_in(sent.headers["location"])
    )
    until_gone(night, "groups/")


def until_gone(night: Evening, kind: str = "") -> None:
    """All rows of which the kind begins so are deleted, while nobody waits."""
    for _time in range(200):
        left = [row for row in rows(night) if row.startswith(kind)]
        if not left:
            break
        time.sleep(0.02)
    assert left == []


@pytest.mark.long
def test_a_night_writes_to_few_who_have_not_said_yes(
    post: Post, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Given a script with many names, cards and addresses of others, then it gets a few letters out in a
    day, by either way; whoever has said yes still hears of each question."""
    assert post.box
    environ = {"OPENNIGHT_SMTP_URL": post.box.url, "OPENNIGHT_MAIL_FROM": "night@example.org"}
    few = {"opennight.web.core.limits.LETTERS": 2.0}
    with Turned(
        tmp_path_factory.mktemp("few"), few, OPENNIGHT_URL="https://night.example", **environ
    ) as server:
        night = Evening(server)
        ada, ben, zed = night.enter("Ada"), night.enter("Ben"), night.device()
        carded(night, ada)
        assert ben.act("leaflets", **CARD).status_code == 200
        ada.act("leaflets/1/mail", mail="ada@bees.example")
        found = re.search(r"https://night\.example(/n/\w+/leaflets/1/mail/read\?key=\w+)", post.wait(1)[0])
        assert found
        read, key = found[1].partition("?key=")[::2]
        assert zed.act(read, key=key, yes="1").status_code == 200
        ben.act("leaflets/2/mail", mail="somebody@else.example")
        assert refused(ben.act("leaflets/2/mail", mail="other@else.example"), 409, "Too many e-mails", "mail")
        asked(night, zed, mail="third@else.example")
        ada.act("knocks/1/say", text=ANSWER)
        asked(night, zed)
        letters = "".join(post.wait(4))
        assert letters.count("To: ada@bees.example") == 3
        assert "third@else.example" not in letters
