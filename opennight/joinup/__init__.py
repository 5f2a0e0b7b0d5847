"""What belongs side by side, and why: plain texts in, pairs and true reasons out. Standard library alone."""
