"""What is said when a camera gives no usable picture, and which problem says what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.camera import CameraAddress, CameraKind, CameraProblem
from desktop_app.core.message_ids import MessageId
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP, MessageText

_ = QT_TRANSLATE_NOOP

_COMES_BACK = _("messages", "The picture comes back by itself.")
_REST_WORKS = _("messages", "Photos, words and codes can be looked up all the same.")
_NOTHING_SENT = _("messages", "Nothing was sent.")

CAMERA_TEXTS: Mapping[MessageId, MessageText] = MappingProxyType(
    {
        MessageId.CAMERA_NONE: MessageText(
            _("messages", "No camera was found."),
            _REST_WORKS,
            _("messages", "Plug a camera in, or choose a network camera or a video file."),
        ),
        MessageId.CAMERA_GONE: MessageText(
            _("messages", "The camera “{name}” is not there."),
            _COMES_BACK,
            _("messages", "Check its cable and plug it in again, or choose another camera."),
        ),
        MessageId.CAMERA_BUSY: MessageText(
            _("messages", "The camera “{name}” cannot be opened; another program may be using it."),
            _COMES_BACK,
            _("messages", "Close video calls and other camera programs, or choose another camera."),
        ),
        MessageId.CAMERA_FORBIDDEN: MessageText(
            _("messages", "Shelfsight may not use the camera “{name}”."),
            _REST_WORKS,
            _("messages", "Allow cameras for Shelfsight in the privacy settings of the system."),
        ),
        MessageId.CAMERA_SILENT: MessageText(
            _("messages", "The camera “{name}” sends no picture."),
            _COMES_BACK,
            _("messages", "If it stays away, unplug the camera and plug it in again."),
        ),
        MessageId.CAMERA_DARK: MessageText(
            _("messages", "The picture is black."),
            _COMES_BACK,
            _("messages", "Open the lens cover or privacy shutter, or switch a light on."),
        ),
        MessageId.CAMERA_FROZEN: MessageText(
            _("messages", "The camera “{name}” sends the same picture again and again."),
            _COMES_BACK,
            _("messages", "If it stays so, unplug the camera and plug it in again."),
        ),
        MessageId.CAMERA_BROKEN: MessageText(
            _("messages", "What the camera “{name}” sends cannot be read."),
            _COMES_BACK,
            _("messages", "If it stays so, choose a smaller picture or another camera."),
        ),
        MessageId.VIDEO_GONE: MessageText(
            _("messages", "The video “{name}” was not found or may not be opened."),
            _REST_WORKS,
            _("messages", "Check the name, the folder and the permission, then choose it again."),
        ),
        MessageId.VIDEO_UNREADABLE: MessageText(
            _("messages", "“{name}” is not a video that can be read, or it is damaged."),
            _REST_WORKS,
            _("messages", "Save it as MP4 or AVI and choose it again."),
        ),
        MessageId.VIDEO_ENDED: MessageText(
            _("messages", "The video “{name}” is over."),
            _("messages", "The last picture can still be taken as a photo."),
            _("messages", "Press “Try again” to play it from the beginning."),
        ),
        MessageId.STREAM_GONE: MessageText(
            _("messages", "The network camera “{name}” does not answer."),
            _COMES_BACK,
            _("messages", "Check its address, its password and the network, or choose another."),
        ),
        MessageId.STREAM_ADDRESS: MessageText(
            _("messages", "“{name}” is not the address of a network camera."),
            _NOTHING_SENT,
            _("messages", "Type an address such as rtsp://192.168.1.20/stream."),
        ),
    }
)

_OF_DEVICE: Mapping[CameraProblem, MessageId] = MappingProxyType(
    {
        CameraProblem.NONE: MessageId.CAMERA_NONE,
        CameraProblem.GONE: MessageId.CAMERA_GONE,
        CameraProblem.BUSY: MessageId.CAMERA_BUSY,
        CameraProblem.FORBIDDEN: MessageId.CAMERA_FORBIDDEN,
        CameraProblem.SILENT: MessageId.CAMERA_SILENT,
        CameraProblem.DARK: MessageId.CAMERA_DARK,
        CameraProblem.FROZEN: MessageId.CAMERA_FROZEN,
        CameraProblem.BROKEN: MessageId.CAMERA_BROKEN,
        CameraProblem.ENDED: MessageId.VIDEO_ENDED,
    }
)

_OF_FILE: Mapping[CameraProblem, MessageId] = MappingProxyType(
    {
        CameraProblem.GONE: MessageId.VIDEO_GONE,
        CameraProblem.FORBIDDEN: MessageId.VIDEO_GONE,
        CameraProblem.BROKEN: MessageId.VIDEO_UNREADABLE,
    }
)

_OF_STREAM: Mapping[CameraProblem, MessageId] = MappingProxyType(
    {CameraProblem.GONE: MessageId.STREAM_GONE, CameraProblem.BUSY: MessageId.STREAM_GONE}
)


def message_about(problem: CameraProblem, address: CameraAddress | None) -> MessageId:
    """Which message says *problem* of the camera at *address*."""
    special = {CameraKind.FILE: _OF_FILE, CameraKind.STREAM: _OF_STREAM}
    own = special.get(address.kind, {}) if address else {}
    return own.get(problem, _OF_DEVICE[problem])
