"""Shelfsight: tells people what an item is."""

__version__ = "0.1.0"
