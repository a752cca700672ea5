"""A session of ONNX Runtime that runs nothing: it records how it was made, bound and run."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

CUDA, CPU = "CUDAExecutionProvider", "CPUExecutionProvider"
DIM = 4
NO_ROOM = "[ONNXRuntimeError] : 6 : BFCArena::AllocateRawInternal Failed to allocate memory for 9"


@dataclass
class FakeDevice:
    """What a made-up GPU saw. *room* rows fit at once; *broken* is what every run raises."""

    room: int = 10**6
    broken: str = ""
    providers: list[Any] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    """Rows of each run that was tried."""
    arrays: list[tuple[tuple[int, ...], str]] = field(default_factory=list)
    bound: list[str] = field(default_factory=list)
    is_lost: bool = False
    """The session falls back to the processor in silence."""

    def open(self, path: str, sess_options: Any, providers: list[Any]) -> FakeSession:
        del path, sess_options
        self.providers.append(providers)
        names = [one if isinstance(one, str) else one[0] for one in providers]
        return FakeSession(self, [CPU] if self.is_lost else names)

    def array(self, shape: Any, kind: type, device: str, number: int) -> FakeArray:
        del kind, number
        self.arrays.append((tuple(shape), device))
        return FakeArray()


class FakeArray:
    """Room on the device."""

    def update_inplace(self, array: Any) -> None:
        self.content = np.array(array)


class FakeSession:
    """Gives each row its own mean in all numbers."""

    def __init__(self, device: FakeDevice, providers: list[str]) -> None:
        self._device, self._providers = device, providers

    def get_providers(self) -> list[str]:
        return self._providers

    def get_inputs(self) -> list[Any]:
        return [SimpleNamespace(name="pixels", type="tensor(float)", shape=["n", 3, 2, 2])]

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(name="embedding")]

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        del outputs
        self._device.runs.append(len(inputs["pixels"]))
        if self._device.broken:
            raise ort_state.RuntimeException(self._device.broken)
        if len(inputs["pixels"]) > self._device.room:
            raise ort_state.RuntimeException(NO_ROOM)
        means = inputs["pixels"].mean(axis=(1, 2, 3), dtype=np.float32)
        return [np.repeat(means[:, None], DIM, axis=1)]

    def io_binding(self) -> FakeBinding:
        return FakeBinding()

    def run_with_iobinding(self, binding: FakeBinding) -> None:
        self._device.bound += binding.outputs
        arrays = {name: room.content for name, room in binding.inputs.items()}
        binding.found = self.run([], arrays)


class FakeBinding:
    """Keeps what was bound."""

    def __init__(self) -> None:
        self.inputs: dict[str, FakeArray] = {}
        self.outputs: list[str] = []
        self.found: list[Any] = []

    def bind_ortvalue_input(self, name: str, value: FakeArray) -> None:
        self.inputs[name] = value

    def bind_output(self, name: str, device: str, number: int) -> None:
        self.outputs.append(f"{name} on {device} {number}")

    def synchronize_inputs(self) -> None:
        """Nothing runs beside."""

    def synchronize_outputs(self) -> None:
        """Nothing runs beside."""

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(numpy=lambda part=part: part) for part in self.found]
