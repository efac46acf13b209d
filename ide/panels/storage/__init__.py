"""The Storage panel: what the mini-program keeps on the phone."""
