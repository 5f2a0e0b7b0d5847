"""Working out the line-up: pure numpy, plain numbers in and out. It runs in a process of its own."""
