"""The reel over HTTP: who runs it, and who watches it."""

from tests.web.cast import Device, Evening, refused
from tests.web.sent_clips import by_form


def released(attendee: Device, title: str) -> None:
    """The night's first clip, which everybody may see."""
    assert by_form(attendee, title=title).status_code == 200
    assert attendee.act("clips/1/release").status_code == 200


def test_a_helper_with_the_board_runs_it_but_does_not_say_what_is_in_it(
    night: Evening, attendee: Device, host: Device, helper: Device
) -> None:
    night.move("pitch")
    released(attendee, "Dahlia")
    assert host.act("reel/pick", clip="1").status_code == 200
    host.act("remote/helpers", controls=["board"])
    assert refused(helper.act("reel/pick", clip="1"), 403)
    assert refused(helper.act("reel/1/drop"), 403)
    assert "Play the reel" in helper.get("remote").text
    for press in ("play", "hold", "resume", "skip", "end"):
        assert helper.act(f"reel/{press}").status_code in (200, 409), press
    assert night.actors("ReelPlayed") == ["helper:481516"] * 3
    host.act("remote/helpers", controls=["timer"])
    assert refused(helper.act("reel/play"), 403)
    assert "Play the reel" not in helper.get("remote").text


def test_nonsense_is_refused_in_words(night: Evening, attendee: Device, host: Device) -> None:
    night.move("pitch")
    released(attendee, "Dahlia")
    before = night.version
    for path, fields, status in (
        ("reel/pick", {"clip": "x"}, 422),
        ("reel/pick", {"clip": "-1"}, 404),
        ("reel/pick", {"clip": "2"}, 404),
        ("reel/1/move", {"by": "1"}, 409),
        ("reel/1/move", {}, 422),
        ("reel/play", {"clip": "1"}, 409),
        ("reel/skip", {"clip": "1"}, 409),
    ):
        assert refused(host.act(path, **fields), status), path
    assert night.version == before


def test_outsiders_are_not_called_you(night: Evening, attendee: Device, outsider: Device) -> None:
    by_form(attendee, title="Hive")
    attendee.act("clips/1/release")
    for page in ("reel", "clips/1", "clips"):
        assert "top-me" not in outsider.get(page).text, page
        assert night.code in outsider.get(page).text, page
    assert [("top-me" in attendee.get(page).text) for page in ("reel", "clips/1", "clips")] == [True] * 3


def test_anybody_watches_it_without_a_cookie_and_the_record_leads_there(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    night.move("pitch")
    released(attendee, "Dahlia")
    assert by_form(attendee, title="Hemlock").status_code == 200
    page = outsider.get("reel")
    assert ("Dahlia" in page.text, "Hemlock" in page.text) == (True, False)
    assert "set-cookie" not in page.headers
    assert outsider.get("clips/1/file").status_code == 200
    assert outsider.get("clips/2/file").status_code == 404
    night.move("closed")
    record = outsider.get("record").text
    assert f"/n/{night.code}/reel" in record
    assert "Hemlock" not in record
    attendee.act("clips/1/withdraw")
    assert "Dahlia" not in outsider.get("reel").text
    assert f"/n/{night.code}/reel" not in outsider.get("record").text
