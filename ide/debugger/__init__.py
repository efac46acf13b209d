"""Debugging: breakpoints, what a paused mini-program looks like, Chromium's developer tools."""
