"""Benchmarks: speed and memory, measured as a user would see them."""
