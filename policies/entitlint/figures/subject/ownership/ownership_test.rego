package entitlint.figures.subject.ownership_test

import data.entitlint.figures.subject.ownership as figure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_owned(record) := fixture.machine({"owners": [fixture.owner_in(record)]})

test_an_owner_who_is_here_who_has_left_and_none if {
	here := {"status": "active"}
	figure.entry == {{"app": "crm", "met": true}} with input as _owned(here) with data.estate as fixture.estate
	gone := {"status": "terminated"}
	figure.entry == {{"app": "crm", "met": false}} with input as _owned(gone) with data.estate as fixture.estate
	figure.entry == {{"app": "crm", "met": false}} with input as fixture.machine({"owners": []}) with data.estate as fixture.estate
}

test_an_owner_of_whom_nothing_is_known_leaves_it_open if {
	unsure := {"status": "unknown"}
	figure.entry == set() with input as _owned(unsure) with data.estate as fixture.estate
}

test_the_platform_answers_for_its_own if {
	registry := object.union(fixture.machine({}).registry, {"platformManaged": true})
	figure.entry == {{"app": "crm", "met": true}} with input as fixture.machine({"owners": [], "registry": registry}) with data.estate as fixture.estate
}

test_people_count_for_nothing if {
	figure.entry == set() with input as fixture.subject({}) with data.estate as fixture.estate
}
