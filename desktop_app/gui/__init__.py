"""The window: the only layer with PySide6."""
