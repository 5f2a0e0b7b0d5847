"""The socket options of connections to the server."""

import socket

import uvicorn

from opennight.serve import GONE, listen


def test_no_answer_is_held_back_and_no_dead_line_is_kept() -> None:
    """Small writes go out at once: the head and body of a response are two of them."""
    with listen(uvicorn.Config("unused", host="127.0.0.1", port=0), shared=False) as listening:
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            if hasattr(socket, "TCP_USER_TIMEOUT"):
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == GONE * 1000
