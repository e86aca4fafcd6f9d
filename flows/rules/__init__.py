"""The rules of a group (walk 2), their versions and papers."""
