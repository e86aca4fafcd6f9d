"""The control API: what people do, and what the simulator is asked about its world."""
