"""Propositions over HTTP: what each person says is theirs alone; what is told, is told of five or more."""

import re
from collections.abc import AsyncIterator

import pytest

from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.test_nothing_secret import pushed

SENTENCES = "Cars out.\nBuses should be free.\nWe meet again in May."
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Fay")
CHANGING = re.compile(
    r'(data-version|data-mark|value)="[^"]*"|<script[^>]*>.*?</script>|"spine":[^}]*}', re.DOTALL
)
"""What of a page is new with each load: its version, and the ids of its forms; and of a record, how long its
log is."""


MARK = re.compile(r"\d+|[0-9a-f]{16}")
"""The versions in a frame, and the mark of the log: a hash over what is personal only by way of a salt."""


class Round:
    """Six people, of whom the first is Ada, and a round of three sentences that is open."""

    def __init__(self, server: Server) -> None:
        self.night = Evening(server)
        self.people = [self.night.enter(name) for name in NAMES]
        self.ada, self.ben = self.people[:2]
        self.host, self.helper = self.night.host, self.night.helper()
        self.night.move("talk")
        assert self.host.act("propositions", text=SENTENCES).status_code == 200
        assert self.host.act("propositions/open").status_code == 200

    def say(self, device: Device, no: int, view: str) -> None:
        assert device.act(f"propositions/{no}/view", view=view).status_code == 200

    async def seen_by_others(self) -> AsyncIterator[tuple[str, str]]:
        """Everything that anybody but Ada gets to see."""
        for who, device, pages in (
            ("host", self.host, ("desk", "propositions/all", "asked/all", "moderated", "remote", "overview")),
            ("helper", self.helper, ("helper?for=1", "helper", "board")),
            ("Ben", self.ben, ("", "propositions", "me", "me/known", "me/known.json", "evening")),
            ("host", self.host, tuple(f"record{end}" for end in ("", ".md", ".csv", ".json", ".html"))),
        ):
            for page in pages:
                answer = device.get(page)
                assert answer.status_code != 429
                yield f"{who} {page}", answer.text
        for who, device, audience in (
            *(("host", self.host, audience) for audience in ("desk", "remote", "board")),
            *(("Ben", self.ben, audience) for audience in ("phone", "own", "board")),
            ("helper", self.helper, "helper"),
        ):
            heard = [word async for word in pushed(device, audience)]
            yield f"{who} as {audience}", "\n".join(word for word in heard if not MARK.fullmatch(word))


@pytest.fixture
def opened(shared_server: Server) -> Round:
    return Round(shared_server)


def unchanging(text: str) -> str:
    return CHANGING.sub("", text)


async def test_whatever_one_says_nobody_else_sees_another_page(opened: Round) -> None:
    """Given that all have answered, when Ada says the opposite, then nothing that others see is different:
    no page, no push and no file. She sees what she said on her own page, and among what is known of her."""
    for device in opened.people:
        for no in (1, 2, 3):
            opened.say(device, no, "agree")
    before = {where: unchanging(text) async for where, text in opened.seen_by_others()}
    assert "Agree" in opened.ada.get("propositions").text.partition("What you said")[2]
    opened.say(opened.ada, 2, "disagree")
    after = {where: unchanging(text) async for where, text in opened.seen_by_others()}
    assert {where for where in before if before[where] != after[where]} == set()
    assert "Disagree" in opened.ada.get("propositions").text.partition("What you said")[2]
    assert opened.ada.get("me/known.json").json()["views"] == [
        {"text": "Cars out.", "view": "agree"},
        {"text": "Buses should be free.", "view": "disagree"},
        {"text": "We meet again in May.", "view": "agree"},
    ]


def test_what_is_shared_is_told_at_the_end_on_the_board_and_in_the_record(opened: Round) -> None:
    for no, device in enumerate(opened.people):
        opened.say(device, 1, "agree" if no else "pass")
        opened.say(device, 2, "agree" if no < 3 else "disagree")
        if no < 4:
            opened.say(device, 3, "agree")
    assert "Cars out." not in opened.host.get("board").text
    assert opened.host.act("propositions/end").status_code == 200
    board = opened.host.get("board").text
    shared, _title, differ = board.partition("Where we differ")
    assert ("5 of 6 agree, 0 disagree" in shared, "Cars out." in shared) == (True, True)
    assert ("3 of 6 agree, 3 disagree" in differ, "Buses should be free." in differ) == (True, True)
    assert "We meet again in May." not in board, "four have answered it"
    opened.night.move("closed")
    told = opened.night.device().get("record.json").json()["propositions"]
    assert told["people"] == 6
    figures = ("text", "finding", "agree", "passed", "disagree")
    assert [tuple(map(one.get, figures)) for one in told["sentences"]] == [
        ("Cars out.", "shared", 5, 1, 0),
        ("Buses should be free.", "differ", 3, 0, 3),
    ]
    markdown = opened.night.device().get("record.md").text
    assert "- Cars out. — 5 of 6 agree, 0 disagree" in markdown
    assert "sentence,2,,Buses should be free." in opened.night.device().get("record.csv").text


def test_without_javascript_one_answers_one_after_another(opened: Round) -> None:
    """Ada's order begins with the first; when all are answered, she can change one."""
    for no in (1, 2, 3):
        page = opened.ada.get("propositions").text
        assert f"{no} of 3" in page
        address = re.search(r'action="/n/\w+/(propositions/\d/view)"', page)
        assert address
        assert opened.ada.submit(address[1], "propositions", view="pass").status_code == 303
    assert "Thank you, that was all." in opened.ada.get("propositions").text
    assert "You said: Pass" in opened.ada.get("propositions?change=2").text


def test_a_helper_answers_for_people_without_a_phone_and_is_told_nothing_of_it(opened: Round) -> None:
    opened.helper.act("people", name="Nora")
    page = opened.helper.get("helper?for=7").text
    assert "Do they agree?" in page
    first = re.search(r"propositions/(\d)/view", page)
    assert first
    assert opened.helper.act(f"propositions/{first[1]}/view", view="disagree", for_="7").status_code == 200
    again = opened.helper.get("helper?for=7").text
    assert "2 sentences left" in again
    assert f"propositions/{first[1]}/view" not in again
    assert refused(opened.helper.act("propositions/1/view", view="agree", for_="1"), 403, "themselves")


def test_who_offers_a_sentence_is_not_named(opened: Round) -> None:
    opened.host.act("propositions/open", offers="1")
    assert opened.ada.act("propositions/offer", text="Bees & <b>flowers</b> first").status_code == 200
    waits = "Bees &amp; &lt;b&gt;flowers&lt;/b&gt; first"
    assert waits in opened.host.get("propositions/all").text
    assert waits in opened.ada.get("propositions").text
    assert waits not in opened.ben.get("propositions").text
    assert opened.host.act("propositions/4/show").status_code == 200
    for no in (1, 2, 3, 4):
        opened.say(opened.ben, no, "agree")
    said = opened.ben.get("propositions").text
    assert waits in said
    assert "Ada" not in said
