"""What the camera is doing, in words for the person in front of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.core.camera_texts import message_about
from desktop_app.core.camera_watch import CameraState
from desktop_app.core.hands_free import Phase
from desktop_app.core.messages import Message
from desktop_app.gui.camera_session import CameraSession

translate = QCoreApplication.translate


def doing(session: CameraSession) -> tuple[str, str]:
    """Sign and words: what to do, or what the program does."""
    if session.watch.state is CameraState.STARTING:
        return "clock", translate("camera", "The camera is starting")
    if session.watch.state is not CameraState.LIVE:
        return "warning", translate("camera", "No picture at the moment")
    phases = {
        Phase.MOVING: ("hands_free", translate("camera", "Hold still")),
        Phase.STILL: ("hands_free", translate("camera", "Hold still")),
        Phase.LOOKING: ("find", translate("camera", "Looking up")),
        Phase.NEXT: ("check", translate("camera", "Show the next item")),
    }
    return phases.get(session.hands_free.phase, ("camera", translate("camera", "Live picture")))


def trouble(session: CameraSession) -> Message | None:
    """What is wrong with the camera, or None."""
    problem, address = session.watch.problem, session.address
    if problem is None:
        return None
    return Message.of(
        message_about(problem, address), name=session.list.name_of(address) if address else ""
    )


def guidance(taken: int, most: int) -> str:
    """What to photograph next of a new product of which *taken* photos were taken."""
    if taken >= most:
        return translate("camera", "That is enough. Press Enter and name the product.")
    first = (
        translate("camera", "Photo 1: the front, filling the picture"),
        translate("camera", "Photo 2: the back"),
        translate("camera", "Photo 3: the label, close enough to read"),
    )
    if taken < len(first):
        return first[taken]
    more = translate("camera", "Photo {n}: another side, or Enter to name it")
    return more.format(n=taken + 1)
