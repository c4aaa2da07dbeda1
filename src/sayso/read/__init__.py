"""Bytes of a file, standard input or URL -> Report."""

from sayso.read.readers import READERS as READERS
from sayso.read.readers import read as read
from sayso.read.source import capture as capture

__all__ = ["READERS", "capture", "read"]
