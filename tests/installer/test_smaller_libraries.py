"""ICU's table with fewer languages, LAPACK and Fortran's library for OpenCV and NumPy."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from installer import slim
from installer.linux import icu_data, linear_algebra

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None,
    reason="libraries of Linux, made by a compiler",
)

HEADER = b"\x20\x00\xda\x27\x14\x00\x00\x00\x00\x00\x02\x00CmnD" + b"\x00" * 16


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("coll/zh.res", True),
        ("coll/root.res", True),
        ("coll/ucadata.icu", True),
        ("coll/de.res", False),
        ("zh_Hans_CN.res", True),
        ("en_001.res", True),
        ("fil.res", False),
        ("pool.res", True),
        ("supplementalData.res", True),
        ("zone/en.res", True),
        ("region/en.res", False),
        ("brkitr/word.brk", True),
        ("brkitr/cjdict.dict", False),
        ("gb18030.cnv", False),
        ("translit/root.res", False),
        ("nfkc.nrm", True),
    ],
)
def test_the_languages_of_the_program_stay_in_the_table(name: str, *, stays: bool) -> None:
    assert icu_data.is_wanted(name) is stays


def test_a_table_that_was_written_reads_as_it_was() -> None:
    files = {"icudt73l/zh.res": b"middle" * 3, "icudt73l/en.res": b"a", "icudt73l/pool.res": b""}
    data = icu_data.write_table(HEADER, files)
    header, found = icu_data.read_table(data)
    assert header == HEADER
    assert list(found) == sorted(files)  # ICU searches by halves
    assert {name: content.rstrip(b"\0") for name, content in found.items()} == files
    begins = [data.index(content) for content in (b"middle", b"a" + b"\0" * 15)]
    assert all((begin - len(HEADER)) % 16 == 0 for begin in begins)


def test_something_else_is_no_table() -> None:
    with pytest.raises(icu_data.NoIcuDataError):
        icu_data.read_table(b"\x20\x00" + b"\0" * 40)


def test_a_library_around_a_table_is_made_anew(tmp_path: Path) -> None:
    files = {"icudt73l/zh.res": b"kept", "icudt73l/fr.res": b"gone" * 5000}
    library = tmp_path / "libicudata.so.73"
    table, source = tmp_path / "table", tmp_path / "table.S"
    table.write_bytes(icu_data.write_table(HEADER, files))
    told = {"aligned": 4096, "symbol": "icudt73_dat", "file": table}
    source.write_text(icu_data._SOURCE.format(**told))
    named = "-Wl,-soname,libicudata.so.73,-z,separate-code"
    subprocess.run(["cc", "-shared", "-nostdlib", named, "-o", library, source], check=True)
    assert icu_data.shorten(library) > 10_000
    data = (ctypes.c_char * 256).in_dll(ctypes.CDLL(str(library)), "icudt73_dat").raw
    assert b"kept" in data
    assert b"fr.res" not in data
    assert "[libicudata.so.73]" in icu_data._asked("readelf", "-d", library)


def test_qts_own_data_sorts_as_before(tmp_path: Path) -> None:
    import PySide6

    (given,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    library = tmp_path / given.name
    shutil.copyfile(given, library)
    assert icu_data.shorten(library) > 20_000_000
    words = "张三 李四 王五 赵六 ä z a Zeta 10 9 Öl 安 北京"
    script = f"""
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale, QTimeZone
for name in ("en_GB", "zh_CN"):
    by = QCollator(QLocale(name)); by.setNumericMode(True)
    print(ascii(sorted({words.split()!r}, key=cmp_to_key(by.compare))))
