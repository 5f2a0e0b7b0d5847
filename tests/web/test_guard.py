"""What surrounds every request: other sites, headers, sizes, floods, cookies, and what the log says."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.types import Receive, Scope, Send

from opennight.app import make_app
from opennight.config import Settings
from opennight.night.kept.people import Person
from opennight.web.core import errors
from opennight.web.core.access import Caller
from opennight.web.core.access_log import EACH, AccessLog
from opennight.web.core.forms import read_upload
from opennight.web.core.guard import Guard
from opennight.web.core.keys import Keys
from opennight.web.core.limits import Bucket, Limits, TooFast, address, refuse_flood
from tests.live.page import read, walk
from tests.server import Server
from tests.web.cast import Device, Evening, refused

FORM = {"text": "Hello"}


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "HERE"},
            {"Origin": "null"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "http://127.0.0.1:1"},
            {"Origin": "http://HERE.elsewhere.example"},
            {"Origin": "http://["},
        ],
    )
    def test_may_not_act_for_our_people(self, night: Evening, host: Device, headers: dict[str, str]) -> None:
        here = str(host.client.base_url).rstrip("/")
        headers = {name: value.replace("HERE", here) for name, value in headers.items()}
        answer = host.client.post(host.path("announcement"), data=FORM, headers=headers)
        assert answer.status_code == 403
        assert night.version == 1

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "none"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "HERE"},
            {"Origin": "HERE"},
        ],
    )
    def test_our_own_pages_may(self, night: Evening, host: Device, headers: dict[str, str]) -> None:
        here = str(host.client.base_url).rstrip("/")
        headers = {name: value.replace("HERE", here) for name, value in headers.items()}
        assert host.client.post(host.path("announcement"), data=FORM, headers=headers).status_code == 303
        assert night.version == 2

    def test_links_from_there_work(self, night: Evening, outsider: Device) -> None:
        assert outsider.get(f"/j/{night.code}", **{"Sec-Fetch-Site": "cross-site"}).status_code == 200


def hidden_scripts(html: str) -> list[str]:
    """What our content security policy would block, so that no page should have it."""
    return [
        f"{element.tag} {name}={value}"
        for _parent, element in walk(read(html))
        for name, value in [*element.attributes.items(), ("", "")]
        if name == "style"
        or name.startswith("on")
        or (value or "").strip().lower().startswith("javascript:")
        or element.tag == "style"
        or (
            element.tag == "script"
            and "src" not in element.attributes
            and element.attributes.get("type") not in ("application/json", "application/ld+json")
        )
    ]


SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class TestEveryPage:
    @pytest.fixture
    def pages(self, night: Evening, host: Device, attendee: Device) -> list[httpx.Response]:
        """Pages and answers of every kind, with markup in what people wrote."""
        night.move("pitch")
        evil = "<script>alert(1)</script><b onclick=x style=y>"
        attendee.act("pitches", title=evil, more=evil, hosted="1")
        host.act("announcement", text=evil)
        host.act("lineup/1/place", cell="1-1")
        night.move("talk")
        attendee.act("groups/1/join")
        attendee.act("groups/1/notes", text=evil)
        mine = [attendee.get(page) for page in ("", "me", "groups/1", "pitches/1/edit", "pitches/9/edit")]
        desk = [
            host.get(page)
            for page in ("/", "/start", "desk", "links", "setup", "overview", "helper", "board")
        ]
        night.move("closed")
        ends = [host.get(page) for page in ("record", "record.json", "/nowhere", "/healthz")]
        wrong = [attendee.submit("pitches", "", title=""), attendee.get("desk"), attendee.get("timer/start")]
        door = [night.device().get(f"/j/{night.code}"), night.device().get("/join?code=x")]
        return mine + desk + ends + wrong + door

    def test_runs_only_what_is_ours(self, pages: list[httpx.Response]) -> None:
        for page in pages:
            policy = page.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'"), page.url
            assert "unsafe" not in policy
            assert "*" not in policy
            if page.headers["content-type"].startswith("text/html"):
                assert hidden_scripts(page.text) == [], page.url

    def test_has_the_headers(self, pages: list[httpx.Response]) -> None:
        for page in pages:
            assert {name: page.headers.get(name) for name in SAFE} == SAFE, page.url
            assert "server" not in page.headers
            if "data-live" in page.text:
                assert page.headers["cache-control"] == "no-store"


async def test_also_the_page_for_a_bug_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    app = make_app(Settings(secret_key="a secret for the tests"))
    wire = httpx.ASGITransport(app, raise_app_exceptions=False)  # never started, so it cannot look up a night
    async with httpx.AsyncClient(transport=wire, base_url="http://night.example") as client:
        page = await client.get("/n/BEES22")
        json = await client.post("/n/BEES22/phase", headers={"Accept": "application/json"})
    assert page.status_code == json.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
    assert {name: page.headers.get(name) for name in SAFE} == SAFE
    assert "Something went wrong" in json.json()["refused"]
    assert sum(record.exc_info is not None for record in caplog.records) == 2, "the log says what it was"


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_cookies_that_take_long_to_read_are_not_read(kind: str) -> None:
    """Python undoes the quoting of one in time that grows with the square of its backslashes."""
    seen: list[dict[str, str]] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(HTTPConnection(scope).cookies)

    sent = b'start="a b.c"; evil="' + b'\\"' * 20_000 + b'"; person_X=1'
    scope = {"type": kind, "method": "GET", "path": "/", "headers": [(b"host", b"x"), (b"cookie", sent)]}

    async def nothing(*_message: object) -> Any: ...

    await Guard(app, AccessLog())(scope, nothing, nothing)
    assert seen == [{"start": "a b.c", "person_X": "1"}]


async def read_of(headers: dict[str, bytes], query: bytes = b"") -> tuple[list[HTTPConnection], list[int]]:
    """What an endpoint gets to read of a request, and the status of an answer without one."""
    seen: list[HTTPConnection] = []
    statuses: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(HTTPConnection(scope))

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    its = [(b"host", b"x"), *((name.encode(), value) for name, value in headers.items())]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": its, "query_string": query}

    async def receive() -> Any: ...

    await Guard(app, AccessLog())(scope, receive, send)
    return seen, statuses


async def test_of_headers_without_end_a_page_reads_the_beginning() -> None:
    """A request of 60 kB, a dozen of them a second, would take all of the server's time."""
    cookies = b"; ".join([b"first=1", *(b"a%d=b" % no for no in range(6000))])
    tongues = b"en-GB, fr;q=0.5, " + b"x;q=0.1," * 5000
    (seen,), _none = await read_of({"cookie": cookies, "accept-language": tongues})
    assert seen.cookies["first"] == "1"
    assert len(seen.cookies) == 180
    assert len(seen.headers["accept-language"].split(",")) == 20


