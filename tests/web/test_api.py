"""What programs read: who may, how often, from where; and that the description says what is."""

import json
from types import SimpleNamespace
from typing import Any

import jsonschema
import msgspec
import pytest
from starlette.routing import Route

from opennight import clock
from opennight.api import answers
from opennight.api.openapi import description, path_of
from opennight.api.table import READINGS
from opennight.night.ballots import LEAST
from opennight.night.kept.ballots import Ballots
from opennight.record import outcome
from opennight.routes import ROUTES
from opennight.web import api
from opennight.web.core.keys import Keys
from opennight.web.core.limits import Limits
from tests import everything
from tests.archive.nights import with_everything
from tests.cast import a_night
from tests.everything import CODE
from tests.server import SECRET
from tests.web.cast import Device, Evening


def test_the_promises_are_those_that_are_counted() -> None:
    """Given actions of groups and one that two carry together, then all are listed, and add up."""
    found = outcome.of(everything.at(everything.full(), "closed"))
    those = answers.promises(found).promises
    assert len(those) == found.totals.actions
    (both,) = (one for one in those if one.joint)
    assert (both.note, both.text, both.group != both.other) == (0, "※Dig", True)


ETAGS = ("record", "schedule", "people")


def read(device: Device, name: str = "", **headers: str) -> Any:
    path = f"/api/n/{device.code}/{name}".rstrip("/")
    return device.client.get(path, headers=headers)


def key_for(host: Device, name: str = "A researcher") -> str:
    """A new key, as the host reads it, once."""
    host.act("api/keys", name=name)
    page = host.get("api").text
    return "on-" + page.split(">on-")[1].split("<")[0]


def with_key(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_everybody_reads_what_is_public(night: Evening, host: Device, outsider: Device) -> None:
    """Before the record is open: the night itself. After: all of it, from any other site's page."""
    about = read(outsider).json()
    assert (about["phase"], about["starts"]) == ("welcome", "2026-11-22T19:30")
    assert about["licence"]["key"] == "cc-by-4.0"
    for name in ("record", "schedule", "pitches", "groups", "notes", "promises", "offers", "people"):
        answer = read(outsider, name)
        assert answer.status_code == 403, name
        assert "Ask the host for a key" in answer.json()["text"]
        assert read(host, name).status_code == 403, "a cookie opens nothing here"
    night.move("groups")
    assert read(outsider, "schedule").json()["rounds"][0]["planned_start"] == "19:30"
    night.move("closed")
    for reading in READINGS[:-1]:
        answer = read(outsider, reading.name, Origin="https://elsewhere.example")
        assert answer.status_code == 200, reading.name
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in answer.headers
    file = outsider.get("record.json").json()
    assert read(outsider, "record").json() == file | {"spine": None}, "only a file says of which log it is"
    assert read(outsider, "ballots").status_code == 404


def test_a_key_opens_what_is_not_public(night: Evening, host: Device, outsider: Device) -> None:
    """In the header and nowhere else; until it is revoked, or the desk link is made anew."""
    first, second = key_for(host), key_for(host)
    assert first != second
    assert first not in json.dumps(night.log)
    assert ">on-" not in host.get("api").text, "it is shown once"
    answer = read(outsider, "record", **with_key(first))
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers, "no other site's page sends a key"
    assert answer.headers["cache-control"].startswith("private")
    assert read(outsider, f"record?key={first}").status_code == 400
    for wrong in (first[:-1] + "1", "on-x", ""):
        assert read(outsider, "record", **with_key(wrong)).status_code == 401, wrong
    assert read(outsider, "record", Authorization="Basic eDp5").headers["www-authenticate"] == "Bearer"
    host.act("api/keys/1/revoke")
    assert read(outsider, "record", **with_key(first)).status_code == 401
    assert read(outsider, "record", **with_key(second)).status_code == 200
    host.act("desk-key")
    assert read(outsider, "record", **with_key(second)).status_code == 401


def test_a_key_is_of_one_night(night: Evening, outsider: Device) -> None:
    other = Evening(night.server)
    key_for(night.host)
    assert read(outsider, "record", **with_key(key_for(other.host))).status_code == 401


def test_the_host_sees_when_a_key_was_last_used(night: Evening, host: Device, outsider: Device) -> None:
    """On which day: the log is told of the first use of a day, and of no other."""
    key = key_for(host)
    assert "Not used yet." in host.get("api").text
    for name in ("record", "people", "record"):
        assert read(outsider, name, **with_key(key)).status_code == 200
    zone = night.events("NightStarted")[0]["setup"].get("zone", "UTC")
    assert f"Last used on {clock.today(zone)}." in host.get("api").text
    assert len(night.events("ApiKeyUsed")) == 1
    assert night.actors("ApiKeyUsed") == ["system"]


def test_a_key_that_was_refused_is_shown_nowhere(night: Evening, host: Device) -> None:
    """Nor is one whose form was sent twice another one than the first time."""
    assert host.act("api/keys", name=" ").status_code == 422
    assert ">on-" not in host.get("api").text
    shown = set()
    for _time in range(2):
        host.act("api/keys", name="A researcher", command="the-same-form")
        shown.add(host.get("api").text.split(">on-")[1].split("<")[0])
    assert len(shown) == 1
    assert len(night.events("ApiKeyMade")) == 1


def test_the_mark_of_an_answer_changes_with_the_day_where_the_night_is() -> None:
    """Offers run out on a day there. It is never the same day at both ends of the world."""
    request: Any = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(keys=Keys(SECRET))))
    night, marks = a_night().night, set()
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        night.setup = msgspec.structs.replace(night.setup, zone=zone)
        marks.add(api.mark_of(request, night))
    assert len(marks) == 2


