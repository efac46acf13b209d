"""The open project: its files, their changes and their compilation."""
