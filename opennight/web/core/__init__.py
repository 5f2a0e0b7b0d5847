"""The machinery of the web: from a request to a command or a page, and to the answer. It knows no noun."""
