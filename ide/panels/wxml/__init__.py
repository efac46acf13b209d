"""The Wxml panel: the tree of the page on top, and what dresses the chosen node."""
