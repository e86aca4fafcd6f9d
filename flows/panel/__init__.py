"""Neutral people decide: the draw, the docket, the ballot, the ruling."""
