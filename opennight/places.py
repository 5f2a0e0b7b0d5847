"""Where things are: templates and static files, beside the package or in it; this machine on its network."""

import pathlib
import socket

PACKAGE = pathlib.Path(__file__).parent


def shared(name: str) -> pathlib.Path:
    """A folder at the root of the checkout, or its copy in the installed package."""
    packed = PACKAGE / "_share" / name
    return packed if packed.is_dir() else PACKAGE.parent / name


TEMPLATES = shared("templates")
COMPILED = TEMPLATES.parent / "__pycache__" / "templates"
STATIC = shared("static")
LOCALE = PACKAGE / "locale"


def lan_address() -> str:
    """This machine's address on the local network, as a phone on the same Wi-Fi reaches it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which interface would be used
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def more_sockets() -> None:
    """Ask for more open files: every phone is a socket, and a process often gets only 1,024 by default."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
