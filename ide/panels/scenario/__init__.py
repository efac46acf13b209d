"""The scenario dock: record, play, and the timeline of what happens when."""
