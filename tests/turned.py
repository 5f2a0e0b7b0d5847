"""A server with changed constants, so that a test need not wait as long as people do.

Run as its own process: `python -m tests.turned '{"opennight.live.ws_protocol.HEARTBEAT": 1}' serve`.
"""

import importlib
import json
import pathlib
import sys

from opennight import cli
from tests.server import Server


class Turned(Server):
    """`constants` are keyed by module and name. Only those looked up at run time can be changed."""

    def __init__(self, folder: pathlib.Path, constants: dict[str, float], **environ: str) -> None:
        self.program = ("tests.turned", json.dumps(constants))
        super().__init__(folder, **environ)


def turn(constants: dict[str, float]) -> None:
    for path, value in constants.items():
        module, _dot, name = path.rpartition(".")
        where = importlib.import_module(module)
        assert isinstance(getattr(where, name), int | float), path
        setattr(where, name, value)


if __name__ == "__main__":
    turn(json.loads(sys.argv[1]))
    sys.exit(cli.main(sys.argv[2:]))
