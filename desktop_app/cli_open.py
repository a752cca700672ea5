"""`shelfsight open FILE...`: the window with photos to look up or a catalogue to import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli_help import translate
from desktop_app.cli_session import Session

OPEN_HELP = translate("cli", "Open the window with photos to look up, or a catalogue to import.")


def open_command(open_window: Callable[[Session, Sequence[Path]], int]) -> Callable[..., None]:
    """The command; *open_window* opens the window of a session with files."""

    def open_(
        context: typer.Context,
        files: Annotated[
            list[Path] | None,
            typer.Argument(
                readable=False, help=translate("cli", "Photos of one item, or a catalogue file.")
            ),
        ] = None,
    ) -> None:
        raise typer.Exit(open_window(context.obj, [path.absolute() for path in files or ()]))

    return open_
