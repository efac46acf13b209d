"""The review desk: submissions in a folder, judged and released for practice."""
