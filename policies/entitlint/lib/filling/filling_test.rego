package entitlint.lib.filling_test

import data.entitlint.lib.filling
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_estate := fixture.limited("some-rule", "sla", "2026-11-21T08:00:00Z")

_settled(person) if filling.settled(person, "some-rule") with input as fixture.group({}) with data.estate as _estate

test_people_in_words if {
	filling.people(0) == "0 people"
	filling.people(1) == "1 person"
	filling.names([{"id": "a"}, {"id": "b"}]) == "a, b"
	filling.names([{"id": name} | some name in ["a", "b", "c", "d", "e", "f"]]) == "a, b, c, d, e and others"
}

test_groups_in_words if {
	filling.here == "crew of crm" with input as fixture.group({})
	filling.source(fixture.filling({})) == "crew of okta"
	filling.source(object.remove(fixture.filling({}), ["name"])) == "group:okta/main/d1"
}

test_whoever_differs_within_the_time_for_changes_is_not_settled if {
	_settled({"id": "a", "since": "2026-11-21T08:00:00Z"})
	_settled({"id": "a"})
	not _settled({"id": "a", "since": "2026-11-21T08:00:01Z"})
	not _settled({"id": "a", "breakGlass": true})
	not _settled({"id": "a", "status": "disabled"})
}
