"""Disputes: from the claim to the closed case. Commands in, events out; pure."""
