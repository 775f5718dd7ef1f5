package entitlint.figures.subject.leaver_credentials_test

import data.entitlint.figures.subject.leaver_credentials as figure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_keys(patches) := fixture.subject({
	"identities": [fixture.leaver],
	"credentials": [fixture.credential(patch) | some patch in patches],
})

_revoked := {"record": {"id": "credential:crm/main/k2", "status": "revoked"}}

_ended := {"record": {"id": "credential:crm/main/k3"}, "expires": "2026-11-21T08:00:00Z"}

test_all_revoked_or_over if {
	figure.entry == {{"app": "hr", "met": true}} with input as _keys([_revoked, _ended]) with data.estate as fixture.estate
}

test_one_that_works_is_enough if {
	figure.entry == {{"app": "hr", "met": false}} with input as _keys([_revoked, {}]) with data.estate as fixture.estate
}

test_one_that_nothing_is_known_of_leaves_it_open if {
	open := {"record": {"status": "unknown"}}
	figure.entry == set() with input as _keys([_revoked, open]) with data.estate as fixture.estate
}

test_neither_leavers_without_keys_nor_people_who_are_here_count if {
	figure.entry == set() with input as _keys([]) with data.estate as fixture.estate
	here := fixture.subject({"identities": [fixture.worker({})], "credentials": [fixture.credential({})]})
	figure.entry == set() with input as here with data.estate as fixture.estate
}
