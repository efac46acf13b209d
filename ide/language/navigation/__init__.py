"""What stands at a place of a file, where it is defined, and where else it is used."""
