"""The phone's files: trees that hold them and the rules of wxfile:// paths."""
