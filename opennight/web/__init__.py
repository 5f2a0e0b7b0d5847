"""The handlers: thin, one module per noun.

access.py says who may do what, acts.py how a POST becomes a command.
"""
