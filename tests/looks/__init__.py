"""What the window looks like: every scene of it, pictures of them, and faults a program can see."""
