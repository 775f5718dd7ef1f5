package entitlint.figures.subject.departures_test

import data.entitlint.figures.subject.departures as figure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_off := {"record": {"status": "disabled"}}

_second := {"record": {"id": "account:crm/main/a8", "status": "disabled"}}

_left(accounts, events) := fixture.subject({
	"identities": [fixture.leaver],
	"accounts": [fixture.account(patch) | some patch in accounts],
	"events": fixture.events([fixture.event(patch) | some patch in events]),
})

_by_channel := {"channel": "channel:prov/main/crm"}

_with(channel) := object.union(fixture.estate, {"apps": {"crm": {"channel": channel}}})

test_what_the_channel_carried_was_done_by_itself if {
	figure.entry == {{"app": "crm", "met": true}} with input as _left([_off], [_by_channel]) with data.estate as _with("scim")
}

test_without_a_channel_or_by_one_of_people_it_was_by_hand if {
	here := _left([_off], [_by_channel])
	figure.entry == {{"app": "crm", "met": false}} with input as here with data.estate as _with("manual")
	nobody := object.remove(here.events.newest[0], {"channel"})
	alone := object.union(here, {"events": {"newest": [nobody]}})
	figure.entry == {{"app": "crm", "met": false}} with input as alone with data.estate as _with("scim")
}

test_one_by_hand_decides if {
	by_hand := object.remove(fixture.event({"id": "event:prov/main/e2", "about": "account:crm/main/a8"}), {"channel"})
	document := _left([_off, _second], [_by_channel])
	both := object.union(document, {"events": {"count": 2, "newest": array.concat(document.events.newest, [by_hand])}})
	figure.entry == {{"app": "crm", "met": false}} with input as both with data.estate as _with("scim")
}

test_what_no_log_tells_or_what_failed_stays_open if {
	figure.entry == {{"app": "crm"}} with input as _left([_off], []) with data.estate as _with("scim")
	failed := _left([_off], [object.union(_by_channel, {"result": "failure"})])
	figure.entry == {{"app": "crm"}} with input as failed with data.estate as _with("scim")
	half := _left([_off, _second], [_by_channel])
	figure.entry == {{"app": "crm"}} with input as half with data.estate as _with("scim")
}

test_neither_accounts_that_work_nor_people_who_are_here_count if {
	figure.entry == set() with input as _left([{}], [_by_channel]) with data.estate as _with("scim")
	here := fixture.subject({"identities": [fixture.worker({})], "accounts": [fixture.account(_off)]})
	figure.entry == set() with input as here with data.estate as _with("scim")
}
