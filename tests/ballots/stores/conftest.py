"""The stores that were installed, each in turn."""

import pytest

from hustings.ballots.stores import STORES


@pytest.fixture(params=STORES)
def store_name(request) -> str:
    """The name of each store; the kernel's tests need it built."""
    if request.param == "kernel":
        request.getfixturevalue("compiled_kernel")
    return request.param
