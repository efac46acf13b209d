"""Drives a mini-program from Python: ``aio`` by hand, ``sync`` generated from it."""
