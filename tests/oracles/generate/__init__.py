"""Writes seeded requests that hookseal and other implementations must judge alike."""
