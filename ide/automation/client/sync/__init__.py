"""The client for programs that wait: generated, but for its connection."""
