"""What git knows of the project: branch, changed files, changed lines."""
