"""Cues and quotations -> who says what."""
