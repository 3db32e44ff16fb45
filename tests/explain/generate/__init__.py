"""Planted causes for `explain`, each made from a genuine delivery by breaking one thing."""
