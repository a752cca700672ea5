"""One ONNX network of a pack on ONNX Runtime, called by the names that the card gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state
from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision.bound_session import BoundSession, padded, padded_rows
from desktop_app.vision.cuda_options import GPU_ROWS, is_out_of_memory
from desktop_app.vision.model_pack import ModelPack

LOAD_ERRORS = (
    ort_state.Fail,
    ort_state.InvalidArgument,
    ort_state.InvalidGraph,
    ort_state.InvalidProtobuf,
    ort_state.NotImplemented,
    ort_state.RuntimeException,
)
TYPES: Mapping[str, type] = MappingProxyType(
    {
        "tensor(float)": np.float32,
        "tensor(float16)": np.float16,
        "tensor(int64)": np.int64,
        "tensor(int32)": np.int32,
    }
)


CUDA = "CUDAExecutionProvider"
CPU_ROWS = 2
"""Rows in one run on a processor: more push each other out of its caches (docs/speed.md)."""

CPU_TEXT_ROWS = 8
"""The same for words, whose network is small enough for more: 0.85 instead of 1.3 ms a text."""

ProviderChoice: TypeAlias = str | tuple[str, dict[str, str]]
"""An execution provider of ONNX Runtime, with its options where it has any."""

MEMORY_ERRORS: tuple[type[Exception], ...] = (
    ort_state.EPFail,
    ort_state.Fail,
    ort_state.RuntimeException,
    RuntimeError,
    MemoryError,
)

BAD_INPUT: tuple[type[Exception], ...] = (ort_state.InvalidArgument, ValueError)
"""What a run raises where the network expects other shapes than the card says."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """Names of all inputs and of the wanted outputs, in order; empty ones are passed over."""

    inputs: Sequence[str]
    outputs: Sequence[str]


class Network:
    """One network of a pack that was verified by `load_pack`; `key` names its file.

    On a processor *cpu_rows* go through together.
    """

    def __init__(
        self, pack: ModelPack, key: str, wiring: Wiring, *, cpu_rows: int = CPU_ROWS
    ) -> None:
        self._pack, self._file = pack, pack.card.files[key].path
        self._inputs = [name for name in wiring.inputs if name]
        self._outputs = [name for name in wiring.outputs if name]
        self._types: dict[str, type] = {}
        self._session: Any = None
        self._bound: BoundSession | None = None
        self._cpu_rows = self.most_rows = cpu_rows
        """Rows that go through together; 1 for encoders that were exported for one at a time."""

    def load(self, providers: Sequence[ProviderChoice], threads: int) -> None:
        """Load the network.

        Args:
            providers: execution providers of ONNX Runtime, most wanted first.
            threads: threads within an operator; 0 leaves the choice to ONNX Runtime.

        Raises:
            ModelPackError: it cannot be loaded, or has other inputs and outputs.
        """
        self._session = self._opened(providers, threads)
        found = {entry.name: entry for entry in self._session.get_inputs()}
        given = {entry.name for entry in self._session.get_outputs()}
        wrong = (set(found) ^ set(self._inputs)) | (set(self._outputs) - given)
        wrong |= {name for name, entry in found.items() if entry.type not in TYPES}
        if wrong:
            raise self._unusable(f"inputs or outputs other than on the card: {sorted(wrong)}")
        self._types = {name: TYPES[found[name].type] for name in self._inputs}
        on_gpu = self.providers[:1] == [CUDA]
        self._bound = BoundSession(self._session, self._outputs, "cuda") if on_gpu else None
        is_for_one = found[self._inputs[0]].shape[:1] == [1]
        self.most_rows = 1 if is_for_one else GPU_ROWS if on_gpu else self._cpu_rows

    @property
    def providers(self) -> list[str]:
        """What really runs it, read back from the session."""
        running: list[str] = self._session.get_providers()
        return running

    def run(self, inputs: Mapping[str, npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
        """The outputs in the order of their names, as float32.

        Where memory runs out, the rows go through in halves, and fewer at a time from then on.
        """
        fed: dict[str, npt.NDArray[Any]] = {
            name: inputs[name].astype(kind, copy=False) for name, kind in self._types.items()
        }
        try:
            found = self._run(fed)
        except MEMORY_ERRORS as error:
            rows = len(next(iter(fed.values())))
            if rows < 2 or not is_out_of_memory(error):
                raise
            found = self._run_in_halves(inputs, rows)
        return [np.asarray(part, dtype=np.float32) for part in found]

    def _run(self, fed: Mapping[str, npt.NDArray[Any]]) -> list[npt.NDArray[Any]]:
        if self._bound is None:
            plain: list[npt.NDArray[Any]] = self._session.run(self._outputs, fed)
            return plain
        rows = len(next(iter(fed.values())))
        size = padded_rows(rows, max(rows, self.most_rows))
        return [part[:rows] for part in self._bound.run(padded(fed, size))]

    def _run_in_halves(
        self, inputs: Mapping[str, npt.NDArray[Any]], rows: int
    ) -> list[npt.NDArray[Any]]:
        self.most_rows = min(self.most_rows, rows // 2)
        if self._bound is not None:
            self._bound.forget()
        halves = [
            self.run({name: array[part] for name, array in inputs.items()})
            for part in (slice(None, rows // 2), slice(rows // 2, None))
        ]
        return [np.concatenate(parts) for parts in zip(*halves, strict=True)]

    def _unusable(self, reason: str) -> ModelPackError:
        name = self._pack.card.name
        return ModelPackError(MessageId.MODEL_UNUSABLE, name=name, reason=f"{self._file}: {reason}")

    def _opened(self, providers: Sequence[ProviderChoice], threads: int) -> Any:
        options = ort_state.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # A waiting thread of the runtime would burn the core that decoding and barcodes need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(self._pack.folder / self._file)
        try:
            return InferenceSession(path, sess_options=options, providers=list(providers))
        except LOAD_ERRORS as error:
            raise self._unusable(str(error)) from error
