"""Smaller libraries of linear algebra: for OpenCV a part of LAPACK, for NumPy a part of Fortran's.

OpenCV brings a whole OpenBLAS along (39 MB, and Fortran's library with 3) and asks 19 functions of
it, to solve and to decompose matrices. The program needs few of them, where it compares print; all
are taken from the reference LAPACK and BLAS (Debian: liblapack-dev, libblas-dev), so that OpenCV is
whole.
NumPy keeps its OpenBLAS, which searches; of Fortran's library that asks four functions.
`check` compares what both compute with what it should be.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ARCHIVES = ("liblapack.a", "libblas.a")
_HERE = Path(__file__).parent
_REPORTS, _FORTRAN = _HERE / "linear_algebra.c", _HERE / "fortran.c"
_ASKED_OF_BLAS = re.compile(r"\bU ((?:cblas_\w+|[sdcz][a-z0-9]+_))$", re.MULTILINE)
_ASKED_OF_FORTRAN = re.compile(r"\bU (_gfortran_\w+)@(GFORTRAN_\d+)$", re.MULTILINE)
_OPTIONS = ("-shared", "-fPIC", "-O2", "-g0", "-Wl,--gc-sections,--build-id=none,-s,-z,defs")

_RIGHT_OF_OPENCV = """
import importlib.util, sys, numpy
of_the_program = importlib.util.spec_from_file_location("cv2", sys.argv[1])
cv2 = importlib.util.module_from_spec(of_the_program)
numbers = numpy.random.default_rng(7)
for kind, close in ((numpy.float32, 1e-3), (numpy.float64, 1e-9)):
    a = numbers.standard_normal((80, 80)).astype(kind)
    b = numbers.standard_normal((80, 3)).astype(kind)
    square = a @ a.T + 80 * numpy.eye(80, dtype=kind)
    for way in (cv2.DECOMP_LU, cv2.DECOMP_CHOLESKY, cv2.DECOMP_QR, cv2.DECOMP_SVD):
        done, found = cv2.solve(square, b, flags=way)
        assert done and numpy.allclose(square @ found, b, atol=close), (kind, way)
    w, u, vt = cv2.SVDecomp(a)
    assert numpy.allclose((u * w.T) @ vt, a, atol=close)
    assert numpy.allclose(cv2.gemm(a, square, 1, None, 0), a @ square, atol=100 * close)
    assert numpy.allclose(cv2.invert(square)[1] @ square, numpy.eye(80), atol=close)
    assert numpy.isclose(cv2.determinant(a / 8), numpy.linalg.det(a / 8), rtol=0.01)
values = cv2.eigenNonSymmetric(numpy.array([[2.0, 1.0], [1.0, 3.0]]))[0]
assert numpy.allclose(sorted(values.ravel()), numpy.linalg.eigvalsh([[2.0, 1.0], [1.0, 3.0]]))
"""

_RIGHT_OF_NUMPY = """
import sys, numpy
from pathlib import Path
assert sys.argv[1] in Path("/proc/self/maps").read_text()
numbers = numpy.random.default_rng(7)
for kind, close in ((numpy.float32, 1e-3), (numpy.float64, 1e-9), (numpy.complex128, 1e-9)):
    a, b = (numbers.standard_normal((90, 90)).astype(kind) for _ in range(2))
    a = a + 12 * numpy.eye(90, dtype=kind)
    assert numpy.allclose(a @ numpy.linalg.solve(a, b), b, atol=close)
    assert numpy.allclose(numpy.linalg.inv(a) @ a, numpy.eye(90), atol=close)
    u, w, vt = numpy.linalg.svd(a)
    assert numpy.allclose((u * w) @ vt, a, atol=close)
    values, vectors = numpy.linalg.eig(a)
    assert numpy.allclose(a @ vectors, vectors * values, atol=10 * close)
    values, vectors = numpy.linalg.eigh(a + a.conj().T)
    assert numpy.allclose((a + a.conj().T) @ vectors, vectors * values, atol=10 * close)
    q, r = numpy.linalg.qr(a)
    assert numpy.allclose(q @ r, a, atol=close)
    found, *_ = numpy.linalg.lstsq(a, b, rcond=None)
    assert numpy.allclose(a @ found, b, atol=close)
    assert numpy.allclose(a @ b, (a[:, :, None] * b[None]).sum(1), atol=10 * close)
