"""Picture and text to embedding."""

from desktop_app.vision import silence

silence.forbid_reports()
