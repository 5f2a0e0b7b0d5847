"""What goes out to the screens: the table of fragments, the hub that sends them, and the sockets."""
