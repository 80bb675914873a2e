"""CS3's server: the rooms of the notebook behind one door."""

import os

# Piccolo finds its engine and its applications through this name.
os.environ.setdefault("PICCOLO_CONF", "backend.piccolo_conf")

__version__ = "0.1.0"
