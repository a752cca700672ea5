"""A session whose inputs and outputs lie on the device, in buffers that are kept between runs.

Without a binding ONNX Runtime allocates on the device at every run, and copies through memory that
it asks for anew. The binding needs shapes that come back, so batches are padded to a few sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from onnxruntime.capi.onnxruntime_inference_collection import OrtValue

Arrays: TypeAlias = Mapping[str, npt.NDArray[Any]]

MOST_SHAPES = 12
"""Sets of buffers that are kept; a network sees few shapes, see `padded_rows`."""


class DeviceArray(Protocol):
    """An array on the device, `OrtValue` of ONNX Runtime."""

    def update_inplace(self, array: npt.NDArray[Any]) -> None:
        """Copy *array* onto the device."""


MakeArray: TypeAlias = Callable[[Sequence[int], type, str, int], DeviceArray]
"""Makes room for an array of a shape and a type on a device with a number."""


class BoundSession:
    """Runs *session* on *device* (`cuda`, or `cpu` in tests); not for several threads at once."""

    def __init__(
        self,
        session: Any,
        outputs: Sequence[str],
        device: str,
        make_array: MakeArray = OrtValue.ortvalue_from_shape_and_type,
    ) -> None:
        self._session, self._outputs, self._device = session, list(outputs), device
        self._make = make_array
        self._rooms: dict[tuple[Any, ...], dict[str, DeviceArray]] = {}

    def run(self, inputs: Arrays) -> list[npt.NDArray[Any]]:
        """The outputs in the order of their names, back in memory."""
        binding = self._session.io_binding()
        for name, room in self._room_for(inputs).items():
            room.update_inplace(np.ascontiguousarray(inputs[name]))
            binding.bind_ortvalue_input(name, room)
        for name in self._outputs:
            binding.bind_output(name, self._device, 0)
        binding.synchronize_inputs()
        self._session.run_with_iobinding(binding)
        binding.synchronize_outputs()
        return [value.numpy() for value in binding.get_outputs()]

    def forget(self) -> None:
        """Give the buffers back, for instance since memory has run out."""
        self._rooms.clear()

    def _room_for(self, inputs: Arrays) -> dict[str, DeviceArray]:
        shape = tuple((name, array.shape) for name, array in inputs.items())
        if shape not in self._rooms:
            if len(self._rooms) >= MOST_SHAPES:
                self.forget()
            self._rooms[shape] = {
                name: self._make(array.shape, array.dtype.type, self._device, 0)
                for name, array in inputs.items()
            }
        return self._rooms[shape]


def padded_rows(rows: int, most: int) -> int:
    """The size to which a batch of *rows* is padded: a power of two, or *most*."""
    return min(most, 1 << (rows - 1).bit_length())


def padded(inputs: Arrays, rows: int) -> Arrays:
    """*inputs* with the last row repeated up to *rows*; a network may divide by what zeros give."""
    return {name: _padded(array, rows) for name, array in inputs.items()}


def _padded(array: npt.NDArray[Any], rows: int) -> npt.NDArray[Any]:
    missing = rows - len(array)
    return array if missing <= 0 else np.concatenate([array, np.repeat(array[-1:], missing, 0)])
