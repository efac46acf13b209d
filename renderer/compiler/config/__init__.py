"""The configuration files of a mini-program as values: project, app, page and component JSON."""
