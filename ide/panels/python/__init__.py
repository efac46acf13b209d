"""The Python console: its dock, its text, its process."""
