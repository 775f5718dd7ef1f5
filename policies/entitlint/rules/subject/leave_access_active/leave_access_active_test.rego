package entitlint.rules.subject.leave_access_active_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leave_access_active as rule
import future.keywords.not

_estate := fixture.limited("leave-access-active", "sla", "2026-11-21T08:00:00Z")

_disabling := object.union(_estate, {"apps": {"crm": {"onLeave": "disable"}}})

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "on-leave",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 can be used, and identity:hr/main/7 is on leave since 2026-10-01T00:00:00Z.",
}

_of(worker, account) := fixture.subject({
	"identities": [
		fixture.worker(object.union({"record": {"status": "leave", "statusChangedAt": "2026-10-01T00:00:00Z"}}, worker)),
		fixture.user({}),
	],
	"accounts": [fixture.account(account)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _disabling
	rule.unknown == set() with input as document with data.estate as _disabling
}

test_access_during_a_leave_informs if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _of({}, {}) with data.estate as _estate
}

test_where_it_is_to_be_disabled_it_violates if {
	rule.deny == {object.union(_finding, {"severity": "medium"})} with input as _of({}, {}) with data.estate as _disabling
}

_begun(at) := _of({"record": {"statusChangedAt": at}}, {})

test_until_the_time_has_passed_it_informs if {
	count([finding | some finding in rule.deny; not finding.severity]) == 1 with input as _begun("2026-11-21T08:00:00Z")
		with data.estate as _disabling
	severities := {finding.severity | some finding in rule.deny} with input as _begun("2026-11-21T07:59:59Z")
		with data.estate as _disabling
	severities == {"medium"}
}

_untold(more) := fixture.subject({
	"identities": [object.union(fixture.worker({"record": {"status": "leave"}}), more)],
	"accounts": [fixture.account({})],
})

test_what_was_seen_counts_where_the_source_does_not_tell if {
	rule.deny == {_finding} with input as _untold({"statusSince": "2026-10-01T00:00:00Z"}) with data.estate as _estate
}

test_a_leave_that_nobody_saw_begin_is_overdue if {
	rule.deny == {object.union(_finding, {
		"severity": "medium",
		"msg": "account:crm/main/a7 can be used, and identity:hr/main/7 is on leave.",
	})} with input as _untold({})
		with data.estate as _disabling
}

test_another_job_goes_on if {
	second := fixture.worker({"record": {"id": "identity:hr/main/3"}})
	_clean(object.union(_of({}, {}), {"identities": array.concat(_of({}, {}).identities, [second])}))
}

test_an_earlier_contract_does_not_matter if {
	ended := fixture.worker({"record": {"id": "identity:hr/main/3", "status": "terminated"}})
	document := object.union(_of({}, {}), {"identities": array.concat(_of({}, {}).identities, [ended])})
	rule.deny == {_finding} with input as document with data.estate as _estate
}

test_a_leave_that_ended_with_the_contract_is_for_other_rules if {
	_clean(_of({"ends": "2026-11-01T00:00:00Z"}, {}))
}

test_people_at_work_machines_and_what_cannot_be_used_are_clean if {
	_clean(_of({"record": {"status": "active"}}, {}))
	_clean(object.union(_of({}, {}), {"kind": "service"}))
	_clean(_of({}, {"record": {"status": "disabled"}}))
	_clean(_of({}, {"record": {"status": "invited"}}))
}

test_an_unknown_status_is_unknown if {
	document := _of({}, {"record": {"status": "unknown"}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 can be used during the leave of identity:hr/main/7 ",
			"cannot be judged: its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_each_kind_of_person_can_be_on_leave if {
	every kind in ["human", "external", "unknown"] {
		document := object.union(_of({}, {}), {"kind": kind})
		count(rule.deny) == 1 with input as document with data.estate as _estate
	}
}

test_whoever_is_at_work_leaves_no_doubt if {
	_clean(_of({"record": {"status": "active"}}, {"record": {"status": "unknown"}}))
}

test_another_job_that_ended_does_not_tell_when_the_leave_began if {
	document := fixture.subject({
		"identities": [
			fixture.worker({"record": {"status": "leave", "statusChangedAt": "2026-10-01T00:00:00Z"}}),
			fixture.leaver,
		],
		"accounts": [fixture.account({})],
	})
	rule.deny == {_finding} with input as document with data.estate as _estate
}
