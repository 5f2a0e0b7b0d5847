"""Every POST works with and without JavaScript, takes effect once, and is refused to everybody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

import pytest
from starlette.routing import Route

from opennight.routes import ROUTES
from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.deed import Deed
from tests.web.deeds import DEEDS, LAST
from tests.web.stage import Stage

ELSEWHERE = {"/start", "/nights", "/rehearsals", "/j/{code}", "/j/{code}/leave", "/j/{code}/return"}
ELSEWHERE |= {"/n/{code}/reporter/leave"}
ELSEWHERE |= {"/n/{code}/rehearsal", "/n/{code}/rehearsal/end", "/n/{code}/me/leave"}
ELSEWHERE |= {"/n/{code}/clips", "/n/{code}/uploads", "/n/{code}/uploads/{id}"}
ELSEWHERE |= {"/n/{code}/clips/{no:no}/words/confirm", "/n/{code}/introductions/{no:no}/contact"}
ELSEWHERE |= {"/n/{code}/promises/before"}
ELSEWHERE |= {f"/n/{{code}}/promises/{{what:str}}/{{no:no}}/{word}" for word in ("remind", "unremind")}
ELSEWHERE |= {"/n/{code}/reminders/{person:no}/{what:str}/{no:no}"}
ELSEWHERE |= {"/n/{code}/record/cards/{no:no}/write", "/n/{code}/record/g/{no:no}/write"}
ELSEWHERE |= {"/n/{code}/record/posts", "/n/{code}/record/posts/{no:no}/back"}
KNOCKS = ("heard", "say", "agree", "end", "asker/say", "asker/agree", "asker/end")
ELSEWHERE |= {f"/n/{{code}}/knocks/{{no:no}}/{act}" for act in KNOCKS}
ELSEWHERE |= {"/n/{code}/leaflets/{no:no}/mail", "/n/{code}/leaflets/{no:no}/mail/read"}
ELSEWHERE |= {"/n/{code}/knocks/mail/{no:no}", "/n/{code}/knocks/mail/{no:no}/read"}
ELSEWHERE |= {"/n/{code}/bring/look", "/n/{code}/uses", "/n/{code}/uses/{no:no}/drop"}
ELSEWHERE |= {"/n/{code}/api/ballots", "/n/{code}/api/ballots/withdraw"}
"""These need no role in the night, or lead to another one or away from it: test_kept, test_nights,
test_rehearsals, test_people, test_reporters and test_devices cover them. Photos are in test_clips and
test_uploads; only what a machine has written is confirmed, in test_captions; what two people pass
is in no log, see test_introductions. Ballots take more people than a stage has, see test_api;
a look at a file changes nothing, see test_bringing; a night comes after another one in test_keeping;
addresses for reminders are in no log, see test_reminders. What others used comes in a file, see
test_taking; anybody may write about a card or to a group, see test_knocks and test_takers, and hand in a
post, see test_posts."""

PAGES = {
    *(
        "about",
        "afterwards",
        "leaflets",
        "leaflets/NO/edit",
        "setup",
        "runsheet",
        "flood",
        "feedback",
        "feedback/questions",
        "deck",
        "thanks",
    ),
    *("clips/NO/words", "offers"),
    *("pitches/NO/edit", "pitches/NO/table", "groups/NO/cards", "groups/NO/story"),
    "clips/NO/straighten",
    *("asked", "propositions", "bring"),
    "record/mend/note-NO",
}
"""These have a page at the same address."""
names = [deed.path for deed in DEEDS]


@pytest.fixture(scope="module")
def stages(shared_server: Server) -> Callable[[str], Stage]:
    """One night for each phase."""
    return cache(partial(Stage, shared_server))


@pytest.fixture
def stage(stages: Callable[[str], Stage]) -> Iterator[Stage]:
    """One night for all refusals, as they never change it."""
    made = stages("welcome")
    before = made.night.log
    yield made
    assert made.night.log == before


@pytest.fixture
def shut_out(shared_server: Server, stage: Stage) -> dict[str, Device]:
    """Devices that may do nothing: neither in the night nor its host."""
    other = Evening(shared_server)
    other.host.act(f"/j/{other.code}", name="Zoe")
    other.host.code = stage.night.code
    return {"outsider": stage.cast["outsider"], "stranger": other.host}


def posts() -> list[str]:
    routes = (route for route in ROUTES if isinstance(route, Route))
    return [route.path for route in routes if route.methods and "POST" in route.methods]


def test_every_post_has_its_story() -> None:
    found = [path.replace("NO", "{no:no}") for path in names]
    found = [path.replace("promises/note", "promises/{what:str}") for path in found]
    found = [path.replace("threads/note", "threads/{what:str}") for path in found]
    found = [path.replace("reports/reply", "reports/{what:str}") for path in found]
    found = [path.replace("mend/note-{no:no}", "mend/{anchor:str}") for path in found]
    told = {f"/n/{{code}}/{path}" for path in found} | ELSEWHERE
    assert set(posts()) == told


@pytest.mark.parametrize("deed", DEEDS, ids=names)
def test_it_works_once_with_and_without_javascript(stages: Callable[[str], Stage], deed: Deed) -> None:
    stage = stages(deed.phase).again()
    for step in deed.before:
        stage.do(step)
    night, before, device = stage.night, stage.night.version, stage.cast[deed.who]
    known = {name: str(before) if value == LAST else value for name, value in deed.fields.items()}
    fields = {"command": "the-same-id", **known}
    page = "desk" if deed.who == "host" else ""
    twins = [device.copy() for _again in range(2)]
    with ThreadPoolExecutor() as hands:
        acted = [hands.submit(twin.act, deed.address, **fields) for twin in twins]
        submitted = hands.submit(device.submit, deed.address, page, **fields).result()
    answers = [one.result() for one in acted] + [device.act(deed.address, **fields)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert submitted.status_code == 303
    assert submitted.headers["location"].startswith(f"/n/{night.code}")
    happened = night.log[before:]
    assert {command for command, _kind, _fields in happened} == {"the-same-id"}
    assert [kind for _command, kind, _fields in happened].count(deed.kind) == 1
    assert {answer.json()["version"] for answer in answers} == {night.version}
    assert ("mine" in answers[0].json()) == (deed.who == "attendee")


def test_nobody_else_may(stage: Stage, shut_out: dict[str, Device]) -> None:
    for deed in DEEDS:
        wrong = dict(shut_out)
        if deed.who != "attendee":
            wrong["attendee"] = stage.cast["attendee"]
        if deed.who == "host":
            wrong["helper"] = stage.cast["helper"]
        for name, device in wrong.items():
            answer = device.act(deed.address, **deed.fields)
            assert refused(answer, 403), f"{name}: {deed.path}"
            assert "mine" not in answer.json()


def test_a_get_and_an_unknown_night_get_nothing(stage: Stage) -> None:
    device = stage.cast["host"]
    for deed in DEEDS:
        if deed.path not in PAGES:
            assert device.get(deed.address).status_code == 405, deed.path
        assert refused(device.act(f"/n/NOSUCH/{deed.address}", **deed.fields), 404), deed.path


def test_a_form_of_another_site_is_refused(stage: Stage) -> None:
    client = stage.cast["host"].client
    for deed in DEEDS:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
            answer = client.post(f"/n/{stage.night.code}/{deed.address}", data=deed.fields, headers=headers)
            assert answer.status_code == 403, deed.path
            assert "another site" in answer.text


def test_a_damaged_id_is_refused(stage: Stage) -> None:
    for deed in DEEDS:
        answer = stage.cast["host"].act(deed.address, **deed.fields | {"command": "a;drop--table"})
        assert refused(answer, 422, "wrong with this form", "command"), deed.path
