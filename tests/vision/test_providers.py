import os
import subprocess
import sys

import pytest

from desktop_app.vision import native_output, providers
from desktop_app.vision.providers import CPU, CUDA, ProviderPlan, device_info, plan_providers

LOADER_LINE = (
    "2026 [E:onnxruntime] Failed to load library libonnxruntime_providers_cuda.so with error: "
    "libcublasLt.so.13: cannot open shared object file"
)


@pytest.mark.parametrize(
    ("wished", "available", "gpus", "expected", "reason"),
    [
        ("cpu", [CUDA, CPU], ["H200"], (CPU,), ""),
        ("auto", [CUDA, CPU], ["H200"], (CUDA, CPU), ""),
        ("cuda", [CUDA, CPU], ["H200"], (CUDA, CPU), ""),
        ("auto", [CUDA, CPU], [], (CPU,), providers.NO_GPU),
        ("cuda", [CUDA, CPU], [], (CPU,), providers.NO_GPU),
        ("auto", [CPU], ["H200"], (CPU,), providers.NO_CUDA_BUILD),
        ("cuda", [CPU], [], (CPU,), providers.NO_CUDA_BUILD),
    ],
)
def test_what_is_asked_for(
    wished: str, available: list[str], gpus: list[str], expected: tuple[str, ...], reason: str
) -> None:
    plan = plan_providers(wished, available, gpus)  # type: ignore[arg-type]
    assert plan.providers == expected
    assert plan.reason == reason


GPU_PLAN = ProviderPlan("auto", (CUDA, CPU), gpu="NVIDIA T4")


def test_a_gpu_that_runs_is_named() -> None:
    info = device_info(GPU_PLAN, [CUDA, CPU], [])
    assert (info.device, info.wished, info.reason) == ("CUDA (NVIDIA T4)", "auto", "")


def test_a_silent_fall_back_is_told_with_the_words_of_the_loader() -> None:
    info = device_info(GPU_PLAN, [CPU], ["something else", LOADER_LINE])
    assert info.device == "CPU"
    assert info.reason == f"{providers.NOT_LOADED}: {LOADER_LINE}"
    assert device_info(GPU_PLAN, [CPU], []).reason == providers.NOT_LOADED


def test_the_reason_of_the_plan_is_kept() -> None:
    plan = ProviderPlan("cuda", (CPU,), reason=providers.NO_GPU)
    assert device_info(plan, [CPU], []).reason == providers.NO_GPU
    assert device_info(ProviderPlan("cpu", (CPU,)), [CPU], []).reason == ""


def test_another_provider_goes_by_its_name() -> None:
    assert device_info(GPU_PLAN, ["CoreMLExecutionProvider", CPU], []).device == "CoreML"


def test_asking_the_driver_prints_nothing() -> None:
    code = (
        "from desktop_app.vision.providers import nvidia_devices, plan_providers;"
        "assert isinstance(nvidia_devices(), tuple); plan_providers('auto')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""


def test_a_machine_without_driver_has_no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_load_driver", lambda: None)
    assert providers.nvidia_devices() == ()


def test_output_of_c_libraries_is_caught_and_then_let_through(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with native_output.captured() as lines:
        os.write(2, b"from a loader\nsecond line\n")
        os.write(1, b"third\n")
    os.write(2, b"afterwards\n")
    assert lines == ["from a loader", "second line", "third"]
    assert capfd.readouterr().err == "afterwards\n"
