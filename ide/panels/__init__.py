"""The docks; no panel imports a panel."""
