"""What the inspecting panels know: the line to the runtime, trees, places (no Qt)."""
