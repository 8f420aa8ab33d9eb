"""The program finds its folders wherever it was put: four ways to install it, one to fail.

Nothing here needs a network: the wheel is built by the hatchling that is installed, and unpacked
without its dependencies, which the code under test does not import.
"""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from smm_ledger.resources import ResourceMissing, find_folder

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("templates", "sample_data")
WHERE = (
    "from smm_ledger import resources;"
    "print(resources.templates_folder());"
    "print(resources.sample_data_folder())"
)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command in a folder, with an environment of these variables alone."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={"PATH": "", "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def folders(output: str) -> list[Path]:
    """Return the two folders that `WHERE` printed."""
    return [Path(line) for line in output.splitlines()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the unpacked sdist as an installer does."""
    place = tmp_path_factory.mktemp("build")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", place, cwd=ROOT)
    (sdist,) = place.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        for member in archive.getmembers():  # extractall's ways differ between patch releases
            file = archive.extractfile(member)
            if file is not None:
                (place / member.name).parent.mkdir(parents=True, exist_ok=True)
                (place / member.name).write_bytes(file.read())
    unpacked = place / sdist.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=unpacked)
    (built,) = place.glob("*.whl")
    return built


def install(archive: Path, place: Path) -> Path:
    """Install a wheel into a new environment without touching any index; return its bin folder."""
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    run(
        *(sys.executable, "-m", "pip", "--python", scripts / "python", "install"),
        *("--quiet", "--no-deps", "--no-index", "--no-cache-dir", archive),
        cwd=place.parent,
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_CONFIG_FILE="",
    )
    return scripts


def test_from_a_checkout_by_pythonpath(tmp_path: Path) -> None:
    # -S keeps site-packages out, where this checkout is installed already.
    found = run(sys.executable, "-S", "-c", WHERE, cwd=tmp_path, PYTHONPATH=str(ROOT / "src"))
    assert folders(found) == [ROOT / name for name in FOLDERS]


def test_from_an_editable_install(tmp_path: Path) -> None:
    build = "import hatchling.build as build, sys; print(build.build_editable(sys.argv[1]))"
    name = run(sys.executable, "-c", build, tmp_path, cwd=ROOT).splitlines()[-1]
    scripts = install(tmp_path / name, tmp_path / "env")
    found = run(scripts / "python", "-c", WHERE, cwd=tmp_path)
    assert folders(found) == [ROOT / name for name in FOLDERS]
    assert list((tmp_path / "env").rglob("_resources")) == []


def test_from_a_wheel_made_of_the_sdist(tmp_path: Path, wheel: Path) -> None:
    scripts = install(wheel, tmp_path / "env")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    found = folders(run(scripts / "python", "-c", WHERE, cwd=elsewhere))
    for folder, name in zip(found, FOLDERS, strict=True):
        assert folder.is_relative_to(tmp_path / "env")
        assert relative_files(folder) == relative_files(ROOT / name) != set()


def test_the_program_starts_from_the_wheel(tmp_path: Path, wheel: Path) -> None:
    scripts = install(wheel, tmp_path / "env")
    (_, version, *_) = wheel.name.split("-")
    assert run(scripts / "smm-ledger", "--version", cwd=tmp_path) == f"smm-ledger {version}\n"


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Style sheets, catalogues and migrations too: an ignore rule drops such files silently."""
    package = ROOT / "src" / "smm_ledger"
    with zipfile.ZipFile(wheel) as archive:
        held = {name.removeprefix("smm_ledger/") for name in archive.namelist()}
    assert relative_files(package) - held == set()


def relative_files(folder: Path) -> set[str]:
    """Return the files below a folder, as paths inside it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_a_missing_folder_fails_loudly(tmp_path: Path, name: str) -> None:
    package = tmp_path / "site-packages" / "smm_ledger"
    package.mkdir(parents=True)
    with pytest.raises(ResourceMissing) as caught:
        find_folder(name, package)
    assert str(package / "_resources" / name) in str(caught.value)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_wheel_without_a_folder_is_not_built(tmp_path: Path, name: str) -> None:
    tree = tmp_path / "tree"
    (tree / "src" / "smm_ledger").mkdir(parents=True)
    (tree / "src" / "smm_ledger" / "__init__.py").write_text(
        '__version__ = "1"\n', encoding="utf-8"
    )
    for other in FOLDERS:
        (tree / other).mkdir()
        (tree / other / "file.txt").write_text("x", encoding="utf-8")
    for file in ("pyproject.toml", "hatch_build.py", "LICENSE"):
        shutil.copy(ROOT / file, tree / file)
    (tree / "README.md").write_text("x", encoding="utf-8")
    shutil.rmtree(tree / name)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "out")]
    done = subprocess.run(build, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "FileNotFoundError" in done.stderr
    assert name in done.stderr


def test_an_unpacked_wheel_never_falls_back_to_the_folder_above(tmp_path: Path) -> None:
    """A `_resources` that lost a folder is a broken installation, not a checkout."""
    package = tmp_path / "src" / "smm_ledger"
    (package / "_resources").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    with pytest.raises(ResourceMissing):
        find_folder("templates", package)
