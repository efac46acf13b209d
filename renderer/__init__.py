"""The machine that turns a mini-program's sources into a running phone."""
