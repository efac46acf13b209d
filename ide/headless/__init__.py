"""Commands that run a project without the window."""
