"""Reads sources as they are being written: nothing is too broken, everything has a place."""
