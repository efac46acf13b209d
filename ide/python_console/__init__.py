"""What runs inside the kernel of the Python console: names, magics, completion, rich output."""
