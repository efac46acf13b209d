"""Settings as data: their schema and the values in the profile folder."""
