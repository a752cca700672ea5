"""Alembic migrations of the catalogue; loaded from their files by `desktop_app.catalog.migrate`."""
