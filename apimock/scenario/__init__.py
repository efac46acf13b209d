"""Scenarios: what happens to a phone over time, read, played and recorded."""
