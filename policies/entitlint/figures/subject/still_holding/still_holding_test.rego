package entitlint.figures.subject.still_holding_test

import data.entitlint.figures.subject.still_holding as figure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_second := fixture.grant({"record": {"id": "grant:crm/main/g2"}})

_of(identity, patch, grants) := fixture.subject({
	"identities": [identity],
	"accounts": [fixture.account(object.union(patch, {"grants": grants}))],
})

_off := {"record": {"status": "disabled"}}

_counts(document, number) if {
	figure.entry == {{"app": "crm", "grants": number}} with input as document with data.estate as fixture.estate
}

_nothing(document) if figure.entry == set() with input as document with data.estate as fixture.estate

test_of_a_leaver_whether_the_account_is_on_or_off if {
	every patch in [{}, _off, {"record": {"status": "unknown"}}, {"link": {"situation": "unlinked"}}] {
		_counts(_of(fixture.leaver, patch, [fixture.grant({}), _second]), 2)
	}
}

test_on_an_account_that_is_off_whoever_it_belongs_to if {
	_counts(_of(fixture.worker({}), _off, [fixture.grant({})]), 1)
	nobody := fixture.subject({"accounts": [fixture.account(object.union(_off, {"grants": [_second]}))]})
	_counts(nobody, 1)
}

test_of_somebody_who_is_no_longer_there if {
	_counts(_of(fixture.worker({}), {"link": {"situation": "deleted"}}, [fixture.grant({})]), 1)
}

test_each_application_by_itself_and_each_account_of_it if {
	grants := {"grants": [fixture.grant({})]}
	accounts := [
		fixture.account(grants),
		fixture.account(object.union(grants, {"record": {"id": "account:crm/main/a8"}})),
		fixture.account(object.union(grants, {"app": "okta"})),
	]
	document := fixture.subject({"identities": [fixture.leaver], "accounts": accounts})
	figure.entry == {{"app": "crm", "grants": 2}, {"app": "okta", "grants": 1}} with input as document
		with data.estate as fixture.estate
}

test_not_what_is_denied_over_or_only_declared if {
	none := [
		fixture.grant({"record": {"effect": "deny"}}),
		fixture.grant({"expires": "2026-11-22T07:59:59Z"}),
		object.remove(fixture.grant({}), ["observed"]),
	]
	_nothing(_of(fixture.leaver, {}, none))
	_counts(_of(fixture.leaver, {}, [fixture.grant({"expires": "2026-11-22T08:00:00Z"})]), 1)
}

test_not_of_those_who_are_here_or_whose_account_it_may_not_be if {
	_nothing(_of(fixture.worker({}), {}, [fixture.grant({})]))
	_nothing(_of(fixture.worker({}), {"record": {"status": "suspended"}}, [fixture.grant({})]))
	_nothing(_of(fixture.leaver, {"link": {"situation": "disputed"}}, [fixture.grant({})]))
	_nothing(_of(fixture.leaver, {}, []))
}
