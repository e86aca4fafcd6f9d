"""A mock case, played by the owner alone."""
