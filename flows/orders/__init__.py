"""Deals on record."""
