"""The cards that set what the phone answers."""
