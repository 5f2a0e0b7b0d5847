"""Captions: what is said in a clip, written down on this machine by an engine behind one small interface."""
