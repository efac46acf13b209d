"""Set-up of a checkout with the standard library only: .venv, Node packages, web bundles."""