@pytest.mark.parametrize(
    ("query", "reads"),
    [(b"title=" + b"%F0%9F%90%9D" * 200, True), (b"a&" * 30_000, False), (b"a=" + b"x" * 9000, False)],
)
async def test_an_address_that_asks_for_too_much_is_not_read(query: bytes, reads: bool) -> None:
    seen, statuses = await read_of({}, query)
    assert (len(seen), statuses[:1]) == ((1, []) if reads else (0, [414]))


async def test_what_fails_half_way_is_broken_off() -> None:
    """A second answer after the beginning of the first would read as part of it."""

    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("half way")

    async with httpx.AsyncClient(transport=httpx.ASGITransport(Guard(fails, AccessLog()))) as client:
        with pytest.raises(RuntimeError, match="half way"):
            await client.get("http://night.example/")


class TestSizes:
    @pytest.mark.parametrize("size", [65 * 1024, 5_000_000])
    def test_a_form_that_is_too_big(self, night: Evening, host: Device, size: int) -> None:
        assert refused(host.act("announcement", text="x" * size), 413, "too much to send")
        assert night.version == 1

    def test_nor_in_pieces_of_unknown_number(self, night: Evening, host: Device) -> None:
        def pieces() -> Iterator[bytes]:
            yield b"text="
            for _piece in range(100):
                yield b"x" * 1024

        answer = host.client.post(
            host.path("announcement"), content=pieces(), headers={"Accept": "application/json"}
        )
        assert refused(answer, 413, "too much to send")
        assert night.version == 1

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"\xff\xfe=\xff", 422),
            (b"&".join(b"a=1" for _field in range(7000)), 422),
            (b"text=%ff%fe%00", 200),
            (b"text=%ED%A0%80", 200),
            (b"", 200),
            (b"=&&;=;&", 200),
            (b"text=first&text=last", 200),
        ],
    )
    def test_bodies_that_are_odd(self, night: Evening, host: Device, body: bytes, status: int) -> None:
        answer = host.client.post(
            host.path("announcement"), content=body, headers={"Accept": "application/json"}
        )
        assert answer.status_code == status
        for event in night.events("Announced"):
            assert event["text"] in ("last", "��", "���")


@pytest.mark.parametrize(
    "name", ["", "[", "a b", "evil.example/<script>", "x:y", "x:80:80", "x" * 300, "ä.example"]
)
def test_a_host_that_is_none(night: Evening, attendee: Device, name: str) -> None:
    headers = {"Host": name.encode()}
    answer = attendee.client.get(attendee.path(""), headers=[(b"Host", headers["Host"])])
    assert answer.status_code == 400
    assert "<script>" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("name", ["night.example", "127.0.0.1:8000", "[::1]:8000", "my_box.local"])
