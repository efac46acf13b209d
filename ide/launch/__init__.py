"""How the mini-program starts, and what becomes of it when its files change."""
