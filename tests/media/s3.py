"""A stand-in for a bucket on the network: as much of S3 as obstore asks for, kept in memory. It checks no
signature, and knows nothing of what a real one does when it is busy."""

import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

ENVIRON = {"AWS_ACCESS_KEY_ID": "ada", "AWS_SECRET_ACCESS_KEY": "swordfish", "AWS_REGION": "nowhere"}


class Bucket(ThreadingHTTPServer):
    """`objects` by their name, without the bucket's own."""

    daemon_threads = True

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.parts: dict[tuple[str, int], bytes] = {}
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def environ(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self.server_address[1]}"
        return ENVIRON | {"AWS_ENDPOINT_URL": address, "OPENNIGHT_MEDIA": "s3://films/nights"}


@contextmanager
def bucket() -> Iterator[Bucket]:
    with Bucket() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


class Handler(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def log_message(self, *_said: Any) -> None:
        pass

    def asked(self) -> tuple[str, dict[str, str]]:
        """The name of the object, and what the address says beside it."""
        parts = urllib.parse.urlsplit(self.path)
        _nothing, _bucket, *name = urllib.parse.unquote(parts.path).split("/", 2)
        return "".join(name), dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", "0")))

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.get("size", str(len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        name, more = self.asked()
        if "partNumber" in more:
            self.server.parts[more["uploadId"], int(more["partNumber"])] = self.body()
        else:
            self.server.objects[name] = self.body()
        self.say(200, ETag='"tag"')

    def do_GET(self) -> None:
        name, more = self.asked()
        if "list-type" in more:
            self.list(more.get("prefix", ""))
        elif name not in self.server.objects:
            self.say(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            whole = self.server.objects[name]
            wanted = self.headers.get("range", "").removeprefix("bytes=").partition("-")
            start, end = int(wanted[0] or 0), int(wanted[2] or len(whole) - 1)
            told = {"ETag": '"tag"', "Last_Modified": "Sun, 29 Nov 2026 12:00:00 GMT"}
            if wanted[1]:
                told["Content_Range"] = f"bytes {start}-{end}/{len(whole)}"
            self.say(206 if wanted[1] else 200, whole[start : end + 1], **told)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.asked()[0], None)
        self.say(204)

    def do_POST(self) -> None:
        name, more = self.asked()
        body = self.body().decode()
        if "delete" in more:
            gone = [key.partition("</Key>")[0] for key in body.split("<Key>")[1:]]
            for key in gone:
                self.server.objects.pop(key, None)
            self.xml("DeleteResult", "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in gone))
        elif "uploads" in more:
            made = f"<UploadId>{len(self.server.parts)}-{escape(name)[-9:]}</UploadId>"
            self.xml("InitiateMultipartUploadResult", made)
        else:
            its = sorted(one for one in self.server.parts if one[0] == more["uploadId"])
            self.server.objects[name] = b"".join(self.server.parts.pop(one) for one in its)
            self.xml("CompleteMultipartUploadResult", '<ETag>"tag"</ETag>')

    def list(self, prefix: str) -> None:
        self.xml(
            "ListBucketResult",
            "<IsTruncated>false</IsTruncated>"
            + "".join(
                f"<Contents><Key>{escape(name)}</Key><Size>{len(content)}</Size><ETag>tag</ETag>"
                "<LastModified>2026-11-29T12:00:00.000Z</LastModified></Contents>"
                for name, content in sorted(self.server.objects.items())
                if name.startswith(prefix)
            ),
        )

    def xml(self, name: str, inside: str) -> None:
        self.say(200, f"<{name}>{inside}</{name}>".encode())
