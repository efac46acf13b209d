"""Scenarios in the window: recorded from use, played on the phone, drawn as a timeline."""
