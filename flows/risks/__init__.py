"""Risk records: asked about one person at a time, expiring, contestable."""
