"""The night itself: pure commands, events and state, one module per noun. No I/O, no clock, no randomness.

A noun's commands, its events and what they do are here; the data that it keeps is in `kept/`. "The night by
what people do" in docs/architecture.md lists the modules by pitching, voting, recording and so on.
"""
