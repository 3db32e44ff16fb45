"""Writes the JSON files of tests/vectors; nothing here imports or runs hookseal."""
