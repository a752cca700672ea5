"""Which execution provider is asked for, which one really runs, and why.

ONNX Runtime falls back to the processor without an error, and names CUDA as available on
machines without a GPU; so the driver is asked first, and the session afterwards.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from desktop_app.core.messages import QT_TRANSLATE_NOOP
from desktop_app.core.types import DeviceInfo
from desktop_app.vision import addons, cuda_addon
from desktop_app.vision.cuda_options import provider_options
from desktop_app.vision.network import CUDA, ProviderChoice
from desktop_app.vision.worker_setup import ProviderWish

__all__ = [
    "CPU",
    "CUDA",
    "ProviderPlan",
    "device_info",
    "nvidia_devices",
    "plan_providers",
    "preload_libraries",
]

CPU = "CPUExecutionProvider"

_ = QT_TRANSLATE_NOOP
NO_GPU = _("messages", "no NVIDIA graphics processor was found")
NO_CUDA_BUILD = _("messages", "the installed ONNX Runtime has no CUDA support")
NOT_LOADED = _("messages", "the CUDA libraries could not be loaded")
GPU_FAILED = _("messages", "the graphics processor failed and is not used until the next start")

_TELLING = ("Failed to load", "cannot open shared object", "Require cuDNN", "LoadLibrary failed")


@dataclass(frozen=True, slots=True)
class ProviderPlan:
    """Providers to ask for, most wanted first; `reason` says why not the wished one."""

    wished: ProviderWish
    providers: tuple[str, ...]
    gpu: str = ""
    reason: str = ""
    gpu_bytes: int = 0

    @property
    def with_options(self) -> tuple[ProviderChoice, ...]:
        """`providers` as a session takes them."""
        return tuple(
            (name, provider_options(self.gpu_bytes)) if name == CUDA else name
            for name in self.providers
        )


def plan_providers(
    wished: ProviderWish, available: Sequence[str] | None = None, gpus: Sequence[str] | None = None
) -> ProviderPlan:
    """What to ask ONNX Runtime for.

    *available* are the providers of the installed build and *gpus* the names of the NVIDIA
    devices; both are looked up if they are not given.
    """
    if wished == "cpu":
        return ProviderPlan(wished, (CPU,))
    if CUDA not in (ort_state.get_available_providers() if available is None else available):
        return ProviderPlan(wished, (CPU,), reason=_why_no_cuda())
    found = nvidia_devices() if gpus is None else gpus
    if not found:
        return ProviderPlan(wished, (CPU,), reason=NO_GPU)
    n_bytes = device_bytes() if gpus is None else 0
    return ProviderPlan(wished, (CUDA, CPU), gpu=found[0], gpu_bytes=n_bytes)


def _why_no_cuda() -> str:
    """The packaged program has an add-on for it, any other a build of ONNX Runtime."""
    program = addons.program_folder()
    return NO_CUDA_BUILD if program is None else cuda_addon.why_not(program) or NO_CUDA_BUILD


def device_info(
    plan: ProviderPlan, active: Sequence[str], loader_lines: Sequence[str]
) -> DeviceInfo:
    """What really runs: *active* is read back from the session, *loader_lines* what it printed."""
    if active and active[0] == CUDA:
        return DeviceInfo(f"CUDA ({plan.gpu})" if plan.gpu else "CUDA", plan.wished)
    device = (
        "CPU" if not active or active[0] == CPU else active[0].removesuffix("ExecutionProvider")
    )
    if CUDA not in plan.providers:
        return DeviceInfo(device, plan.wished, plan.reason)
    telling = (line for line in loader_lines if any(part in line for part in _TELLING))
    detail = next(telling, "").strip()
    return DeviceInfo(device, plan.wished, f"{NOT_LOADED}: {detail}" if detail else NOT_LOADED)


def preload_libraries() -> list[str]:
    """Load CUDA and cuDNN from the installed packages; what could not be loaded, as text."""
    printed = StringIO()
    with redirect_stdout(printed):
        onnxruntime.preload_dlls()
    return printed.getvalue().splitlines()


def nvidia_devices() -> tuple[str, ...]:
    """Names of the NVIDIA devices that the driver shows to this process; nothing is printed."""
    driver = _load_driver()
    count = ctypes.c_int()
    if driver is None or driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)):
        return ()
    return tuple(_device_name(driver, number) for number in range(count.value))


def device_bytes() -> int:
    """Memory of the first NVIDIA device; 0 where the driver does not say."""
    driver, device, size = _load_driver(), ctypes.c_int(), ctypes.c_size_t()
    if driver is None or driver.cuInit(0) or driver.cuDeviceGet(ctypes.byref(device), 0):
        return 0
    return 0 if driver.cuDeviceTotalMem_v2(ctypes.byref(size), device) else size.value


def _load_driver() -> ctypes.CDLL | None:
    name = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _device_name(driver: ctypes.CDLL, number: int) -> str:
    device, name = ctypes.c_int(), ctypes.create_string_buffer(128)
    if driver.cuDeviceGet(ctypes.byref(device), number):
        return ""
    driver.cuDeviceGetName(name, len(name), device)
    return name.value.decode("utf-8", "replace")
