"""What strangers find: what a host has listed, in the words and under the names of its record; and nothing of
it any more at the moment in which it is withdrawn, hidden or erased."""

import re
import time
import urllib.parse

import pytest

from opennight.web.core.limits import Limits
from tests.listed import catch_up
from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.stage import Stage

HIT = re.compile(r'<p class="line" hx-ignore><a href="([^"#]+)#([^"]+)">(.*?)</a>', re.S)
RARE = "quince"
"""A word that no other test says."""


@pytest.fixture(scope="module")
def shared(shared_server: Server) -> Stage:
    """A closed night in which somebody spoke of quinces."""
    stage = Stage(shared_server, "share")
    cast = stage.cast
    cast["attendee"].act("groups/1/notes", kind="note", text="Quince trees: 10 € each, in the Brühl")
    cast["neighbour"].act("share/1/comments", text="I have a quince, too")
    stage.night.move("closed")
    return stage


@pytest.fixture
def stage(shared: Stage) -> Stage:
    return shared.again()


def hits(device: Device, typed: str = RARE, **more: str) -> list[tuple[str, str, str]]:
    """(page, anchor, line) of all that is found."""
    answer = device.client.get("/commons?" + urllib.parse.urlencode({"q": typed, **more}))
    assert answer.status_code == 200
    return HIT.findall(answer.text)


def of(stage: Stage, typed: str = RARE, **more: str) -> list[str]:
    """The anchors of what is found of this night."""
    found = hits(stage.cast["outsider"], typed, **more)
    return [anchor for page, anchor, _line in found if f"/n/{stage.night.code}/" in page]


def listed(stage: Stage, place: str = "Easton, Bristol") -> None:
    assert stage.cast["host"].act("commons", place=place).status_code == 200
    catch_up(stage.night.server)


def test_a_record_is_found_once_its_host_has_listed_it(stage: Stage) -> None:
    host, outsider = stage.cast["host"], stage.cast["outsider"]
    catch_up(stage.night.server)
    assert of(stage) == [], "the link alone does not list it"
    assert "It is not listed." in host.get("record/draft").text
    assert "listed in the" not in outsider.get("record").text
    page = host.submit(
        "commons", "record/draft", place="Easton, Bristol", form=f"/n/{stage.night.code}/commons"
    )
    assert page.status_code == 303
    assert "It is listed in the commons." in host.get("record/draft").text
    assert "This record is listed in the" in outsider.get("record").text
    catch_up(stage.night.server)
    assert 'href="/commons"' in outsider.client.get("/").text
    found = [hit for hit in hits(outsider) if f"/n/{stage.night.code}/" in hit[0]]
    assert [anchor for _page, anchor, _line in found] == ["note-2", "comment-2"]
    assert "<mark>Quince</mark> trees: 10 € each" in found[0][2]
    for page_of, anchor, _line in found:
        assert f'id="{anchor}"' in outsider.client.get(page_of).text, "it leads to where it stands"


@pytest.mark.long
def test_the_server_reads_what_is_new_by_itself(stage: Stage) -> None:
    stage.cast["host"].act("commons", place="By itself")
    for _time in range(300):
        if of(stage):
            return
        time.sleep(0.1)
    raise AssertionError("nothing was found in half a minute")


def test_every_thing_leads_to_where_it_stands(shared_server: Server, stage: Stage) -> None:
    listed(stage, place="Anchors")
    outsider = stage.cast["outsider"]
    kinds = re.findall(r'<option value="(\w+)"', outsider.client.get("/commons").text.split('id="kind"')[1])
    found = [hit for kind in kinds for hit in hits(outsider, "", place="Anchors", kind=kind)]
    assert len({anchor for _page, anchor, _line in found}) > 5
    pages = {page: outsider.client.get(page).text for page, _anchor, _line in found}
    assert [(page, anchor) for page, anchor, _line in found if f'id="{anchor}"' not in pages[page]] == []


@pytest.mark.parametrize(
    ("who", "path", "fields", "left"),
    [
        ("host", "commons/leave", {}, []),
        ("host", "record/withdraw", {}, []),
        ("host", "comments/2/hide", {}, ["note-2"]),
        ("host", "notes/2/hide", {}, ["comment-2"]),
        (
            "host",
            "record/mend/note-2",
            {"was": "Quince trees: 10 € each, in the Brühl", "text": "Pears"},
            ["comment-2"],
        ),
    ],
)
def test_what_the_record_has_no_more_is_gone_at_once(
    stage: Stage, who: str, path: str, fields: dict[str, str], left: list[str]
) -> None:
    """Nothing has read the log since: the index still has it, and shows it to nobody."""
    listed(stage)
    assert of(stage) == ["note-2", "comment-2"]
    assert stage.cast[who].act(path, **fields).status_code == 200
    assert of(stage) == left
    catch_up(stage.night.server)
    assert of(stage) == left