def test_nothing_is_sent_twice(night: Evening, attendee: Device, outsider: Device) -> None:
    """The mark of an answer is the same until something happens."""
    night.move("closed")
    for name in ETAGS:
        first = read(outsider, name)
        again = read(outsider, name, **{"If-None-Match": f'"x", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    attendee.act("me/byline", byline="participant")
    again = read(outsider, "people", **{"If-None-Match": first.headers["etag"]})
    assert again.status_code == 200
    assert "Ada" not in again.text
    assert "Ada" in first.text


def test_who_is_not_there_any_more_is_in_no_answer(night: Evening, host: Device, outsider: Device) -> None:
    """Given Zebedee, who pitched and went, when they take their name along, then no answer has it, with a key
    or without; of somebody whom the host has removed there is nothing."""
    gone, removed = night.enter("Zebedee"), night.enter("Mallory")
    night.move("pitch")
    gone.act("pitches", title="Moths", hosted="1")
    removed.act("pitches", title="Rude things", hosted="1")
    key = key_for(host)
    gone.act("me/leave", nameless="1")
    host.act("people/2/remove", wrote="1")
    night.move("closed")
    texts = [read(outsider, one.name, **with_key(key)).text for one in READINGS]
    assert not [text for text in texts if "Mallory" in text or "Zebedee" in text]
    assert any("Moths" in text for text in texts)


def test_ballots_only_once_the_host_has_published_them(shared_server: Any) -> None:
    night = Evening(shared_server)
    night.move("vote")
    for title in ("Bees", "Books"):
        night.host.act("pitches", title=title, hosted="")
    for no in range(LEAST):
        night.enter(f"Person {no}").act(f"pitches/{1 + no % 2}/vote")
    outsider = night.device()
    keyed = with_key(key_for(night.host))
    assert night.known(3).act("me/ballot", out="1").status_code == 200
    assert "out of any ballots for researchers" in night.known(3).get("me/known").text
    assert night.known(3).act("me/ballot", out="0").status_code == 200
    assert night.host.act("api/ballots", sure="1").status_code == 409, "the night is not closed"
    night.move("closed")
    assert night.host.act("api/ballots").status_code == 422, "nothing says that they are sure"
    assert outsider.act("api/ballots", sure="1").status_code == 403
    assert read(outsider, "ballots", **keyed).status_code == 404, "no key opens them"
    assert night.host.act("api/ballots", sure="1").status_code == 200
    found = read(outsider, "ballots").json()
    assert found["ballots"] == [[1]] * (LEAST // 2) + [[2]] * (LEAST // 2)
    assert "20 ballots are public" in night.host.get("api").text
    assert "Yours may be among these ballots" in night.known(1).get("me/known").text
    assert night.host.act("api/ballots/withdraw").status_code == 200
    assert read(outsider, "ballots").status_code == 404
    assert "You have withdrawn the ballots" in night.host.get("api").text


def test_each_caller_has_a_limit() -> None:
    buckets = Limits()
    assert [buckets.readings.take("10.0.0.1") for _time in range(121)] == [True] * 120 + [False]
    assert buckets.readings.take("10.0.0.2")
    assert buckets.programs.take("BEES 1")


def test_too_many_are_told_when_to_come_back(night: Evening, outsider: Device, host: Device) -> None:
    """Wrong keys are counted, too; a right one is never refused for that."""
    key = key_for(host)
    wrong = [read(outsider, **with_key("on-wrong")) for _time in range(40)]
    assert {answer.status_code for answer in wrong} == {401, 429}
    assert wrong[-1].headers["retry-after"] == "2"
    assert read(outsider, **with_key(key)).status_code == 200


def test_another_sites_page_asks_first(night: Evening, outsider: Device) -> None:
    """It may say which answer it has already, and may send no key."""
    asked = outsider.client.options(
        f"/api/n/{night.code}/record",
        headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-headers"] == "If-None-Match"
    assert outsider.client.post(f"/api/n/{night.code}/record").status_code == 405
    assert read(night.device(), "nothing").status_code == 404
    assert outsider.client.get("/api/n/NOSUCH").json()["kind"] == "missing"


def schema_of(kind: str, status: str = "200") -> dict[str, Any]:
    """What the description says of an answer, with all that it leans on."""
    said = description()
    operation = said["paths"][kind]["get"]["responses"][status]
    return {
        **operation["content"]["application/json"]["schema"],
        "components": said["components"],
        "$schema": "https://json-schema.org/draft/2020-12/schema",
    }


def test_the_description_is_of_what_there_is() -> None:
    """Each address of the table is in it and is served, and nothing else below /api."""
    served = {route.path for route in ROUTES if isinstance(route, Route) and route.path.startswith("/api/")}
    assert served == {*description()["paths"], "/api/openapi.json"}
    assert description()["openapi"].startswith("3.1.")


@pytest.mark.parametrize("reading", READINGS, ids=lambda one: one.name or "night")
def test_answers_are_as_described(reading: Any) -> None:
    """Each answer about a night with everything in it is what the description says, and has no key more."""
    night = with_everything().night
    if reading.name == "ballots":
        night.ballots = Ballots(ballots=((1,), (1, 2)), rare=1)
    answer = msgspec.to_builtins(reading.make(night, lambda: outcome.of(night)))
    schema = schema_of(path_of(reading))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(msgspec.json.encode(answer)), schema)
    known = description()["components"]["schemas"][reading.kind.__name__]["properties"]
    assert set(answer) <= set(known)
    assert night.code == CODE


def test_the_description_over_http(outsider: Device, night: Evening) -> None:
    answer = outsider.client.get("/api/openapi.json")
    assert answer.json() == json.loads(json.dumps(description()))
    assert answer.headers["access-control-allow-origin"] == "*"
    jsonschema.validate(read(outsider, "record").json(), schema_of("/api/n/{code}/record", "403"))
