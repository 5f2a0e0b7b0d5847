"""The line-up, worked out: tests of opennight/lineup/."""
