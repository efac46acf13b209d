"""The only Qt in the renderer: serves one running mini-program and carries its calls."""