def test_a_host_that_is_one(night: Evening, host: Device, name: str) -> None:
    answer = host.get("board", Host=name)
    assert answer.status_code == 200
    assert f"wss://{name};" in answer.headers["content-security-policy"]


class TestFlood:
    def test_one_thumb_too_fast_stops_nobody_else(
        self, night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device
    ) -> None:
        answers = (attendee.act("me/name", name="Ada") for _tap in range(2000))
        stopped = next(answer for answer in answers if answer.status_code != 200)
        assert refused(stopped, 429, "very fast")
        assert neighbour.act("me/name", name="Benjamin").status_code == 200
        assert host.act("phase", to="pitch").status_code == 200
        assert outsider.act(f"/j/{night.code}", name="Cleo").status_code == 200

    def test_who_loads_pages_all_the_time_waits_and_can_still_act(
        self, attendee: Device, neighbour: Device, host: Device, outsider: Device
    ) -> None:
        pages = (attendee.get() for _load in range(2000))
        stopped = next(page for page in pages if page.status_code != 200)
        assert stopped.status_code == 429
        assert "very fast" in stopped.text
        assert attendee.act("me/name", name="Ada").status_code == 200
        for device, page in ((neighbour, ""), (host, "desk"), (outsider, "board")):
            assert device.get(page).status_code == 200

    def test_whoever_asks_for_what_is_not_there_again_and_again_gets_no_pages(self) -> None:
        """Drawing one takes ten times as long as the sentence on it."""
        limits = Limits()
        limits.visits = Bucket(rate=0, most=1)
        state = type("State", (), {"limits": limits})
        app = type("App", (), {"state": state})
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/x",
            "headers": [],
            "query_string": b"",
            "app": app,
        }
        request = Request(scope | {"client": ("10.0.0.1", 1)})
        limits.visits.take("10.0.0.1")
        answer = errors.answer(request, HTTPException(404))
        assert (answer.status_code, answer.body) == (404, b"There is nothing at this address.\n")
        assert answer.media_type == "text/plain"

    async def test_forms_with_thousands_of_fields_are_few(self) -> None:
        """Each takes 20 ms to take apart. The desk's are counted by themselves, and those of usual length are
        not."""
        limits, keys = Limits(), Keys("a secret")
        state = type("State", (), {"limits": limits, "keys": keys})
        app = type("App", (), {"state": state})

        async def sent(fields: int, kind: bytes = b"", cookie: str = "", value: bytes = b"1") -> bool:
            name = b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'
            body = name * fields + b"--x--" if kind else b"a=%b&" % value * fields
            headers = [(b"content-type", kind), (b"cookie", cookie.encode())]
            scope = {"type": "http", "method": "POST", "app": app, "path": "/", "headers": headers}
            scope |= {"path_params": {"code": "BEES"}, "client": ("10.0.0.1", 1)}

            async def receive() -> Any:
                return {"type": "http.request", "body": body}

            try:
                _form, lists, _files = await read_upload(Request(scope, receive))
            except TooFast:
                return False
            assert len(lists["a"]) == fields
            return True

        most = [await sent(2000, kind) for kind in (b"", b"multipart/form-data; boundary=x") * 15]
        assert most.count(True) == 20
        assert await sent(100)
        assert not await sent(1, value=b"%C3%A9" * 10_000), "what is written in signs takes long, too"
        assert await sent(1, value=b"%C3%A9" * 2_000)
        host = f"desk_BEES={keys.sign('host BEES 1')}"
        assert await sent(2000, cookie=host)
        assert not await sent(2000, cookie=host[:-1])

    def test_the_code_in_other_letters_is_the_same_night(self) -> None:
        limits = Limits()
        ada = Caller(person=Person(1, "Ada", 0, 1))

        def act(code: str) -> None:
            app = type("App", (), {"state": type("State", (), {"limits": limits})})
            scope = {
                "type": "http",
                "method": "POST",
                "app": app,
                "path_params": {"code": code},
                "client": ("10.0.0.1", 1),
            }
            refuse_flood(HTTPConnection(scope), ada)

        for n in range(40):
            act("bees22" if n % 2 else "BEES22")
        assert len(limits.person.levels) == 1

    @pytest.mark.parametrize(
        ("host", "sender"),
        [
            ("10.0.0.1", "10.0.0.1"),
            ("::ffff:10.0.0.1", "10.0.0.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::9", "2001:db8:1:2::"),
            ("fe80::1%eth0", "fe80::"),
            ("a socket file", "a socket file"),
        ],
    )
    def test_who_can_choose_among_many_addresses_is_one_sender(self, host: str, sender: str) -> None:
        assert address(HTTPConnection({"type": "http", "client": (host, 1)})) == sender

    def test_a_bucket_fills_again_and_forgets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        at = 100.0
        monkeypatch.setattr("opennight.web.core.limits.time.monotonic", lambda: at)
        bucket = Bucket(rate=2, most=3, kept=2)
        assert [bucket.take("a") for _act in range(5)] == [True, True, True, False, False]
        at = 101.0
        assert [bucket.take("a") for _act in range(3)] == [True, True, False]
        assert bucket.take("b")
        assert bucket.take("c")
        assert list(bucket.levels) == ["b", "c"]


