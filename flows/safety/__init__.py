"""The safety of a group: its questions, its score, its papers."""
