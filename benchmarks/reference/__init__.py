"""References: servers that send one ready-made message to everybody, driven by lines on their stdin.

`frame TEXT` says what to send, `push 1` sends it once to all, the end of stdin ends the server. Each prints
`PORT n` once it listens. They do nothing else: no state, no templates, no versions.
"""
