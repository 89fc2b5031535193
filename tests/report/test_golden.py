"""Whole reports of two elections made by hand, to the byte."""

import json

import pytest

from hustings.analysis.lists import PublishedList, list_shares
from hustings.report.charts import count_chart
from hustings.report.charts.list_shares import list_shares_chart
from hustings.report.charts.stage_bars import stage_bars_chart
from hustings.report.charts.turnout import turnout_chart
from hustings.report.html import html_page
from hustings.report.json_report import json_text
from hustings.report.text import plain_text
from hustings.report.words import ENGLISH, speaking

LISTS = [PublishedList("Tower", (0, 1)), PublishedList("Rope", (2, 3)), PublishedList("Tenor", (1, 5))]


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_text_is_as_it_was(election, request, golden):
    golden(f"{election}.txt", plain_text(request.getfixturevalue(election)))


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_json_is_as_it_was(election, request, golden):
    golden(f"{election}.json", json_text(request.getfixturevalue(election)))


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_chart_is_as_it_was(election, request, golden):
    golden(f"{election}.svg", count_chart(request.getfixturevalue(election).transcript).svg)


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_page_is_as_it_was(election, request, golden):
    golden(f"{election}.html", html_page(request.getfixturevalue(election)))


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_french_text_is_as_it_was(election, request, golden):
    golden(f"{election}.fr.txt", plain_text(request.getfixturevalue(election), words=speaking("fr")))


def test_french_page_is_as_it_was(guild, golden):
    golden("guild.fr.html", html_page(guild, speaking("fr")))


@pytest.mark.parametrize("chart", ["guild", "guild-stage-2", "turnout", "guild-lists"])
def test_french_charts_are_as_they_were(chart, guild, golden):
    french = speaking("fr")
    charts = {
        "guild": count_chart(guild.transcript, words=french),
        "guild-stage-2": stage_bars_chart(guild.transcript, 2, words=french),
        "turnout": turnout_chart(1086, 1950, words=french),
        "guild-lists": list_shares_chart(list_shares(guild.transcript, LISTS), words=french),
    }
    golden(f"{chart}.fr.svg", charts[chart].svg)


def test_json_differs_between_languages_in_its_sentences_alone(guild):
    english, french = (json.loads(json_text(guild, words)) for words in (ENGLISH, speaking("fr")))
    sentences = [stage.pop("told") for stage in french["stages"]]
    titles = [stage.pop("title") for stage in french["stages"]]
    for stage in english["stages"]:
        del stage["told"], stage["title"]
    assert french == english
    assert titles[:2] == ["Premières préférences", "Excédent (Ash, Ada)"]
    assert sentences[0][0]["text"] == "38 bulletins valables sont classés par première préférence."


def test_bars_of_a_stage_are_as_they_were(guild, golden):
    golden("guild-stage-2.svg", stage_bars_chart(guild.transcript, 2).svg)


def test_turnout_is_as_it_was(golden):
    golden("turnout.svg", turnout_chart(1086, 1950).svg)


def test_shares_of_lists_are_as_they_were(guild, golden):
    golden("guild-lists.svg", list_shares_chart(list_shares(guild.transcript, LISTS)).svg)


def test_reference_that_is_missing_fails_and_is_written_beside(golden, request):
    new = request.path.parent / "golden" / "nothing-of-the-kind.txt.new"
    with pytest.raises(pytest.fail.Exception, match="nothing-of-the-kind"):
        golden("nothing-of-the-kind.txt", "text\n")
    assert new.read_text() == "text\n"
    new.unlink()
