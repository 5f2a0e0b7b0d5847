"""Moonshine (https://github.com/moonshine-ai/moonshine): English, with the model that its wheel carries.

The package can fetch other models from the network: what does that is never called here, and the process has
no network anyway.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from opennight.night.kept.captions import Line

if TYPE_CHECKING:
    from opennight.media.captions.engine import Samples

OPTIONS = {"return_audio_data": "false", "vad_max_segment_duration": "10"}
"""Nobody needs the sound again; and a line is short enough to be read while it is said."""


class Moonshine:
    NEEDS = ("moonshine_voice", "av")
    languages = ("en",)

    def __init__(self) -> None:
        from moonshine_voice.moonshine_api import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_model_path

        self.transcriber: Any = Transcriber(get_model_path("tiny-en"), ModelArch.TINY, options=OPTIONS)

    def lines(self, samples: "Samples") -> Iterator[Line]:
        found = self.transcriber.transcribe_without_streaming(samples.tolist())
        for line in found.lines:
            start = round(line.start_time * 1000)
            yield Line(start, start + round(line.duration * 1000), line.text.strip())
