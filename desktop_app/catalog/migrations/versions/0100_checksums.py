"""Checksums that also guard what a vector stands for, and whether a product is withdrawn."""

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0121"
branch_labels = None
depends_on = None

PAGE = 1000
ALL_BITS = 0xFFFFFFFF


def upgrade() -> None:
    connection = op.get_bind()
    last_id = 0
    while rows := connection.exec_driver_sql(
        "SELECT id, product_id, photo_id, fingerprint, crc32, vector FROM embedding"
        " WHERE id > ? ORDER BY id LIMIT ?",
        (last_id, PAGE),
    ).fetchall():
        changed = [(_linked(*row[1:]), row[0]) for row in rows]
        for values in changed:
            connection.exec_driver_sql("UPDATE embedding SET crc32 = ? WHERE id = ?", values)
        last_id = rows[-1][0]
    _mark_withdrawn(connection)


def _linked(product_id: int, photo_id: int | None, fingerprint: str, crc32: int, vector: bytes) -> int:
    """The new checksum; that of a damaged row stays wrong."""
    link = f"{product_id} {photo_id} {fingerprint} ".encode()
    linked = zlib.crc32(vector, zlib.crc32(link))
    return linked if zlib.crc32(vector) == crc32 else linked ^ ALL_BITS


def _mark_withdrawn(connection: sa.Connection) -> None:
    """Every bit of their checksum is turned over."""
    connection.exec_driver_sql(
        "UPDATE product SET crc32 = ? - crc32 WHERE withdrawn", (ALL_BITS,)
    )
