"""Rehearse: a simulated crowd, or a real night, driven against a running server from outside.

Everything goes through the addresses and sockets that real phones use; nothing here looks into the server.
"""
