"""Working out the line-up: tests of opennight/lineup/."""
