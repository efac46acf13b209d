"""What the review desk knows and allows (no Qt)."""