class TestCookies:
    def test_are_for_the_server_alone(self, night: Evening, outsider: Device) -> None:
        for answer in (
            outsider.get(f"desk?key={night.desk_key()}"),
            outsider.act(f"/j/{night.code}", name="Ada"),
        ):
            cookie = answer.headers["set-cookie"].lower()
            assert "httponly" in cookie
            assert "samesite=lax" in cookie
            assert "secure" not in cookie, "a laptop in a hall has no HTTPS"

    def test_are_secure_behind_https(self, night: Evening, outsider: Device) -> None:
        headers = {
            "X-Forwarded-Proto": "https",
            "Origin": str(outsider.client.base_url).replace("http", "https"),
        }
        answer = outsider.client.post(
            f"/j/{night.code}",
            data={"name": "Ada"},
            headers=headers | {"Origin": headers["Origin"].rstrip("/")},
        )
        assert answer.status_code == 303
        assert "; secure" in answer.headers["set-cookie"].lower()

    @pytest.mark.parametrize("value", ["", "x", "person CODE 1", "person CODE 1.x", "é", '"', "a" * 4000])
    def test_that_we_did_not_sign_open_nothing(self, night: Evening, outsider: Device, value: str) -> None:
        value = value.replace("CODE", night.code)
        for name in (f"person_{night.code}", f"desk_{night.code}", "start"):
            headers = [(b"Cookie", f"{name}={value}".encode())]
            for page in ("desk", "me", "/start"):
                assert outsider.client.get(outsider.path(page), headers=headers).status_code == 403

    def test_of_one_night_are_nothing_in_another(
        self, shared_server: Server, night: Evening, attendee: Device
    ) -> None:
        other = Evening(shared_server)
        thief = other.device()
        signed = attendee.client.cookies[f"person_{night.code}"]
        thief.client.cookies.set(f"person_{other.code}", signed)
        assert thief.get("me").status_code == 403


class TestSecrets:
    def test_are_on_no_page_of_others_and_in_no_log(
        self, shared_server: Server, night: Evening, host: Device, helper: Device, attendee: Device
    ) -> None:
        desk, helping = night.desk_key(), night.helper_key()
        personal = night.personal(1)
        night.device().get(f"desk?key={desk}")
        night.device().get(f"helper?key={helping}")
        night.device().get(f"/?key={shared_server.start_key}")
        night.device().act(f"/j/{night.code}/return", personal=personal)
        assert desk in host.get("links").text
        for page in ("", "me", "board", "helper", "record", f"/j/{night.code}", "/"):
            for device in (helper, attendee, night.device()):
                assert desk not in device.get(page).text
        for page in ("", "me", "board", f"/j/{night.code}", "/"):
            assert helping not in attendee.get(page).text
        time.sleep(EACH + 0.1)
        printed = shared_server.output.partition("To start a night")[2].partition("\n")[2]
        assert f'"path":"/n/{night.code}/desk"' in printed, "requests are logged"
        for secret in (desk, helping, personal, shared_server.start_key, "key=", "Ada"):
            assert secret not in printed, secret

    def test_nothing_went_wrong_unseen(self, shared_server: Server) -> None:
        assert "Traceback" not in shared_server.output


def test_only_a_page_that_records_may_ask_for_camera_and_microphone(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    """Given a group, when whoever may send clips opens its page of them, then that page may ask; but no other
    one of theirs, nor the same page for whoever may not."""
    night.talk_about_bees(attendee)

    def asks(device: Device, page: str) -> str:
        headers = device.get(page).headers
        assert ("blob:" in headers["content-security-policy"]) is (
            "camera=(self)" in headers["permissions-policy"]
        )
        return headers["permissions-policy"]

    allowed = "camera=(self), microphone=(self), geolocation=()"
    assert [asks(attendee, page) for page in ("clips", "groups/1/clips")] == [allowed, allowed]
    assert asks(host, "groups/1/clips") == allowed
    others = [
        (attendee, ""),
        (attendee, "groups/1"),
        (attendee, "me"),
        (neighbour, "groups/1/clips"),
        (host, "desk"),
    ]
    assert {asks(*one) for one in others} == {SAFE["permissions-policy"]}
    night.move("closed")
    assert asks(attendee, "groups/1/clips") == SAFE["permissions-policy"]
    assert asks(attendee, "clips") == allowed, "what came of the night may be sent in"
