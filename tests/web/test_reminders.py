"""Reminders over HTTP: asked for, said yes to by the link of a letter, and stopped."""

import asyncio
import contextlib
import datetime as dt
import pathlib
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.letters import BEN, Letterbox, letterbox
from tests.server import Server
from tests.turned import Turned
from tests.web.cast import Device, Evening, refused


@pytest.fixture(scope="module")
def post_office() -> Iterator[Letterbox]:
    """A mail server in a thread of its own."""
    loop, there, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    box: list[Letterbox] = []

    async def serve() -> None:
        async with letterbox() as one:
            box.append(one)
            there.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    there.wait()
    yield box[0]
    loop.call_soon_threadsafe(over.set)
    thread.join()
    loop.close()


def test_over_http(post_office: Letterbox, tmp_path: pathlib.Path) -> None:
    """Ben asks for it on his page, and says yes, then stop, by the link in the letter; no other sees it."""
    own = Server(tmp_path)
    mail = {"OPENNIGHT_SMTP_URL": post_office.url, "OPENNIGHT_MAIL_FROM": "night@example.org"}
    own.environ |= mail | {"OPENNIGHT_URL": own.url}
    with own:
        night = Evening(own)
        ada, ben = night.enter("Ada"), night.enter("Ben")
        plan(night, ada, ben)
        assert "Remind me by e-mail" in ben.get("promises").text
        asked: list[tuple[Device, str, str, int, str]] = [
            (ben, "note/1", "nobody", 422, "not an e-mail address"),
            (ben, "note/1", "a@b.org\nBcc: c@d.org", 422, "not an e-mail address"),
            (ben, "note/9", BEN, 403, "Only people who are in"),
            (ben, "note/2", BEN, 409, "no day yet"),
            (ada, "note/1", BEN, 403, "Only people who are in"),
            (night.host, "note/1", BEN, 403, "Join the night first"),
        ]
        for who, about, to, status, words in asked:
            assert refused(who.act(f"promises/{about}/remind", to=to), status, words), words
        assert not post_office.letters
        assert ben.submit("promises/note/1/remind", "promises", to=BEN).status_code == 303
        assert BEN in ben.get("promises").text
        (letter,) = post_office.letters
        link = letter["List-Unsubscribe"].strip(" <>")
        for who in (night.host, ada, night.helper()):
            for page in ("promises", "record", "desk", "record.json", "me/known"):
                assert BEN not in who.get(page).text
        anyone = Device(own.url)
        opens = anyone.client.get(link)
        assert "Do you want an e-mail" in opens.text
        assert BEN not in opens.text
        assert "Do you want an e-mail" in anyone.client.get(link).text, "a look changes nothing"
        assert anyone.client.post(link, data={"do": "yes"}).status_code == 303
        assert "You get one e-mail" in anyone.client.get(link).text
        assert anyone.client.post(f"{link}x", data={"do": "stop"}).status_code == 303
        assert "You get one e-mail" in anyone.client.get(link).text, "only with its own key"
        assert anyone.client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 303
        assert "There is no reminder here" in anyone.client.get(link).text
        assert BEN not in ben.get("promises").text
        assert ben.submit("promises/note/1/remind", "promises", to=BEN).status_code == 303
        assert refused(ben.act("promises/note/1/remind", to=BEN), 409, "Try again tomorrow", "to")
        assert ben.submit("promises/note/1/unremind", "promises").status_code == 303
        assert BEN not in ben.get("promises").text


@pytest.mark.long
def test_a_server_is_killed_while_it_hands_a_letter_over(
    post_office: Letterbox, tmp_path: pathlib.Path
) -> None:
    """Given kill -9 once the mail server has the letter and before it has said so, when the server is back,
    then the same letter goes once more. Killed again, it knows of both, and Ben gets no third."""
    own = Turned(tmp_path, {"opennight.reminders.LOOK": 0.2, "opennight.reminders.TRYING": 500})
    own.environ |= {"OPENNIGHT_SMTP_URL": post_office.url, "OPENNIGHT_MAIL_FROM": "night@example.org"}
    own.environ |= {"OPENNIGHT_URL": own.url}
    with own:
        night = Evening(own)
        ada, ben = night.enter("Ada"), night.enter("Ben")
        plan(night, ada, ben)
        tomorrow = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)).isoformat()
        assert ben.act("promises/note/1/day", day=tomorrow).status_code == 200
        post_office.letters.clear()
        ben.act("promises/note/1/remind", to=BEN)
        (asked,) = post_office.letters
        post_office.letters.clear()
        post_office.taken = own.kill
        with contextlib.suppress(httpx.HTTPError):
            Device(own.url).client.post(asked["List-Unsubscribe"].strip(" <>"), data={"do": "yes"})
        for times in (1, 2):
            assert own.process is not None
            own.process.wait(timeout=20)
            assert len(post_office.letters) == times
            own.restart()
        post_office.taken = bool
        ben.act("promises/note/2/day", day=tomorrow)
        ben.act("promises/note/2/remind", to="bens.other@example.org")
        other = post_office.letters[-1]
        Device(own.url).client.post(other["List-Unsubscribe"].strip(" <>"), data={"do": "yes"})
        while len(post_office.letters) < 4:  # both are looked at in each turn
            assert own.process
            assert own.process.poll() is None
            time.sleep(0.05)
    first, second, _asked, last = post_office.letters
    assert first["Message-ID"] == second["Message-ID"] != last["Message-ID"]
    assert first.get_content() == second.get_content()
    assert last["To"] == "bens.other@example.org"


def plan(night: Evening, ada: Device, ben: Device) -> None:
    night.move("pitch")
    ada.act("pitches", title="Bees", hosted="1")
    night.host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    ada.act("groups/1/join")
    for no, due in (("1", "12 May 2031"), ("2", "")):
        ada.act("groups/1/notes", kind="action", text="Plant a hedge", due=due)
        ben.act(f"promises/note/{no}/in")
    night.move("closed")


def test_without_a_mail_server_nobody_is_asked(shared_server: Server) -> None:
    night = Evening(shared_server)
    ada, ben = night.enter("Ada"), night.enter("Ben")
    plan(night, ada, ben)
    assert "e-mail" not in ben.get("promises").text
    assert refused(ben.act("promises/note/1/remind", to=BEN), 404, "does not send e-mail")
