"""What the pictures of an evening show, taken from the night: one module a picture."""
