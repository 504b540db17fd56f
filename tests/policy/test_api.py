"""The rules through the staff's door: what a county asks, and what it makes of facts."""

from itertools import product

from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.packs import SCHEMES

DECISIONS = "/api/staff/v1/decisions"
POLICIES = "/api/staff/v1/policies"


def decide(client, staff, **body):
    body = {"jurisdiction": "yuan", "scheme": "temporary_assistance", "on": "2026-11-23", **body}
    return client.post(DECISIONS, json=body, headers=staff)


def test_nobody_asks_without_signing_in(client):
    assert client.get(POLICIES).status_code == 401
    assert client.get(f"{POLICIES}/yuan/dibao").status_code == 401
    assert client.post(DECISIONS, json={}).status_code == 401


def test_nested_and_dotted_facts_are_the_same(client, staff):
    nested = decide(
        client,
        staff,
        facts={"emergency": {"category": "accident"}, "aid": {"paid_by_village": 1000}, "requested_amount": 2000},
    )
    dotted = decide(
        client, staff, facts={"emergency.category": "accident", "aid.paid_by_village": 1000, "requested_amount": 2000}
    )
    assert nested.status_code == 200
    assert nested.json == dotted.json
    assert nested.json["level"] == "township"
    assert nested.json["amount"] == {"low": 0, "high": 2000, "computed": 2000, "remaining": 2000}
    assert nested.json["department"] == "区民政局"


def test_every_line_carries_its_article(client, staff):
    answer = decide(client, staff, facts={"emergency": {"category": "accident"}}).json
    assert all(step["citation"]["document"] and step["citation"]["section"] for step in answer["steps"])
    assert answer["pack_version"]


def test_what_is_missing_is_named_and_not_guessed(client, staff):
    answer = decide(client, staff, scheme="dibao", facts={"household": {"size": 2}}).json
    assert answer["eligible"] is None
    assert {"household.monthly_income", "household.assets_fit", "person.registered"} <= set(answer["missing"])


def test_a_fact_of_the_wrong_kind_is_refused_by_name(client, staff):
    answer = decide(client, staff, facts={"household": {"size": 0, "status": ["rich"]}})
    assert answer.status_code == 422
    assert {"household.size", "household.status"} <= set(str(answer.json["errors"]).replace("'", " ").split())


def test_one_choice_may_be_told_without_a_list(client, staff):
    answers = [
        decide(client, staff, scheme="medical", facts={"household": {"status": status}}).json
        for status in ("dibao", ["dibao"])
    ]
    assert answers[0] == answers[1]
    assert answers[0]["eligible"] is True


def test_facts_that_no_rule_knows_are_named_and_ignored(client, staff):
    answer = decide(
        client,
        staff,
        facts={"emergency": {"category": "accident", "narrative": "房子着火了"}, "applicant": {"name": "王某"}},
    )
    assert answer.status_code == 200
    assert {"emergency.narrative", "applicant.name"} <= set(answer.json["ignored"])


def test_an_unknown_county_scheme_or_day_is_refused(client, staff):
    assert decide(client, staff, jurisdiction="beijing").status_code == 422
    assert decide(client, staff, scheme="lottery").status_code == 422
    assert decide(client, staff, on="9999-12-31").status_code == 422
    assert client.get(f"{POLICIES}/beijing/dibao", headers=staff).status_code == 404
    assert client.get(f"{POLICIES}/yuan/lottery", headers=staff).status_code == 404


def test_asking_saves_nothing_and_the_same_question_gets_the_same_answer(client, staff, database):
    before = {name: database[name].count_documents({}) for name in database.list_collection_names()}
    answers = [decide(client, staff, facts={"emergency": {"category": "accident"}}).json for _ in range(2)]
    assert answers[0] == answers[1]
    assert {name: database[name].count_documents({}) for name in database.list_collection_names()} == before


def test_the_list_names_every_county_and_scheme(client, staff):
    rows = client.get(POLICIES, headers=staff).json
    assert {row["jurisdiction"] for row in rows} == {place.slug for place in all_jurisdictions()}
    assert all({scheme["scheme"] for scheme in row["schemes"]} == set(SCHEMES) for row in rows)


def test_the_listing_of_a_scheme_is_enough_to_ask_by(client, staff):
    for place, scheme in product(all_jurisdictions(), SCHEMES):
        listing = client.get(f"{POLICIES}/{place.slug}/{scheme}", headers=staff).json
        facts = {fact["name"]: sample(fact) for fact in listing["facts"]}
        answer = decide(client, staff, jurisdiction=place.slug, scheme=scheme, facts=facts)
        assert answer.status_code == 200, answer.json
        assert answer.json["eligible"] is not None, (place.slug, scheme, answer.json["missing"])
        assert answer.json["department"]
        assert not set(facts) & set(answer.json["ignored"])


def test_the_facts_marked_as_needed_are_the_ones_without_which_nothing_is_decided(client, staff):
    for place, scheme in product(all_jurisdictions(), SCHEMES):
        listing = client.get(f"{POLICIES}/{place.slug}/{scheme}", headers=staff).json
        answer = decide(client, staff, jurisdiction=place.slug, scheme=scheme, facts={}).json
        assert answer["eligible"] is None, (place.slug, scheme)
        asked = {name for condition in answer["conditions"] for name in condition["missing"]}
        needed = {fact["name"] for fact in listing["facts"] if fact["needed"]}
        assert needed & asked, (place.slug, scheme)


def sample(fact):
    """A value the listing allows."""
    if "enum" in fact:
        return fact["enum"] if fact["type"] == "array" else fact["enum"][0]
    return {"number": 100, "integer": max(1, fact.get("minimum", 1)), "boolean": True, "string": "2026-11-01"}[
        fact["type"]
    ]
