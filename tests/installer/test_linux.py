"""The packages for Linux, told without building the program."""

from __future__ import annotations

import configparser
import gzip
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.gui.incoming import PHOTO_SUFFIXES
from installer.linux import bare_system, deb, layout, tarball

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="packages of Linux")

EPOCH = 1_000_000_000


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build leaves, in small."""
    folder = tmp_path / "built"
    (folder / "_internal").mkdir(parents=True)
    (folder / "shelfsight").write_text("program")
    (folder / "shelfsight").chmod(0o755)
    (folder / "shelfsight-window").symlink_to("shelfsight")
    return folder


def test_the_package_has_a_menu_entry_icons_and_a_manual_page(
    built: Path, tmp_path: Path, qapp: object
) -> None:
    tree = tmp_path / "tree"
    deb.write_tree(built, tree, "1.2.3", EPOCH)
    assert (tree / "usr/bin/shelfsight").resolve() == tree / "usr/lib/shelfsight/shelfsight"
    assert (tree / "usr/bin/shelfsight-window").resolve().name == "shelfsight"
    assert (tree / "usr/share/applications/shelfsight.desktop").is_file()
    icons = sorted((tree / "usr/share/icons/hicolor").rglob("shelfsight.*"))
    assert len(icons) == 9
    page = gzip.decompress((tree / "usr/share/man/man1/shelfsight.1.gz").read_bytes())
    assert b"1.2.3" in page
    assert (tree / "usr/share/doc/shelfsight/copyright").is_file()
    assert not (tree / "DEBIAN").exists()


def test_the_menu_entry_opens_photos_and_catalogues_in_both_languages() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(layout.FILES / "shelfsight.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "shelfsight-window %F"
    types = set(told["MimeType"].strip(";").split(";"))
    assert {"image/jpeg", "image/png", "image/webp", "text/csv"} <= types
    assert ".jpg" in PHOTO_SUFFIXES
    assert {"GenericName[zh_CN]", "Comment[zh_CN]"} <= set(told)


def test_the_manual_page_names_every_command() -> None:
    page = layout.man_page("1.2.3", EPOCH, layout.commands())
    names = [name for name, _ in layout.commands()]
    assert {"doctor", "lookup", "import", "open", "packs"} <= set(names)
    assert all(f".B {name.replace('-', layout._DASH)}\n" in page for name in names)
    assert "@" not in page
    assert "2001-09-09" in page


def test_the_control_file_says_what_the_program_needs() -> None:
    needs = deb.depends({"libEGL.so.1", "libGL.so.1"}, (2, 36))
    text = deb.control("1.2.3", 400_000, needs)
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "shelfsight"
    assert fields["Version"] == "1.2.3"
    assert fields["Depends"].startswith("libc6 (>= 2.36), ")
    assert {"libegl1", "libgl1", "xkb-data"} <= set(fields["Depends"].split(", "))
    assert text.endswith("\n")


def test_a_library_that_nobody_knows_stops_the_package() -> None:
    with pytest.raises(deb.UnknownLibraryError, match=r"libodd\.so\.9"):
        deb.depends({"libGL.so.1", "libodd.so.9"}, (2, 36))


def test_the_tarball_adds_and_removes_its_menu_entry(
    built: Path, tmp_path: Path, qapp: object
) -> None:
    tree, home = tmp_path / "shelfsight-1.2.3", tmp_path / "home"
    tarball.write_tree(built, tree, "1.2.3", EPOCH)
    data = home / ".local/share/shelfsight"
    data.mkdir(parents=True)
    (data / "catalogue.sqlite").write_text("of the person")
    before = set(home.rglob("*"))
    told = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run([tree / "install.sh"], env=told, check=True, capture_output=True)
    entry = (home / ".local/share/applications/shelfsight.desktop").read_text(encoding="utf-8")
    assert f"Exec={home}/.local/bin/shelfsight-window %F" in entry
    assert (home / ".local/bin/shelfsight").resolve() == tree / "shelfsight"
    subprocess.run([tree / "install.sh", "--remove"], env=told, check=True, capture_output=True)
    left = {path for path in set(home.rglob("*")) - before if not path.is_dir()}
    assert left == set()
    assert (data / "catalogue.sqlite").read_text() == "of the person"


def test_permissions_in_the_archive_are_plain(built: Path, tmp_path: Path, qapp: object) -> None:
    tree = tmp_path / "tree"
    tarball.write_tree(built, tree, "1.2.3", EPOCH)
    modes = {
        stat.S_IMODE(path.lstat().st_mode) for path in tree.rglob("*") if not path.is_symlink()
    }
    assert modes == {0o755, 0o644}


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("var/lib/dpkg/status-old", False),
        ("etc/fonts/fonts.conf", False),
        ("usr/lib/shelfsight/_internal/x", True),
        ("etc/shelfsight.conf", True),
        ("usr/share/strange", True),
        ("home/worker/.cache/Microsoft/DeveloperTools/.onnxruntime/deviceid", True),
        ("home/worker/.local/share/shelfsight/catalogue.sqlite", True),
    ],
)
def test_what_is_left_behind_is_told_from_the_systems_own(path: str, ours: bool) -> None:
    assert bare_system._is_ours(path) is ours


def test_pictures_of_the_person_are_counted() -> None:
    paths = [f"{bare_system.DATA}/thumbs/{n}.jpg" for n in range(3)]
    told = bare_system.in_short([*paths, f"{bare_system.DATA}/catalogue.sqlite"])
    assert told == [
        f"  /{bare_system.DATA}/catalogue.sqlite",
        f"  /{bare_system.DATA}/thumbs (3 paths)",
    ]
