"""The handlers: thin, one module per noun. What they all need to read a request and answer it is in core/."""
