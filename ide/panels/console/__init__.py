"""The console: lines of the app, and what a person asks it."""
