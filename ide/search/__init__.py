"""Find and replace in the files of a project: the search itself and its panel."""
