package entitlint.figures.subject.exposure_test

import data.entitlint.figures.subject.exposure as figure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_estate := fixture.limited("leaver-account-enabled", "grace", "2026-11-22T07:00:00Z")

_of(identity, patches) := fixture.subject({
	"identities": [identity],
	"accounts": [fixture.account(patch) | some patch in patches],
})

test_from_the_end_of_the_grace_to_the_observation if {
	document := _of(fixture.leaver, [{}])
	figure.entry == {{"app": "crm", "seconds": 154800, "atLeast": false}} with input as document
		with data.estate as _estate
}

test_the_longest_of_several_counts_once if {
	document := _of(fixture.leaver, [{}, {"app": "okta"}])
	figure.entry == {{"app": "okta", "seconds": 154800, "atLeast": false}} with input as document
		with data.estate as _estate
}

test_a_lower_bound_says_so if {
	unseen := fixture.worker({
		"record": {"status": "terminated"},
		"firstSeen": "2026-11-22T06:00:00Z",
	})
	figure.entry == {{"app": "crm", "seconds": 3600, "atLeast": true}} with input as _of(unseen, [{}])
		with data.estate as _estate
}

test_nobody_is_exposed_who_is_out_or_here_or_in_time if {
	figure.entry == set() with input as _of(fixture.leaver, [{"record": {"status": "disabled"}}])
		with data.estate as _estate
	figure.entry == set() with input as _of(fixture.worker({}), [{}]) with data.estate as _estate
	late := fixture.limited("leaver-account-enabled", "grace", "2026-11-20T12:00:00Z")
	figure.entry == set() with input as _of(fixture.leaver, [{}]) with data.estate as late
}
