"""The order of letters and roman numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.ordinals import letter_ordinal, letter_token, roman_ordinal, roman_token


@given(st.integers(1, 26 * 5))
def test_letters_there_and_back(number):
    assert letter_ordinal(letter_token(number)) == number


@given(st.integers(1, 399))
def test_roman_numbers_there_and_back(number):
    assert roman_ordinal(roman_token(number)) == number
    assert roman_ordinal(roman_token(number).upper()) == number


@pytest.mark.parametrize(
    "token",
    [
        "",  # nothing
        "ab",  # two letters that are not the same
        "3",  # a digit
        "ß",  # a letter that no list goes on with
        "с",  # Cyrillic, not Latin
    ],
)
def test_no_letter(token):
    assert letter_ordinal(token) == 0


@pytest.mark.parametrize("token", ["", "a", "iiii", "vx", "ic", "iix", "mm"])
def test_no_roman_number(token):
    assert roman_ordinal(token) == 0


@given(st.text(max_size=6))
def test_any_token_has_an_ordinal(token):
    assert letter_ordinal(token) >= 0
    assert roman_ordinal(token) >= 0
