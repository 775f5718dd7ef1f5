package entitlint.lib.provisioned_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.lib.provisioned
import future.keywords.not

_second := fixture.account({"record": {"id": "account:crm/main/a8"}})

_of_user := fixture.event({"id": "event:prov/main/e2", "about": "identity:okta/main/u7"})

_document(accounts, events) := fixture.subject({
	"identities": [fixture.user({})],
	"accounts": accounts,
	"events": fixture.events(events),
})

test_events_name_an_account_by_its_owner_where_it_is_the_only_one if {
	account := fixture.account({})
	provisioned.about(account) == [_of_user] with input as _document([account], [_of_user])
	provisioned.about(account) == [] with input as _document([account, _second], [_of_user])
	own := fixture.event({})
	provisioned.about(account) == [own] with input as _document([account, _second], [_of_user, own])
	other := fixture.event({"app": "wiki"})
	provisioned.about(account) == [] with input as _document([account], [other])
}

test_events_name_an_account_by_an_owner_who_is_gone if {
	gone := {"situation": "deleted", "gone": [{"id": "identity:okta/main/u7", "lastSeen": fixture.now}]}
	account := fixture.account({"link": gone})
	document := fixture.subject({"accounts": [account], "events": fixture.events([_of_user])})
	provisioned.about(account) == [_of_user] with input as document
}

test_last_event_about_its_standing if {
	account := fixture.account({})
	update := fixture.event({"id": "event:prov/main/e3", "op": "update"})
	provisioned.last(account) == fixture.event({}) with input as _document([account], [update, fixture.event({})])
	not provisioned.last(account) with input as _document([account], [update])
}

test_an_answer_tells_when if {
	provisioned.at(fixture.event({})) == "2026-11-22T05:00:00Z"
	provisioned.at(fixture.event({"ackedAt": "2026-11-22T05:00:09Z"})) == "2026-11-22T05:00:09Z"
}

_contradicts(op, account) if provisioned.contradicts(fixture.event({"op": op}), fixture.account(account))

_in(status) := {"record": {"status": status}}

test_state_unlike_what_was_asked_for if {
	_contradicts("disable", {})
	_contradicts("delete", _in("invited"))
	_contradicts("enable", _in("disabled"))
	_contradicts("create", _in("deleted"))
	every status in ["disabled", "suspended", "locked", "unknown"] {
		not _contradicts("disable", _in(status))
	}
	every status in ["active", "suspended", "unknown"] {
		not _contradicts("enable", _in(status))
	}
	not _contradicts("update", _in("disabled"))
}

test_later_change_is_another_matter if {
	not _contradicts("disable", {"statusSince": "2026-11-22T05:00:01Z"})
	not _contradicts("enable", object.union(_in("disabled"), {"statusSince": "2026-11-22T05:00:01Z"}))
	_contradicts("disable", {"statusSince": "2026-11-22T05:00:00Z"})
}

test_both_readings_have_to_be_late_enough if {
	at := "2026-11-22T05:00:00Z"
	later := "2026-11-22T06:00:00Z"
	provisioned.overdue(at, fixture.event({}), "some-rule", "limit") with data.estate as _estate(later, later)
	not provisioned.overdue(at, fixture.event({}), "some-rule", "limit") with data.estate as _estate(at, later)
	not provisioned.overdue(at, fixture.event({}), "some-rule", "limit") with data.estate as _estate(later, at)
}

_estate(crm, prov) := fixture.estate_with({"cutoffs": {
	"crm": {"some-rule": {"limit": crm}},
	"prov": {"some-rule": {"limit": prov}},
}})
