"""Tools for coding agents to see and use a mini-program, over the Model Context Protocol."""
