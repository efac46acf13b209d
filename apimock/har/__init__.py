"""HTTP archives: what the app exchanges is recorded, and the app is answered from recordings."""

from apimock.har.model import Entry, HarError, Message
from apimock.har.reading import LIMIT, load_har, read_har
from apimock.har.replay import Replay
from apimock.har.writing import write_har

__all__ = ["LIMIT", "Entry", "HarError", "Message", "Replay", "load_har", "read_har", "write_har"]
