"""Contact sheets: every page on every phone, in every look, compared with the last run (no Qt)."""
