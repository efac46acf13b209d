"""Renames, moves and makes pages, components and files, and keeps what names them true."""
