"""Founding a group (walk 1)."""
