"""The real network of a mini-program whose project is trusted: HTTP and WebSockets (no Qt)."""
