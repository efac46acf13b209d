"""The language service for editors of the person's own, over the Language Server Protocol."""
