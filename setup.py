"""What pyproject.toml cannot say: the C kernel is built where a compiler is, and left out elsewhere."""

from setuptools import Extension, setup

STABLE_ABI_OF = (3, 11)

kernel = Extension(
    "hustings.ballots.stores._kernel",
    sources=["src/hustings/ballots/stores/_kernel.c"],
    define_macros=[("Py_LIMITED_API", "0x{:02x}{:02x}0000".format(*STABLE_ABI_OF))],
    extra_compile_args=["-O3"],
    py_limited_api=True,
    optional=True,
)

setup(ext_modules=[kernel], options={"bdist_wheel": {"py_limited_api": "cp{}{}".format(*STABLE_ABI_OF)}})
