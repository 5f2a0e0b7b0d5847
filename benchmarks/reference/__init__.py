"""What others do: servers that send one ready-made message to everybody, driven by lines on their stdin.

`frame TEXT` says what to send, `push 1` sends it once to all, the end of the lines ends the server. Each
prints `PORT n` once it listens. Nothing else is in their way: no state, no templates, no versions.
"""
