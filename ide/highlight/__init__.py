"""Colours code outside the editor: Pygments lexers of mini-program languages, code frames."""
