"""Checks, package and dialog of a submission."""
