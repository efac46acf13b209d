"""The phone in the window."""
