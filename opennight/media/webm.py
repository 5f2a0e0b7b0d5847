"""What a browser recorded as WebM, kept as it is where there is no PyAV to make it anew, except for all in it
that is neither seen nor heard. Whatever is not on our lists is overwritten with nothing, in its place.

Runs in a process of its own (`python -m opennight.media.webm FROM MOST_MS TO`). RFC 8794 says how such a file
is built, RFC 9559 what is in it: elements with an id and a size, one inside another.
"""

import pathlib
import shutil
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from opennight.media.kinds import Made
from opennight.media.restraint import restrain
from opennight.night.kept.clips import Sort

EBML, SEGMENT, CLUSTER, VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
INFO, TRACKS, TRACK, GROUP, VIDEO, AUDIO = 0x1549A966, 0x1654AE6B, 0xAE, 0xA0, 0xE0, 0xE1
SCALE, TIME, BLOCK, IN_GROUP, CODEC, PRIVATE = 0x2AD7B1, 0xE7, 0xA3, 0xA1, 0x86, 0x63A2
WIDTH, HEIGHT, DOCTYPE, LENGTH = 0xB0, 0xBA, 0x4282, 0x4489
APPS = (0x4D80, 0x5741)
LISTS = {
    EBML: {0x4286, 0x42F7, 0x42F2, 0x42F3, DOCTYPE, 0x4287, 0x4285},
    SEGMENT: {INFO, TRACKS, CLUSTER, 0x114D9B74, 0x1C53BB6B},
    INFO: {SCALE, LENGTH},
    TRACKS: {TRACK},
    TRACK: {0xD7, 0x73C5, 0x83, CODEC, PRIVATE, 0x56AA, 0x56BB, 0x23E383, 0x9C, 0x88, 0xB9, VIDEO, AUDIO},
    VIDEO: {WIDTH, HEIGHT, 0x9A, 0x53C0, 0x54B0, 0x54BA, 0x54B2},
    AUDIO: {0xB5, 0x78B5, 0x9F, 0x6264},
    CLUSTER: {TIME, BLOCK, GROUP},
    GROUP: {IN_GROUP, 0x9B, 0xFB, 0x75A2},
}
"""What may be in what: how to play it, what is seen and heard, and where to find it."""
CODECS = {b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4/ISO/AVC", b"A_OPUS"}
NUMBERS = {TIME: "cluster", SCALE: "scale", WIDTH: "width", HEIGHT: "height"}
LONGEST_PRIVATE = 4096
ZEROS = bytes(65536)
SPARE_MS = 1_500
SECONDS = 60


class Damaged(Exception):
    """It does not hold together; the argument is a `why` of `Made`."""


class Element(NamedTuple):
    """From `start`, with its content in [`body`, `end`) of the file."""

    id: int
    start: int
    body: int
    end: int


class Recording:
    """A copy of what was sent, while it is gone through."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file, self.length = file, length
        self.codecs = set[bytes]()
        self.width = self.height = self.cluster = self.last = 0
        self.scale = 1_000_000
        self.has_length = False
        self.room: Element | None = None

    def number(self, keep_mark: bool) -> tuple[int, bool]:
        """The number that stands here, which says how long it is; and whether it is the unknown one."""
        first = self.file.read(1)
        if not first or not first[0]:
            raise Damaged("damaged")
        more = 8 - first[0].bit_length()
        rest = self.file.read(more)
        if len(rest) < more:
            raise Damaged("damaged")
        whole = int.from_bytes(first + rest, "big")
        mark = 1 << 7 * (more + 1)
        return (whole if keep_mark else whole - mark), whole - mark == mark - 1

    def element(self, at: int, end: int) -> Element:
        self.file.seek(at)
        id, _unknown = self.number(keep_mark=True)
        size, unknown = self.number(keep_mark=False)
        body = self.file.tell()
        stop = end if unknown else body + size
        if stop > end or (unknown and id not in (SEGMENT, CLUSTER)):
            raise Damaged("damaged")
        return Element(id, at, body, self.until_next(body, end) if unknown and id == CLUSTER else stop)

    def until_next(self, at: int, end: int) -> int:
        """Where a cluster of unknown length ends: at the next thing that is never in one."""
        while at < end:
            self.file.seek(at)
            if self.number(keep_mark=True)[0] in LISTS[SEGMENT]:
                return at
            at = self.element(at, end).end
        return end

    def inside(self, at: int, end: int) -> Iterator[Element]:
        while at < end:
            found = self.element(at, end)
            yield found
            at = found.end

    def clean(self, at: int, end: int, of: int) -> None:
        """Go through what is in an element of this kind."""
        for found in self.inside(at, end):
            if found.id not in LISTS[of]:
                self.blank(found.start, found.end)
                self.room = found if found.id in APPS and found.end - found.start >= 9 else self.room
            elif found.id in LISTS:
                self.clean(found.body, found.end, found.id)
            else:
                self.note(found)

    def blank(self, start: int, end: int) -> None:
        """Put a void there, which every player passes over."""
        length = end - start
        head = (
            bytes((VOID, 0x80 | length - 2))
            if length < 128
            else b"\xec\x01" + (length - 9).to_bytes(7, "big")
        )
        self.file.seek(start)
        self.file.write(head)
        for left in range(length - len(head), 0, -len(ZEROS)):
            self.file.write(ZEROS[:left])

    def content(self, found: Element, most: int = 64) -> bytes:
        self.file.seek(found.body)
        return self.file.read(min(most, found.end - found.body))

    def note(self, found: Element) -> None:
        """What this says of the whole: how long it is, and what it is made of."""
        if found.id in (BLOCK, IN_GROUP):
            self.file.seek(found.body)
            self.number(keep_mark=False)
            at = int.from_bytes(self.file.read(2), "big", signed=True)
            self.last = max(self.last, self.cluster + at)
        elif found.id in NUMBERS:
            setattr(self, NUMBERS[found.id], int.from_bytes(self.content(found, 8), "big"))
        elif found.id == LENGTH:
            self.has_length = True
        elif not self.fits(found):
            raise Damaged("kind")

    def fits(self, found: Element) -> bool:
        """Whether browsers play what says this of itself."""
        text = self.content(found).rstrip(b"\x00")
        if found.id == CODEC:
            self.codecs.add(text)
            return text in CODECS
        if found.id == DOCTYPE:
            return text == b"webm"
        return found.id != PRIVATE or found.end - found.body <= LONGEST_PRIVATE

    def say_length(self) -> None:
        """A browser does not know how long it will record, and writes nothing of it. It goes where the name
        of the browser was."""
        if self.room and not self.has_length:
            self.file.seek(self.room.start)
            self.file.write(b"\x44\x89\x84" + struct.pack(">f", self.last))
            self.blank(self.room.start + 7, self.room.end)

    def cleaned(self, most: int) -> Made:
        for number, found in enumerate(self.inside(0, self.length)):
            if found.id not in (EBML, SEGMENT):
                self.blank(found.start, found.end)
            elif (found.id == EBML) != (number == 0):
                raise Damaged("damaged")
            else:
                self.clean(found.body, found.end, found.id)
        ms = self.last * self.scale // 1_000_000
        if not self.codecs or not ms:
            raise Damaged("damaged")
        if ms > most + SPARE_MS:
            raise Damaged("long")
        self.say_length()
        sort: Sort = "sound" if self.codecs == {b"A_OPUS"} else "film"
        return Made(sort, self.width, self.height, ms, self.length)


def kept_from(source: pathlib.Path, most: int, target: pathlib.Path) -> Made:
    shutil.copyfile(source, target)
    try:
        with target.open("r+b") as file:
            return Recording(file, target.stat().st_size).cleaned(most)
    except Damaged as damaged:
        return Made(why=damaged.args[0])


if __name__ == "__main__":
    restrain(SECONDS)
    source, most, target = sys.argv[1:]
    made = kept_from(pathlib.Path(source), int(most), pathlib.Path(target))
    sys.stdout.write(msgspec.json.encode(made).decode())
