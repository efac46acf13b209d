"""The code editor: documents, tabs and the Monaco view."""
