"""What is advised about a page: measured on sheets as people photograph them."""

import pytest
from PIL import Image

from sejour.documents.intake import advice
from sejour.documents.intake.advice import Advice
from tests.factories.contents import sheet


def said(page: Image.Image, **more) -> list[str]:
    return advice.on_page(page, **more)


def test_nothing_is_said_of_a_good_page():
    assert said(sheet()) == []


@pytest.mark.parametrize("lines", [1, 3, 12])
def test_a_page_with_few_lines_is_neither_blank_nor_blurred(lines):
    assert said(sheet(lines=lines)) == []


def test_a_sheet_on_a_dark_table_is_well_lit():
    table = Image.new("L", (1600, 2000), 40)
    table.paste(sheet(), (300, 300))
    assert said(table) == []


@pytest.mark.parametrize("blur", [3, 5])
@pytest.mark.parametrize("lines", [1, 30])
def test_a_blurred_page_is_said_so(blur, lines):
    assert said(sheet(lines=lines, blur=blur)) == [Advice.BLURRED]


def test_a_page_drawn_from_letters_is_never_blurred():
    assert said(sheet(blur=5), drawn=True) == []


def test_a_dark_page_is_said_so():
    assert Advice.DARK in said(sheet(light=0.3))


@pytest.mark.parametrize("level", [255, 200, 120])
def test_an_empty_page_is_blank_whatever_its_paper(level):
    assert said(Image.new("L", (992, 1403), level)) == [Advice.BLANK]


def test_an_empty_page_with_the_grain_of_a_camera_and_the_shadow_of_a_scanner_is_blank():
    page = Image.effect_noise((992, 1403), 8).point(lambda level: min(level + 90, 255))
    page.paste(0, (0, 0, 12, 1403))
    assert said(page) == [Advice.BLANK]


def test_a_small_picture_is_said_so_by_the_size_that_it_came_with():
    assert said(sheet(), longer=advice.SMALLEST - 1) == [Advice.SMALL]
    assert said(sheet(), longer=advice.SMALLEST) == []


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (3, 2000), (5, 5)])
def test_a_picture_of_any_shape_is_measured(size):
    assert said(Image.new("L", size, 128)) == [Advice.BLANK]
