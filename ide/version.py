"""The version of the program (no Qt)."""

VERSION = "0.1.0"
