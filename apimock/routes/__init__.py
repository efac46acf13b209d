"""Recorded ways and movements: read from files, played on the phone's clock."""
