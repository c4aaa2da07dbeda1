"""Paragraphs of a report -> what part of it each is."""
