import pytest

from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.packs import SCHEMES


@pytest.mark.parametrize("county", [county.slug for county in all_jurisdictions()])
def test_every_countys_page_shows_its_numbers_with_their_articles(desk_of, county):
    page = desk_of("township_clerk").open(f"/policy?county={county}")
    assert page.status_code == 200
    assert "出自哪里" in page.text
    assert "演示值" in page.text


def test_a_future_day_shows_that_days_rules(desk_of):
    assert "2030年1月1日施行的" in desk_of("township_clerk").open("/policy?on=2030-01-01").text


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_can_be_tried_out(desk_of, scheme):
    page = desk_of("bureau_reviewer").open(f"/what-if?scheme={scheme}")
    assert page.status_code == 200
    assert "规定怎么说" in page.text


def test_a_trial_says_the_band_the_level_and_the_article(desk_of):
    facts = {"fact:emergency.category": "sudden_illness", "fact:requested_amount": "3000"}
    tried = {"county": "linghai", "scheme": "emergency_relief", **facts}
    page = desk_of("bureau_head").open("/what-if", query_string=tried).text
    assert "按规定符合条件" in page
    assert "1,000元到5,000元" in page
    assert "凌政办机" in page


def test_a_trial_with_nonsense_says_what_is_wrong(desk_of):
    tried = {"county": "linghai", "scheme": "emergency_relief", "fact:requested_amount": "三千"}
    assert "填得不对" in desk_of("bureau_reviewer").open("/what-if", query_string=tried).text
