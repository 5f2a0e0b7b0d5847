"""The process in which an engine runs: `python -m opennight.media.captions.worker ENGINE FILE`.

It decodes the sound of the file, hands it to the engine a piece at a time, and says as JSON what was heard.
It yields to everything else on the machine, has no network, and goes with the server.
"""

import contextlib
import ctypes
import itertools
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import msgspec

from opennight.media.captions.engine import PIECE, RATE, Engine, Heard, kind_of
from opennight.media.restraint import restrain
from opennight.night.kept.captions import Line

if TYPE_CHECKING:
    from opennight.media.captions.engine import Samples

LIMIT = 900
"""Seconds of processor time that a clip may take."""
MEMORY = 2_000_000_000
"""Bytes of memory that it may have."""
LONGEST = 3600
"""Seconds of a clip that are listened to."""
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
QUIET = RATE // 5
"""Samples over which it is looked for where nobody speaks."""


def yield_to_all() -> None:
    """Take only what nobody else wants, and no more than the limits."""
    restrain(LIMIT, nice=19, memory=MEMORY)
    with contextlib.suppress(AttributeError, OSError):  # a system without some of that
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        with open("/proc/self/oom_score_adj", "w") as badness:
            badness.write("1000")  # if memory runs out, this goes first


def refuse_network(event: str, _arguments: object) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        raise OSError("no network: captions are made on this machine")


def cut_off() -> None:
    """Leave the network. Where the system does not let us, at least no Python code finds it."""
    sys.addaudithook(refuse_network)
    try:
        libc = ctypes.CDLL(None)
        _gone = libc.unshare(NEW_NETWORK) and libc.unshare(NEW_USER | NEW_NETWORK)
    except (OSError, AttributeError):  # no Linux
        return


def blocks(file: str) -> Iterator["Samples"]:
    """The sound of this file as one channel, RATE a second, in small blocks."""
    import av
    import numpy as np

    with av.open(file) as opened:
        if not opened.streams.audio:
            return
        resampler = av.AudioResampler("flt", "mono", RATE)
        frames = itertools.chain(opened.decode(opened.streams.audio[0]), [None])  # None: what is left in it
        for frame in frames:
            for part in resampler.resample(frame):
                yield part.to_ndarray()[0].astype(np.float32)


def quietest(samples: "Samples") -> int:
    """Where in the last third of these it is best cut: where it is quietest."""
    import numpy as np

    first = 2 * len(samples) // 3
    loudness = np.convolve(np.square(samples[first:]), np.ones(QUIET), "valid")
    return first + int(loudness.argmin()) + QUIET // 2


def pieces(file: str) -> Iterator["Samples"]:
    """The same in pieces of PIECE seconds at most."""
    import numpy as np

    most, left = PIECE * RATE, np.zeros(0, np.float32)
    held, size = [left], 0
    for block in blocks(file):
        held.append(block)
        size += len(block)
        while size >= most:
            whole = np.concatenate(held)
            at = quietest(whole[:most])
            yield whole[:at]
            held, size = [whole[at:]], size - at
    yield np.concatenate(held)


def heard(engine: Engine, file: str) -> Heard:
    """All that is said in the file."""
    found, before = list[Line](), 0
    for samples in pieces(file):
        since = before * 1000 // RATE
        found += [
            Line(since + line.start, since + line.end, line.text)
            for line in (engine.lines(samples) if len(samples) else ())
            if line.text
        ]
        before += len(samples)
        if before >= LONGEST * RATE:
            break
    return Heard(tuple(found), "" if found else "silent")


def main(name: str, file: str) -> NoReturn:
    yield_to_all()
    cut_off()
    kind = kind_of(name)
    said = sys.stdout.fileno()
    out = os.dup(said)
    os.dup2(sys.stderr.fileno(), said)  # whatever an engine prints is no answer
    answer = heard(kind(), file) if kind else Heard(why="failed")
    with os.fdopen(out, "wb") as answered:
        answered.write(msgspec.json.encode(answer))
    os._exit(0)  # an engine's threads need not be waited for


if __name__ == "__main__":
    main(*sys.argv[1:3])