def test_people_are_there_as_they_choose_and_not_for_searching(stage: Stage) -> None:
    listed(stage, place="Bylines")
    said = f"/n/{stage.night.code}/record/g/1#note-2"

    def shown() -> str:
        page = stage.cast["outsider"].client.get("/commons?q=quince+trees&place=bylines").text
        return page.partition(said)[2].partition("</li>")[0]

    assert "Ada" in shown()
    assert stage.cast["attendee"].act("me/byline", byline="participant").status_code == 200
    assert shown() == "", "the index still has the name"
    catch_up(stage.night.server)
    assert "Ada" not in shown()
    assert "a participant" in shown()
    assert of(stage, "Ben") == [], "a name finds nobody's words"


def test_a_place_gathers_its_nights(stage: Stage) -> None:
    listed(stage, place="Saint-Denis")
    outsider = stage.cast["outsider"]
    for name in ("saint-denis", "Saint%20Denis", "SAINT-DENIS"):
        page = outsider.client.get(f"/commons/places/{name}")
        assert page.status_code == 200
        assert stage.night.code in page.text
    everywhere = outsider.client.get("/commons/places/")
    assert everywhere.status_code == 200, "whoever cuts the address short finds all places"
    assert "<h1>Places</h1>" in everywhere.text
    assert 'href="/commons/places/saint-denis"' in everywhere.text
    for nowhere in ("atlantis", "%00", "..%2f..", "'--", "%E2%80%AE", "x" * 2000):
        page = outsider.client.get(f"/commons/places/{nowhere}")
        assert page.status_code == 404
        assert "is listed" in page.text
        assert "/commons" in page.text
    assert of(stage, RARE, place="saint denis") == ["note-2", "comment-2"]
    assert of(stage, RARE, place="Paris") == of(stage, RARE, year="1999") == []
    assert of(stage, RARE, kind="comment") == ["comment-2"]


SORTS = (
    *(
        '"',
        '""',
        "'",
        "\\",
        "%",
        "*",
        "(",
        "NEAR(",
        "a AND",
        "NOT",
        "col:x",
        "-",
        "--",
        ";",
        "\0",
        "\0quince",
        "{}",
        "^",
    ),
    *("🐝", "时间", "وقت", "\u202e", "<script>alert(1)</script>", "{{7*7}}", "x" * 10_000, '"' * 9_000),
)


def test_whatever_is_typed_never_fails(night: Evening) -> None:
    client = night.device().client
    for typed in SORTS:
        for fields in ("q",), ("q", "place", "year", "kind", "page"):
            answer = client.get(
                "/commons?" + urllib.parse.urlencode(dict.fromkeys(fields, typed[: 10_000 // len(fields)]))
            )
            expected = (200, 404, 414) if len(typed) > 8_000 else (200, 404)
            assert answer.status_code in expected, typed[:20]
            assert "<script>alert" not in answer.text
    assert client.get("/commons?q=%ff%fe&page=-1&page=0&q").status_code == 200
    assert client.get("/commons?q=a&page=9999").status_code == 404


def test_pages_are_asked_for_again_and_sent_once(stage: Stage) -> None:
    listed(stage)
    client = stage.cast["outsider"].client
    page = client.get("/commons?q=quince")
    assert page.headers["cache-control"] == "no-cache"
    assert '<meta name="robots" content="noindex">' in page.text, "searches are no pages of their own"
    assert "noindex" not in client.get("/commons").text
    again = client.get("/commons?q=quince", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    stage.cast["host"].act("record/withdraw")
    again = client.get("/commons?q=quince", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 200


def test_strangers_search_so_often_and_no_more() -> None:
    bucket = Limits().searches
    assert all(bucket.take("198.51.100.7") for _time in range(100)), "a room behind one address"
    assert not all(bucket.take("198.51.100.7") for _time in range(100))
    assert bucket.take("203.0.113.9"), "others are served"


def test_only_the_host_lists(stage: Stage) -> None:
    for who in ("attendee", "helper", "outsider"):
        assert refused(stage.cast[who].act("commons", place="Easton"), 403)
    host = stage.cast["host"]
    assert refused(host.act("commons", place=""), 422, "Please write something here", "place")
    assert refused(host.act("commons", place="Easton", point="north"), 422, "latitude", "point")


def test_an_empty_commons_says_what_it_is_for(server: Server) -> None:
    device = Device(server.url)
    page = device.client.get("/commons")
    assert page.status_code == 200
    assert "Nothing is listed here so far." in page.text
    assert 'href="/commons"' not in device.client.get("/").text, "the front page leads to none that is empty"
