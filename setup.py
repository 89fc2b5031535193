"""What pyproject.toml cannot say: what is compiled or built before it is packed."""

from datetime import UTC, datetime
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py

STABLE_ABI_OF = (3, 11)

kernel = Extension(
    "hustings.ballots.stores._kernel",
    sources=["src/hustings/ballots/stores/_kernel.c"],
    define_macros=[("Py_LIMITED_API", "0x{:02x}{:02x}0000".format(*STABLE_ABI_OF))],
    extra_compile_args=["-O3"],
    py_limited_api=True,
    optional=True,
)


VOTERS_PAGE = Path("src/hustings_site/booth/data/booth.html")


class Build(build_py):  # type: ignore[misc]
    """Compile each catalogue beside what is built; in a tree that is installed in place, beside its source.

    A wheel carries the voter's page, which `make run` or the two commands named here build.
    """

    def run(self) -> None:
        if not self.editable_mode and not VOTERS_PAGE.exists():
            cure = f"npm ci && node src/booth-client/build.js {VOTERS_PAGE}"
            raise SystemExit(f"{VOTERS_PAGE} is not built: {cure}")
        super().run()
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        source = Path("src")
        target = source if self.editable_mode else Path(self.build_lib)
        for po in source.glob("**/LC_MESSAGES/*.po"):
            with po.open("rb") as file:
                catalogue = read_po(file, locale=po.parts[-3])
            catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
            with (target / po.relative_to(source)).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)


setup(
    cmdclass={"build_py": Build},
    ext_modules=[kernel],
    options={"bdist_wheel": {"py_limited_api": "cp{}{}".format(*STABLE_ABI_OF)}},
)
