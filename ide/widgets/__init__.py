"""Small widgets used by more than one room."""
