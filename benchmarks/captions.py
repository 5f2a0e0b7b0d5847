"""Captions: how many words are wrong, what a minute of speech costs, and what that does to votes meanwhile.

    .venv/bin/python -m benchmarks.captions [--folder FOLDER]

Two readings in the public domain: the engine's own sample, and sentences of LibriVox that it has not been
shown off with (tests/media/readings/). A room of voices is laid over each, at three levels: both readings,
backwards and many times over. Then 300 people vote on a server while clips are written down on the same core,
in turns with rounds in which none are.
"""

import asyncio
import pathlib
import re
import resource
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt
from moonshine_voice.utils import get_assets_path

from benchmarks import night
from benchmarks.night import CODE, PITCHES
from benchmarks.tools import chosen_folder, median, percentile, pin, table, verdict
from benchmarks.voters import Result, Room
from benchmarks.votes import serving
from opennight.config import CAPTIONS
from opennight.media.captions.engine import RATE
from opennight.media.captions.worker import blocks
from opennight.scribe import listen
from tests.server import Server

Samples = npt.NDArray[np.float32]

READINGS = pathlib.Path(__file__).parent.parent / "tests" / "media" / "readings"
LEVELS = (None, 20, 10, 5)
"""How much louder the reader is than the room, in dB; None: alone."""
VOICES = 12
PEOPLE = 300
PAUSE = 1.0
"""Seconds between an answer and a person's next vote."""
SECONDS = 6.0
ROUNDS = 5


def loaded(*files: pathlib.Path) -> Samples:
    return np.concatenate([block for file in files for block in blocks(str(file))])


def babble(readings: list[Samples], size: int) -> Samples:
    """A room in which many speak: the readings backwards, each voice from somewhere else on."""
    random = np.random.default_rng(14)
    voices = np.concatenate(readings)[::-1]
    turns = (np.resize(np.roll(voices, int(random.integers(len(voices)))), size) for _voice in range(VOICES))
    room: Samples = np.sum(list(turns), axis=0, dtype=np.float32)
    return room


def louder(reader: Samples, room: Samples, level: int) -> Samples:
    """The reader, so many dB louder than the room."""
    power = float(np.mean(reader**2) / np.mean(room**2))
    mixed = reader + room * np.float32(np.sqrt(power / 10 ** (level / 10)))
    return np.asarray(mixed / max(1.0, float(np.abs(mixed).max())), np.float32)


def saved(file: pathlib.Path, samples: Samples) -> pathlib.Path:
    with wave.open(str(file), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes((samples * 32767).astype("<i2").tobytes())
    return file


def words(text: str) -> list[str]:
    plain = text.lower().replace("mr.", "mister").replace("-", " ").replace("’", "'")
    return re.findall(r"[a-z']+", plain)


def wrong(said: list[str], heard: list[str]) -> float:
    """The word error rate: how many words were missed, made up or mistaken, of those that were said."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        last, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (word != other))
    return row[-1] / len(said)


def quality(folder: pathlib.Path) -> pathlib.Path:
    """Print how many words are wrong and what a minute costs; returns a clip of a minute or so."""
    readings = {
        "the engine's own sample": ("two-cities", loaded(get_assets_path() / "two_cities.wav")),
        "LibriVox": ("sense", loaded(*sorted(READINGS.glob("sense-*.flac")))),
    }
    sounds = [samples for _title, samples in readings.values()]
    pin(0)
    rows = []
    for name, (title, samples) in readings.items():
        text = (READINGS / f"{title}.txt").read_text(encoding="utf-8")
        room = babble(sounds, len(samples))
        for level in LEVELS:
            file = saved(folder / "read.wav", samples if level is None else louder(samples, room, level))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            heard = asyncio.run(listen(CAPTIONS, file))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            rate = wrong(words(text), words(" ".join(line.text for line in heard.lines)))
            minute = spent / (len(samples) / RATE / 60)
            noise = "alone" if level is None else f"{level} dB louder than the room"
            rows.append((name, noise, f"{rate:.0%}", f"{minute:.1f} s"))
    pin(1)
    table(
        f"Words, by readings of {', '.join(f'{len(one) / RATE:.0f} s' for one in sounds)}",
        ("reading", "reader", "words wrong", "CPU for a minute of speech, start included"),
        rows,
    )
    print(f"\nmost memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB")
    return saved(folder / "both.wav", np.concatenate(sounds))


class Writing:
    """Clips are written down, one after another, on the server's core, for the length of a `with`. As with a
    server, it is the same session: a new one would get its own share of the machine, however nice it is."""

    def __init__(self, file: pathlib.Path, on: bool) -> None:
        self.file = file
        self.on = on
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        pin(0)  # this thread, and what it starts
        while self.on:
            command = [sys.executable, "-m", "opennight.media.captions.worker", CAPTIONS, str(self.file)]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
                while process.poll() is None and self.on:
                    time.sleep(0.05)
                process.kill()

    def __enter__(self) -> None:
        self.thread.start()
        time.sleep(1)

    def __exit__(self, *error: object) -> None:
        self.on = False
        self.thread.join()


def p99(server: Server, cookies: list[str], name: str) -> float:
    """The 99th percentile of the answers to votes, in milliseconds."""
    room = Room(server.port, CODE, PITCHES, cookies, "pitches/{no}/{act}", SECONDS, name, PAUSE)
    voters = subprocess.run(
        [sys.executable, "-m", "benchmarks.voters"],
        input=msgspec.json.encode(room),
        capture_output=True,
        check=True,
    )
    result = msgspec.json.decode(voters.stdout, type=Result)
    assert not result.refused, result.refused[0]
    return percentile(result.latencies, 0.99) * 1000


def rounds(folder: pathlib.Path, file: pathlib.Path) -> Iterator[tuple[float, float]]:
    """p99 without and with a clip that is written down meanwhile."""
    evening = night.make(folder, PEOPLE)
    with serving(folder, evening) as server:
        for number in range(ROUNDS):
            found = []
            for on in (False, True):
                with Writing(file, on):
                    found.append(p99(server, evening.cookies(), f"{number}-{on}"))
            yield found[0], found[1]


def measure(folder: pathlib.Path) -> None:
    file = quality(folder)
    without, meanwhile = zip(*rounds(folder, file), strict=True)
    ratio = median([b / a for a, b in zip(without, meanwhile, strict=True)])
    table(
        f"{PEOPLE} people vote once a second, medians of {ROUNDS} rounds in turns",
        ("", "p99"),
        [
            ("votes alone", f"{median(without):.1f} ms"),
            ("while clips are written down on the server's core", f"{median(meanwhile):.1f} ms"),
            ("ratio of the rounds, median", f"{ratio:.2f} {verdict(ratio, '≤', 1.5)}"),
        ],
    )


def main() -> None:
    with chosen_folder(__doc__) as folder:
        measure(folder)


if __name__ == "__main__":
    main()
