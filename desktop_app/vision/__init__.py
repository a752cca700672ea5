"""Picture and text to embedding."""