"""


class LinearAlgebraError(Exception):
    """A library cannot be replaced."""


def archives() -> list[Path]:
    """LAPACK and BLAS of the system, as archives.

    Raises:
        LinearAlgebraError: they are not installed.
    """
    found = [Path(_said("cc", f"-print-file-name={name}").strip()) for name in ARCHIVES]
    lacking = [file.name for file in found if not file.is_absolute() or not file.exists()]
    if lacking:
        needed = "apt-get install liblapack-dev libblas-dev"
        raise LinearAlgebraError(f"no {', '.join(lacking)}: {needed}")
    return [file.resolve() for file in found]


def replace(inside: Path) -> None:
    """Replace OpenCV's OpenBLAS and NumPy's library of Fortran in the program folder *inside*.

    Raises:
        LinearAlgebraError: LAPACK is missing, or something is asked for that is not there.
        subprocess.CalledProcessError: the compiler failed.
    """
    of_opencv, of_numpy = inside / "opencv_python_headless.libs", inside / "numpy.libs"
    asked = _asked([*(inside / "cv2").glob("*.so"), *of_opencv.glob("*.so*")], _ASKED_OF_BLAS)
    (blas,) = of_opencv.glob("libopenblas*")
    names = sorted(name for (name,) in asked)
    _build(blas, [_REPORTS, _FORTRAN, *archives()], names)
    asked = _asked(of_numpy.glob("*openblas*"), _ASKED_OF_FORTRAN)
    (version,) = {found[1] for found in asked}
    (fortran,) = of_numpy.glob("libgfortran-*")
    _build(fortran, [_FORTRAN], sorted(name for name, _ in asked), version)


def check(inside: Path, python: Path) -> None:
    """Let both libraries compute; *python* has NumPy in the version of the program.

    Raises:
        subprocess.CalledProcessError: a result is wrong.
    """
    (opencv,) = (inside / "cv2").glob("cv2*.so")
    subprocess.run([str(python), "-I", "-c", _RIGHT_OF_OPENCV, str(opencv)], check=True)
    (fortran,) = (inside / "numpy.libs").glob("libgfortran-*")
    first = {**os.environ, "LD_PRELOAD": str(fortran)}
    command = [str(python), "-I", "-c", _RIGHT_OF_NUMPY, str(fortran)]
    subprocess.run(command, check=True, env=first)


def _asked(libraries: Iterable[Path], pattern: re.Pattern[str]) -> set[tuple[str, ...]]:
    """What *libraries* ask others for, as groups of *pattern*."""
    found = set()
    for library in libraries:
        for match in pattern.finditer(_said("nm", "-D", "--undefined-only", library)):
            found.add(match.groups())
    return found


def _build(library: Path, sources: Sequence[Path], names: Sequence[str], version: str = "") -> None:
    """Make *library* anew of *sources*, with *names* and nothing else to be seen from outside."""
    if not names:
        raise LinearAlgebraError(f"nothing is asked of {library.name}: leave it out instead")
    with TemporaryDirectory(prefix="shelfsight-lapack-") as folder:
        shown, made = Path(folder) / "shown", Path(folder) / library.name
        text = f"{version} {{ global: {'; '.join(names)}; local: *; }};\n"
        shown.write_text(text, encoding="ascii")
        linked = f"-Wl,-soname,{library.name},--version-script,{shown}"
        roots = [f"-Wl,-u,{name}" for name in names]
        command = ["cc", *_OPTIONS, linked, *roots, "-o", str(made), *map(str, sources), "-lm"]
        subprocess.run(command, check=True)
        listed = _said("nm", "-D", "--defined-only", made).split()
        missing = set(names) - {name.split("@")[0] for name in listed}
        if missing:
            raise LinearAlgebraError(f"{library.name} would lack {', '.join(sorted(missing))}")
        shutil.copyfile(made, library)


def _said(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
