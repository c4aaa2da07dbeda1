"""The settings in force -> the language backend that scores are measured with."""

from __future__ import annotations

from sayso.language.backends import Backend
from sayso.language.parser import load_backend
from sayso.settings import load


def backend_in_force() -> Backend:
    """Return the backend that the settings name."""
    settings = load()
    return load_backend(settings.backend, settings.threads)
