"""What the window shows before a project is open."""
