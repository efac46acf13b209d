"""Drives mini-programs from outside."""
