"""Bytes of a file, an archive, a feed, a table, standard input or a URL -> Report."""

from sayso.read.collections import COLLECTIONS as COLLECTIONS
from sayso.read.collections import captures as captures
from sayso.read.readers import READERS as READERS
from sayso.read.readers import read as read
from sayso.read.source import capture as capture

__all__ = ["COLLECTIONS", "READERS", "capture", "captures", "read"]
