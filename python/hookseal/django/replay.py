"""The replay stores of Django: a table of its database, or its cache."""

from .cache_store import CacheStore
from .model_store import ModelStore

__all__ = ["CacheStore", "ModelStore"]
