"""A case from its filing until it is handed to a panel, and what its parties see of it."""
