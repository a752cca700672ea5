"""Runs the migrations on the connection that `desktop_app.catalog.migrate` hands over.

The caller has begun the transaction and commits it: several steps are one change.
"""

from alembic import context

from desktop_app.catalog.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
