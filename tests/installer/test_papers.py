"""Licences, list of parts, icons, checksums and signatures of a build."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import icon_files, licence_bundle, release_files, sbom
from installer.licence_bundle import LicenceMissingError, Part


class _Package:
    """What `importlib.metadata` would say of a package."""

    def __init__(self, folder: Path, fields: dict[str, str], files: tuple[str, ...]) -> None:
        from email.message import Message

        self.metadata = Message()
        for name, value in fields.items():
            self.metadata[name] = value
        self.version = fields["Version"]
        self.files = [Path(file) for file in files]
        self._folder = folder
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text("text", encoding="utf-8")

    def locate_file(self, file: Path) -> Path:
        return self._folder / file


def test_licence_files_are_found_wherever_a_package_keeps_them(tmp_path: Path) -> None:
    package = _Package(
        tmp_path,
        {"Name": "Some_Thing", "Version": "1", "License": "MIT"},
        ("some/LICENSE", "some-1.dist-info/licenses/deep/COPYING", "some/licence.py", "some/x.py"),
    )
    part = licence_bundle.part_of(package)  # type: ignore[arg-type]
    assert part.name == "some-thing"
    assert part.licence == "MIT"
    assert {text.name for text in part.texts} == {"LICENSE", "COPYING"}


def test_a_part_without_a_licence_text_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _Package(tmp_path, {"Name": "bare", "Version": "1", "License": "MIT"}, ())
    monkeypatch.setattr(licence_bundle, "distribution", lambda name: package)
    with pytest.raises(LicenceMissingError, match="bare"):
        licence_bundle.parts(["bare"])


def test_the_texts_that_packages_lack_are_here() -> None:
    for texts in licence_bundle.TEXTS_ELSEWHERE.values():
        assert all((licence_bundle.TEXTS / text).stat().st_size > 300 for text in texts)
    lgpl = (licence_bundle.TEXTS / "LGPL-3.0-only.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lgpl


def test_libraries_of_another_system_are_not_looked_for(tmp_path: Path) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text("a==1\ncolorama==0.4 ; sys_platform == 'win32'\npyside6-addons==6\n")
    assert licence_bundle.bundled_names(pins, "linux") == ("a",)
    assert licence_bundle.bundled_names(pins, "win32") == ("a", "colorama", "pyside6-addons")


def _parts() -> tuple[Part, ...]:
    return (
        Part("numpy", "2.4.6", "BSD-3-Clause AND MIT", ()),
        Part("pyinstaller", "6", "GPLv2-or-later with a special exception", ()),
    )


def test_the_list_of_parts_names_versions_licences_and_the_model(tmp_path: Path) -> None:
    library = tmp_path / "libX11.so.6"
    library.write_bytes(b"x")
    made = sbom.document(_parts(), [library])
    found = {component["name"]: component for component in made["components"]}
    assert made["bomFormat"] == "CycloneDX"
    assert found["numpy"]["purl"] == "pkg:pypi/numpy@2.4.6"
    assert found["numpy"]["licenses"] == [{"expression": "BSD-3-Clause AND MIT"}]
    assert "license" in found["pyinstaller"]["licenses"][0]
    assert found["libX11.so.6"]["type"] == "file"
    assert found["shelfsight-base"]["type"] == "machine-learning-model"
    assert len({component["bom-ref"] for component in made["components"]}) == len(found)


def test_the_same_parts_give_the_same_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    first, second = (json.dumps(sbom.document(_parts())) for _ in range(2))
    assert first == second
    assert "2001-09-09T01:46:40Z" in first


def test_icons_hold_a_picture_of_each_size(qapp: object) -> None:
    pictures = {side: icon_files.png(side) for side in (16, 256)}
    assert all(data.startswith(b"\x89PNG") for data in pictures.values())
    ico = icon_files.ico(pictures)
    assert ico[:6] == b"\0\0\1\0\2\0"
    assert ico.endswith(pictures[256])
    icns = icon_files.icns({256: pictures[256]})
    assert icns[:4] == b"icns"
    assert int.from_bytes(icns[4:8], "big") == len(icns)


def test_checksums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"abc")
    (tmp_path / "a.sig").write_bytes(b"not summed")
    text = release_files.write_checksums(tmp_path).read_text(encoding="utf-8")
    assert text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.deb\n"


def test_signing_runs_the_command_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "SHA256SUMS"
    file.write_text("sums", encoding="utf-8")
    monkeypatch.delenv(release_files.SIGN_COMMAND, raising=False)
    assert release_files.sign(file) is None
    copy = f'{sys.executable} -c "import shutil,sys; shutil.copy(*sys.argv[1:])"'
    monkeypatch.setenv(release_files.SIGN_COMMAND, copy + " {file} {signature}")
    assert release_files.sign(file) == tmp_path / "SHA256SUMS.sig"


def test_a_signature_that_fails_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "SHA256SUMS"
    file.write_text("sums", encoding="utf-8")
    monkeypatch.setenv(release_files.SIGN_COMMAND, f'{sys.executable} -c "raise SystemExit(1)"')
    with pytest.raises(subprocess.CalledProcessError):
        release_files.sign(file)


def test_files_of_a_build_bear_the_time_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    program = tmp_path / "inside" / "program"
    program.write_bytes(b"abc")
    program.chmod(0o700)
    release_files.fix_times(tmp_path, 1_000_000_000)
    assert program.stat().st_mtime == 1_000_000_000
    assert program.stat().st_mode & 0o777 == 0o755
    assert release_files.folder_bytes(tmp_path) == 3


@pytest.fixture
def throwaway_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A key ring with one key that nobody trusts; its path is short, for the agent's socket."""
    if shutil.which("gpg") is None:
        pytest.skip("gpg is not installed")
    folder = Path(tempfile.mkdtemp(prefix="k"))
    monkeypatch.setenv("GNUPGHOME", str(folder))
    made = [
        "--passphrase",
        "",
        "--quick-generate-key",
        "Trial <trial@localhost>",
        "ed25519",
        "sign",
    ]
    subprocess.run(["gpg", "--batch", "--quiet", *made], check=True, capture_output=True)
    yield
    subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=False)
    shutil.rmtree(folder, ignore_errors=True)


def test_a_signed_release_is_told_from_a_changed_one(
    tmp_path: Path, throwaway_key: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shelfsight.deb").write_bytes(b"program")
    command = "gpg --batch --yes --quiet --detach-sign --armor --output {signature} {file}"
    monkeypatch.setenv(release_files.SIGN_COMMAND, command)
    release_files.finish(tmp_path)
    sums, signature = tmp_path / "SHA256SUMS", tmp_path / "SHA256SUMS.sig"

    def is_signed() -> bool:
        asked = ["gpg", "--quiet", "--verify", signature, sums]
        return subprocess.run(asked, check=False, capture_output=True).returncode == 0

    def is_whole() -> bool:
        asked = ["sha256sum", "--check", "--status", sums.name]
        return subprocess.run(asked, check=False, cwd=tmp_path).returncode == 0

    assert (is_signed(), is_whole()) == (True, True)
    (tmp_path / "shelfsight.deb").write_bytes(b"another")
    assert (is_signed(), is_whole()) == (True, False)
    release_files.write_checksums(tmp_path)
    assert (is_signed(), is_whole()) == (False, True)