zone = QTimeZone(b"Asia/Shanghai")
print(ascii(zone.displayName(zone.TimeType.StandardTime, zone.NameType.LongName, QLocale("zh_CN"))))
print(QLocale("tr").toUpper("i") == chr(304))
print("{tmp_path}" in open("/proc/self/maps").read())
"""
    said = []
    for folder in ("", str(tmp_path)):
        told = {"LD_LIBRARY_PATH": folder, "QT_QPA_PLATFORM": "offscreen"}
        ended = subprocess.run(
            [sys.executable, "-c", script], env=told, check=True, capture_output=True, text=True
        )
        said.append(ended.stdout.splitlines())
    assert said[0][:-1] == said[1][:-1]
    assert [lines[-1] for lines in said] == ["False", "True"]


@pytest.fixture(scope="module")
def fortran(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    library = tmp_path_factory.mktemp("fortran") / "libgfortran-test.so.5"
    names = ["_gfortran_concat_string", "_gfortran_etime", "_gfortran_pow_r8_i8"]
    names += ["_gfortran_pow_r4_i8"]
    linear_algebra._build(library, [linear_algebra._FORTRAN], names, "GFORTRAN_8")
    return ctypes.CDLL(str(library))


@pytest.mark.parametrize(
    ("length", "joined"), [(5, b"ab"), (8, b"abcde   "), (4, b"abcd"), (1, b"a"), (0, b"")]
)
def test_texts_are_joined_as_fortran_does(fortran: ctypes.CDLL, length: int, joined: bytes) -> None:
    first, second = (b"ab", b"cde") if length != 5 else (b"ab", b"")
    target = ctypes.create_string_buffer(b"?" * 12, 12)
    size = ctypes.c_size_t
    fortran._gfortran_concat_string(
        size(length), target, size(len(first)), first, size(len(second)), second
    )
    assert target.raw == joined.ljust(length) + b"?" * (12 - length)


@pytest.mark.parametrize("exponent", [0, 1, 2, 7, 40, -1, -9])
def test_powers_are_those_of_python(fortran: ctypes.CDLL, exponent: int) -> None:
    power = fortran._gfortran_pow_r8_i8
    power.restype, power.argtypes = ctypes.c_double, [ctypes.c_double, ctypes.c_int64]
    assert power(1.7, exponent) == pytest.approx(1.7**exponent)
    single = fortran._gfortran_pow_r4_i8
    single.restype, single.argtypes = ctypes.c_float, [ctypes.c_float, ctypes.c_int64]
    assert single(-1.5, exponent) == pytest.approx((-1.5) ** exponent, rel=1e-5)


def test_the_time_of_the_process_is_told_in_two_parts(fortran: ctypes.CDLL) -> None:
    parts = (ctypes.c_float * 2)(-1, -1)
    array = (ctypes.c_void_p * 1)(ctypes.addressof(parts))
    fortran._gfortran_etime.restype = ctypes.c_float
    total = fortran._gfortran_etime(array)
    assert total == pytest.approx(sum(parts), rel=1e-3)
    assert min(parts) >= 0


def test_a_function_that_is_nowhere_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises((linear_algebra.LinearAlgebraError, subprocess.CalledProcessError)):
        linear_algebra._build(tmp_path / "x.so", [linear_algebra._FORTRAN], ["_gfortran_odd"])
    with pytest.raises(linear_algebra.LinearAlgebraError, match="nothing is asked"):
        linear_algebra._build(tmp_path / "x.so", [linear_algebra._FORTRAN], [])


@pytest.mark.slow
def test_opencv_and_numpy_compute_the_same_with_less(tmp_path: Path) -> None:
    try:
        linear_algebra.archives()
    except linear_algebra.LinearAlgebraError as error:
        pytest.skip(str(error))
    import cv2

    packages = Path(cv2.__file__).parents[1]
    if not Path(np.__file__).is_relative_to(packages):
        pytest.skip("NumPy and OpenCV are in different places")
    for name in ("cv2", "opencv_python_headless.libs", "numpy.libs"):
        shutil.copytree(packages / name, tmp_path / name)
    linear_algebra.replace(tmp_path)
    sizes = [file.stat().st_size for file in tmp_path.glob("*.libs/lib[og]*[as]*")]
    assert min(sizes) < 100_000  # Fortran's
    (blas,) = tmp_path.glob("opencv_python_headless.libs/libopenblas*")
    assert blas.stat().st_size < 2_000_000
    linear_algebra.check(tmp_path, Path(sys.executable))


def test_the_systems_openmp_takes_the_place_of_the_one_with_a_hole(tmp_path: Path) -> None:
    if not slim.openmp().is_absolute():
        pytest.skip("no OpenMP here")
    (tmp_path / "sentencepiece.libs").mkdir()
    library = tmp_path / "sentencepiece.libs" / "libgomp-1.so.1.0.0"
    library.write_bytes(b"x" * 2_000_000)
    slim.take_the_systems_openmp(tmp_path)
    assert library.stat().st_size < 1_000_000
    assert ctypes.CDLL(str(library)).omp_get_max_threads() >= 1
