"""Our uploads as tus-js-client finds them: a client of the protocol that we did not write."""

import asyncio
import base64
import pathlib
from typing import Any

import pytest
from playwright.async_api import Route

from tests.journeys.conftest import CUT, PHONE, Enter, Person
from tests.server import Server
from tests.web.cast import Evening
from tests.web.sent_clips import PHOTO, WORDS, look

pytestmark = pytest.mark.asyncio(loop_scope="session")
CLIENT = pathlib.Path(__file__).parent.parent / "vendor" / "tus" / "tus.min.js"
PIECES = 6
BEGIN = """([photo, options]) => {
    const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
    const file = new File([bytes], "photo.jpg", { type: "image/jpeg", lastModified: 1 });
    window.starts = [];
    window.said = new Promise((done) => {
        window.upload = new tus.Upload(file, {
            retryDelays: [0, 10, 500, 500, 500],
            removeFingerprintOnSuccess: true,
            metadata: { filename: file.name },
            onBeforeRequest: (request) => starts.push(request.getMethod()),
            onChunkComplete: (_size, at) => options.pause === at && upload.abort().then(() => done("paused")),
            onSuccess: () => done(upload.url),
            onError: (error) => done(String(error.originalResponse?.getStatus() ?? error)),
            ...options,
        });
    });
}"""
START = "() => { upload.start(); return said; }"
RESUME = """async () => {
    const [before] = await upload.findPreviousUploads();
    upload.resumeFromPreviousUpload(before);
    upload.start();
    return said;
}"""


@pytest.fixture
def server(own_server: Server) -> Server:
    """One that can be killed."""
    return own_server


async def run(person: Person, how: str, content: bytes = PHOTO, **options: Any) -> tuple[str, list[str]]:
    """What becomes of an upload, and which requests it took."""
    photo = base64.b64encode(content).decode()
    await person.page.evaluate(BEGIN, [photo, options])
    said = await person.page.evaluate(how)
    return said, await person.page.evaluate("starts")


async def test_another_client_gets_a_photo_through_a_cut_and_a_restart(enter: Enter, server: Server) -> None:
    """Given a client of the protocol, when the link is cut, the server killed, or the client stopped in the
    middle, then it goes on from where it was; and what it takes back is gone."""
    night = Evening(server)
    device = night.enter("Ada")
    ada = await enter("Ada", PHONE)
    await ada.page.add_init_script(path=CLIENT)
    ada.forgive(*CUT)
    cookies = [{"name": key, "value": value, "url": server.url} for key, value in device.cookies.items()]
    await ada.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await ada.page.goto(f"{server.url}/n/{night.code}/record")
    piece = len(PHOTO) // PIECES + 1
    options: dict[str, Any] = {"endpoint": f"/n/{night.code}/uploads", "chunkSize": piece}
    pieces: list[int] = []

    async def passes(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(int(route.request.headers["upload-offset"]) // piece)
            if len(pieces) == 3:
                await route.abort()
                return
            if len(pieces) == 5:
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.restart)
        await route.continue_()

    await ada.page.route("**/uploads/**", passes)
    address, requests = await run(ada, START, **options)
    assert pieces == [0, 1, 2, 2, 3, 4, 5], "each piece once, but for the one that was cut"
    assert requests == ["POST", "PATCH", "PATCH", "PATCH", "HEAD", *["PATCH"] * 4]
    device.client.base_url = server.url
    assert device.act("clips", **WORDS, upload=address.split("/")[-1]).status_code == 200
    await ada.page.unroute_all()

    said, requests = await run(ada, START, **options, pause=2 * piece)
    assert (said, requests) == ("paused", ["POST", "PATCH", "PATCH"])
    address, requests = await run(ada, RESUME, **options)
    assert requests == ["HEAD", *["PATCH"] * (PIECES - 2)]

    await ada.page.evaluate("upload.abort(true)")
    assert look(device, address).status_code == 404
    too_much = {"uploadSize": 2_000_000_000, **options}
    assert await run(ada, START, **too_much) == ("413", ["POST"])
    assert await run(ada, START, **options, uploadLengthDeferred=True) == ("400", ["POST"])
