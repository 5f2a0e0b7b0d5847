"""Captions as players read them, and as the record tells them."""

from opennight.night import captions
from opennight.night.kept.captions import Edition


def moment(ms: int) -> str:
    """When something is said, as players want it: "00:01:02.500"."""
    minutes, ms = divmod(ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"


def plainly(text: str) -> str:
    """Text that is no markup, whatever is in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")


def vtt(edition: Edition) -> str:
    """WebVTT: each line until the next one begins, at the latest."""
    lines = captions.timed(edition)
    ends = [line.start for line in lines[1:]] + [line.end for line in lines[-1:]]
    cues = (
        f"{moment(line.start)} --> {moment(max(line.start + 1, min(line.end, end)))}\n{plainly(line.text)}\n"
        for line, end in zip(lines, ends, strict=True)
    )
    return "\n".join(("WEBVTT\n", *cues))
