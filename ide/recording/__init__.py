"""Recordings as Python tests: what a person did, told with the client of the automation."""
