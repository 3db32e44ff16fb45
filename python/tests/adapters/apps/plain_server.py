"""Serves a WSGI application with the server of Python itself, which decodes no chunks: `module:app port`."""

from __future__ import annotations

import importlib
import sys
from wsgiref.simple_server import make_server

if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    make_server("127.0.0.1", int(sys.argv[2]), getattr(importlib.import_module(module), name)).serve_forever()
