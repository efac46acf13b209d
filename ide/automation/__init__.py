"""Drives a mini-program from outside: wire, server, client."""
