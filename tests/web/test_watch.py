"""Words to look out for: the desk sees the list and its marks, and nobody else does."""

from tests.server import Server
from tests.web.cast import refused
from tests.web.stage import Stage
from tests.web.test_nothing_secret import pushed
from tests.web.test_reading import told

LIST = "bees\nzzsecretword"


async def test_only_the_desk_sees_the_list_and_what_it_marks(shared_server: Server) -> None:
    stage = Stage(shared_server, "share")
    host = stage.cast["host"]
    assert host.act("watch", words=LIST).status_code == 200
    page = host.get("desk").text
    assert "zzsecretword" in page
    assert "2 things to look at" in page  # a pitch and a note
    assert 'class="watched"' in page
    assert any('class="watched"' in word for word in [word async for word in pushed(host, "desk")])
    for phase in ("share", "closed"):
        stage.night.move(phase)
        seen = await told(stage)
        for secret in ("zzsecretword", "watched", "to look at"):
            assert [what for what, text in seen if secret in text] == []
    for page in ("setup.json", "setup"):
        assert "zzsecretword" not in host.get(page).text
    assert "bees" in stage.cast["neighbour"].get("record").text.lower(), "nothing was hidden"


def test_the_desk_looks_at_it(shared_server: Server) -> None:
    stage = Stage(shared_server, "pitch")
    host = stage.cast["host"]
    host.act("watch", words="BEES")
    assert "One thing to look at" in host.get("desk").text
    assert host.submit("watch/1/clear", "desk", what="pitch").status_code == 303
    assert "thing to look at" not in host.get("desk").text
    before = stage.night.version
    for fields in ({"what": "poem"}, {"what": ""}, {}):
        assert host.act("watch/1/clear", **fields).status_code == 200
    assert refused(host.act("watch", words="x" * 41), 422, "Too long", "words")
    assert stage.night.version == before
