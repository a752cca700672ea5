"""How ONNX Runtime is asked to use an NVIDIA device, and what it says when memory runs out.

Options of the CUDA provider: onnxruntime.ai, "CUDA Execution Provider".
"""

from __future__ import annotations

MEMORY_SHARE = 0.6
"""Of the device's memory; the window and other programs draw with the same device."""

LEAST_LIMIT = 1 << 30
GPU_ROWS = 64
"""Rows in one run at first; halved each time that memory runs out."""

_OUT_OF_MEMORY = (
    "out of memory",
    "failed to allocate memory",
    "available memory of",
    "status_alloc_failed",
    "bad allocation",
    "bad_alloc",
)


def provider_options(device_bytes: int = 0) -> dict[str, str]:
    """Options for the CUDA provider on a device with *device_bytes* of memory; 0: not known.

    - The arena grows by what is asked for, not by powers of two, and ends at a share of the device.
    - cuDNN chooses algorithms by a rule: trying them out takes seconds for each shape, and with it
      two starts need not give the same numbers.
    - TF32 is off: it keeps ten bits of each number, and embeddings have to agree with those that a
      processor made.
    """
    options = {
        "device_id": "0",
        "arena_extend_strategy": "kSameAsRequested",
        "cudnn_conv_algo_search": "HEURISTIC",
        "cudnn_conv_use_max_workspace": "1",
        "do_copy_in_default_stream": "1",
        "use_tf32": "0",
    }
    if device_bytes:
        options["gpu_mem_limit"] = str(max(LEAST_LIMIT, int(device_bytes * MEMORY_SHARE)))
    return options


def is_out_of_memory(error: Exception) -> bool:
    """Whether a run failed since a smaller one might have found room."""
    text = str(error).lower()
    return any(part in text for part in _OUT_OF_MEMORY)
