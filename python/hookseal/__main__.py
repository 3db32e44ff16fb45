"""The command line as `python -m hookseal`."""

from ._cli import main

raise SystemExit(main())
