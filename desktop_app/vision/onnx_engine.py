"""The real engine: the model pack on ONNX Runtime. Only the worker process imports this."""

from __future__ import annotations

from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from desktop_app.core.types import DeviceInfo
from desktop_app.vision import native_output, providers
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.engine import LoadedEngine
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.worker_setup import WorkerSetup

RUN_ERRORS: tuple[type[Exception], ...] = (
    ort_state.DeviceReset,
    ort_state.EngineError,
    ort_state.EPFail,
    ort_state.Fail,
    ort_state.InvalidArgument,
    ort_state.NotImplemented,
    ort_state.RuntimeException,
    RuntimeError,
)


def load_engine(setup: WorkerSetup) -> LoadedEngine:
    """Load the model pack on the wished device, or on the processor if that is not to be had.

    Raises:
        ModelPackError: the pack is missing, damaged or cannot be used.
    """
    ort_state.disable_telemetry_events()  # Windows has a second way of reporting
    pack = load_pack(setup.pack_folder)
    plan = providers.plan_providers("cpu" if setup.gpu_failure else setup.provider)
    with native_output.captured() as printed:
        missing = providers.preload_libraries() if providers.CUDA in plan.providers else []
        embedder = Embedder(pack, plan.with_options, setup.threads)
    info = providers.device_info(plan, embedder.active_providers, [*missing, *printed])
    if setup.gpu_failure:
        reason = f"{providers.GPU_FAILED}: {setup.gpu_failure}"
        info = DeviceInfo(info.device, setup.provider, reason)
    return LoadedEngine(embedder, info, RUN_ERRORS)
