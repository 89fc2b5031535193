"""The kernel trusts nothing that it is handed."""

import re
import struct

import pytest

NARROW = bytes([0, 1, 255, 1, 255])
WIDE = struct.pack("5H", 0, 300, 65535, 1, 65535)


def pile(*papers: tuple[int, int]) -> bytes:
    return b"".join(struct.pack("II", *paper) for paper in papers)


def test_partition_of_pairs_and_of_columns(compiled_kernel):
    columns = (struct.pack("2I", 0, 3), struct.pack("2I", 5, 6))
    piles, papers = compiled_kernel.partition(NARROW, False, [pile((0, 5), (3, 6))], bytearray(2))
    assert (piles, papers) == compiled_kernel.partition(NARROW, False, [columns], bytearray(2))
    assert (piles, papers) == ({0: pile((1, 5)), 1: pile((4, 6))}, {0: 5, 1: 6})


def test_partition_of_wide_preferences(compiled_kernel):
    sorted_papers = compiled_kernel.partition(WIDE, True, [pile((0, 5), (3, 6))], bytearray([1] + [0] * 300))
    assert sorted_papers == ({1: pile((4, 6)), 300: pile((2, 5))}, {1: 6, 300: 5})


def test_partition_counts_past_32_bits(compiled_kernel):
    most = 2**32 - 1
    assert compiled_kernel.partition(NARROW, False, [pile((0, most)), pile((0, most))], bytearray(2))[1] == {
        0: 2 * most
    }


@pytest.mark.parametrize(
    ("preferences", "wide", "piles", "skip", "error", "message"),
    [
        (NARROW, False, [pile((5, 1))], bytearray(2), ValueError, "a place, that does not exist"),
        (NARROW, False, [pile((2**32 - 1, 1))], bytearray(2), ValueError, "a place, that does not exist"),
        (b"", False, [pile((0, 1))], bytearray(2), ValueError, "a place, that does not exist"),
        (NARROW, False, [pile((0, 1))], bytearray(0), ValueError, "names a candidate"),
        (WIDE, True, [pile((1, 1))], bytearray(300), ValueError, "names a candidate"),
        (NARROW[:-1], False, [], bytearray(2), ValueError, "no end mark"),
        (NARROW, True, [], bytearray(2), ValueError, "no end mark"),
        (struct.pack("2H", 0, 0xFF00), True, [], bytearray(2), ValueError, "no end mark"),
        (NARROW, False, [], bytearray(65535), ValueError, "too many candidates"),
        (NARROW, False, [(b"1234", b"")], bytearray(2), ValueError, "two columns of different length"),
        (NARROW, False, [(b"1234",)], bytearray(2), TypeError, "2 arguments"),
        (NARROW, False, ["1234"], bytearray(2), TypeError, "bytes"),
        (NARROW, False, 5, bytearray(2), TypeError, "not iterable"),
        (bytearray(NARROW), False, [], bytearray(2), TypeError, "bytes"),
    ],
)
def test_partition_refuses(compiled_kernel, preferences, wide, piles, skip, error, message):
    with pytest.raises(error, match=re.escape(message)):
        compiled_kernel.partition(preferences, wide, piles, skip)


@pytest.mark.parametrize(("start", "candidates"), [(-1, 3), (6, 3), (0, 65535)])
def test_distinct_lines_refuses(compiled_kernel, start, candidates):
    with pytest.raises(ValueError, match="no such place, or too many candidates"):
        compiled_kernel.distinct_lines(b"1 1 0", start, 2, candidates, 0)
