"""Groups that lend each other jurors."""
