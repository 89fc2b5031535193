"""The wheel that users install, built with and without a compiler."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import missing

ROOT = Path(__file__).resolve().parents[2]
PAGE = "src/hustings_site/booth/data/booth.html"
KERNEL = "hustings/ballots/stores/_kernel.abi3.so"


def build(folder: Path, *, with_page: bool = True, **environment: str) -> Path:
    """Build a wheel of what is committed or about to be and of the built page, in a folder of its own."""
    tree = folder / "tree"
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())
    if with_page:
        if not (ROOT / PAGE).exists():
            missing("the voter's page is not built (make run)")
        (tree / PAGE).parent.mkdir(parents=True, exist_ok=True)
        (tree / PAGE).write_bytes((ROOT / PAGE).read_bytes())
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, tree]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)
    (wheel,) = folder.glob("hustings-*.whl")
    return wheel


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel_without_compiler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("without"), CC="/bin/false", LDSHARED="/bin/false")


def test_wheel_holds_every_module_and_page_and_nothing_else(wheel_without_compiler: Path) -> None:
    held = {name for name in files_of(wheel_without_compiler) if not name.partition("/")[0].endswith(".dist-info")}
    source = ROOT / "src"
    ignored = {".pyc", ".so", ".mo"}
    written = {
        path.relative_to(source).as_posix()
        for package in ("hustings", "hustings_site")
        for path in (source / package).glob("**/*")
        if path.is_file() and path.suffix not in ignored
    }
    assert {name for name in held if Path(name).suffix not in ignored} == written


def test_wheel_holds_every_catalogue_compiled(wheel_without_compiler: Path) -> None:
    catalogues = {name for name in files_of(wheel_without_compiler) if name.endswith(".po")}
    compiled = {name for name in files_of(wheel_without_compiler) if name.endswith(".mo")}
    assert compiled == {name.removesuffix(".po") + ".mo" for name in catalogues} != set()


def test_check_23_wheel_carries_the_voters_page(wheel_without_compiler: Path) -> None:
    """Check 23: neither Node nor the network is needed after the wheel."""
    with zipfile.ZipFile(wheel_without_compiler) as archive:
        assert archive.read(PAGE.removeprefix("src/")) == (ROOT / PAGE).read_bytes()


def test_wheel_is_not_built_without_the_voters_page(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failure:
        build(tmp_path, with_page=False)
    said = f"{PAGE} is not built: npm ci && node src/booth-client/build.js {PAGE}"
    assert said in failure.value.stderr.decode()


def test_wheel_without_a_compiler_leaves_the_kernel_out(wheel_without_compiler: Path) -> None:
    assert KERNEL not in files_of(wheel_without_compiler)


def test_wheel_without_a_compiler_runs(wheel_without_compiler: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel_without_compiler) as archive:
        archive.extractall(tmp_path)
    program = "import hustings; print(hustings.__file__); from hustings.cli import main; main(['--version'])"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    where, version = ran.stdout.splitlines()
    assert Path(where).parent.parent == tmp_path
    assert version.startswith("hustings, version ")


@pytest.mark.usefixtures("compiled_kernel")
def test_wheel_with_a_compiler_brings_the_kernel(tmp_path: Path) -> None:
    wheel = build(tmp_path)
    assert KERNEL in files_of(wheel)
    assert "-cp311-abi3-" in wheel.name


def test_check_23_wheel_brings_the_whole_demonstration(wheel_without_compiler: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel_without_compiler) as archive:
        archive.extractall(tmp_path)
    program = "import hustings_site; print(hustings_site.__file__); from hustings.cli import main; main()"
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "HUSTINGS_DATA"}}
    ran = subprocess.run(
        [sys.executable, "-c", program, "demo", "--examples-only", "--no-serve", "--data", "data"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    where, *steps = ran.stdout.splitlines()
    assert Path(where).parent.parent == tmp_path
    assert [step for step in steps if step.startswith("[")][-1].startswith("[4/4] ")
