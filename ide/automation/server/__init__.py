"""The automation server: listens, lets in, dispatches."""
