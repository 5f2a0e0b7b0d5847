"""Where the log of each night is kept."""
