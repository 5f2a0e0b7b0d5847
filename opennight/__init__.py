"""opennight: unconferences and open nights, live, from the QR code to the record."""

__version__ = "0.1.0"
