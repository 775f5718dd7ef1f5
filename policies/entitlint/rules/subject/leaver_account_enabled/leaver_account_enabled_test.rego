package entitlint.rules.subject.leaver_account_enabled_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leaver_account_enabled as rule
import future.keywords.not

_estate := fixture.limited("leaver-account-enabled", "grace", "2026-11-22T07:00:00Z")

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "inactive",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 still lets its owner in: it belongs to somebody inactive since 2026-11-20T12:00:00Z.",
}

_leaver(account) := fixture.subject({"identities": [fixture.leaver], "accounts": [fixture.account(account)]})

_ended(identity) := fixture.subject({"identities": [identity], "accounts": [fixture.account({})]})

test_enabled_account_of_a_leaver_violates if {
	rule.deny == {_finding} with input as _leaver({}) with data.estate as _estate
	rule.unknown == set() with input as _leaver({}) with data.estate as _estate
	rule.deny == {_finding} with input as _leaver({"record": {"status": "locked"}}) with data.estate as _estate
}

test_privileged_account_is_critical if {
	rule.deny == {object.union(_finding, {"severity": "critical"})} with input as _leaver({"privileged": true})
		with data.estate as _estate
}

test_active_owner_is_clean if {
	rule.deny == set() with input as _ended(fixture.worker({})) with data.estate as _estate
	rule.unknown == set() with input as _ended(fixture.worker({})) with data.estate as _estate
}

test_disabled_account_is_clean if {
	rule.deny == set() with input as _leaver({"record": {"status": "disabled"}}) with data.estate as _estate
}

test_contract_that_ran_out_counts if {
	ended := fixture.worker({"ends": "2026-11-20T22:59:59Z"})
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"account:crm/main/a7 still lets its owner in: ",
		"it belongs to somebody inactive since 2026-11-20T22:59:59Z.",
	])})} with input as _ended(ended)
		with data.estate as _estate
	last_second := fixture.worker({"ends": fixture.now})
	rule.deny == set() with input as _ended(last_second) with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	at := fixture.limited("leaver-account-enabled", "grace", "2026-11-20T12:00:00Z")
	rule.deny == set() with input as _leaver({}) with data.estate as at
	after := fixture.limited("leaver-account-enabled", "grace", "2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as _leaver({}) with data.estate as after
}

test_history_tells_since_when if {
	gone := fixture.worker({"record": {"status": "disabled"}, "statusSince": "2026-11-22T07:30:00Z"})
	rule.deny == set() with input as _ended(gone) with data.estate as _estate
}

test_latest_of_several_departures_counts if {
	second := fixture.worker({"record": {"status": "terminated", "statusChangedAt": "2026-11-22T07:30:00Z"}})
	document := fixture.subject({"identities": [fixture.leaver, second], "accounts": [fixture.account({})]})
	rule.deny == set() with input as document with data.estate as _estate
}

test_directory_decides_where_no_authority_is if {
	gone := fixture.user({"record": {"status": "disabled", "statusChangedAt": "2026-11-20T12:00:00Z"}})
	rule.deny == {object.union(_finding, {"identity": "identity:okta/main/u7"})} with input as _ended(gone)
		with data.estate as _estate
}

test_account_of_the_same_record_is_left_to_the_directory_rule if {
	rule.deny == set() with input as _leaver({"link": {"by": "same-record"}}) with data.estate as _estate
}

test_leave_and_a_second_contract_are_clean if {
	rule.deny == set() with input as _ended(fixture.worker({"record": {"status": "leave"}})) with data.estate as _estate
	again := fixture.subject({"identities": [fixture.leaver, fixture.worker({})], "accounts": [fixture.account({})]})
	rule.deny == set() with input as again with data.estate as _estate
}

test_unmatched_account_belongs_to_other_rules if {
	document := fixture.subject({"accounts": [fixture.account({"link": {"situation": "unmatched"}})]})
	rule.deny == set() with input as document with data.estate as _estate
	doubtful := fixture.subject({"accounts": [fixture.account({
		"record": {"status": "unknown"},
		"link": {"situation": "unmatched"},
	})]})
	rule.unknown == set() with input as doubtful with data.estate as _estate
}

test_missing_status_is_unknown if {
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 outlives its owner cannot be judged: ",
			"the status of the account is not known.",
		]),
	})} with input as _leaver({"record": {"status": "unknown"}})
		with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": "subject-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 outlives its owner cannot be judged: ",
			"the status of its subject is not known.",
		]),
	})} with input as _ended(fixture.worker({"record": {"status": "unknown"}}))
		with data.estate as _estate
}

_gone := {"id": "identity:okta/main/u9", "userName": "ana", "lastSeen": "2026-11-21T06:00:00Z"}

_of_gone(link) := fixture.subject({
	"unmatched": true,
	"accounts": [fixture.account({"link": object.union({"situation": "deleted", "gone": [_gone]}, link)})],
})

_finding_of_gone := object.union(_finding, {
	"reason": "deleted",
	"identity": "identity:okta/main/u9",
	"msg": concat("", [
		"account:crm/main/a7 still lets its owner in: ",
		"it belongs to identity:okta/main/u9 (ana), last seen 2026-11-21T06:00:00Z, deleted since.",
	]),
})

test_account_of_a_deleted_identity_violates if {
	rule.deny == {_finding_of_gone} with input as _of_gone({}) with data.estate as _estate
	rule.unknown == set() with input as _of_gone({}) with data.estate as _estate
	rule.deny == {_finding_of_gone} with input as _of_gone({"by": "same-record"}) with data.estate as _estate
}

test_grace_counts_from_the_last_sight_of_a_deleted_identity if {
	at := fixture.limited("leaver-account-enabled", "grace", "2026-11-21T06:00:00Z")
	rule.deny == set() with input as _of_gone({}) with data.estate as at
	after := fixture.limited("leaver-account-enabled", "grace", "2026-11-21T06:00:01Z")
	rule.deny == {_finding_of_gone} with input as _of_gone({}) with data.estate as after
}

test_every_identity_it_may_have_been_is_named if {
	second := {"id": "identity:okta/main/u10", "lastSeen": "2026-11-20T06:00:00Z"}
	rule.deny == {object.union(_finding_of_gone, {"msg": concat("", [
		"account:crm/main/a7 still lets its owner in: it belongs to ",
		"identity:okta/main/u9 (ana), last seen 2026-11-21T06:00:00Z or ",
		"identity:okta/main/u10, last seen 2026-11-20T06:00:00Z, deleted since.",
	])})} with input as _of_gone({"gone": [_gone, second]})
		with data.estate as _estate
}

test_person_whom_the_authority_dropped_has_gone if {
	dropped := fixture.user({"authoritative": "deleted", "gone": [object.union(_gone, {"id": "identity:hr/main/7"})]})
	rule.deny == {object.union(_finding, {
		"reason": "deleted",
		"identity": "identity:okta/main/u7",
		"msg": concat("", [
			"account:crm/main/a7 still lets its owner in: ",
			"it belongs to an identity deleted some time after 2026-11-21T06:00:00Z.",
		]),
	})} with input as _ended(dropped)
		with data.estate as _estate
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_what_other_rules_tell_is_no_doubt_here if {
	_nothing(fixture.subject({"accounts": [fixture.account({"link": {"situation": "disputed"}})]}))
	_nothing(fixture.subject({"accounts": [fixture.account({"link": {"situation": "unlinked"}})]}))
	_nothing(fixture.subject({
		"identities": [fixture.worker({"record": {"status": "unknown"}})],
		"accounts": [fixture.account({"link": {"by": "same-record"}})],
	}))
}

_aged(limit) := fixture.ageing(_estate, "leaver-account-enabled", "high", limit)

_overdue(from, to, since) := fixture.lasted("leaver-account-enabled", from, to, since)

test_what_lasts_becomes_graver if {
	raised := object.union(_finding, _overdue("high", "critical", "since 2026-11-20T12:00:00Z"))
	rule.deny == {raised} with input as _leaver({}) with data.estate as _aged("2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as _leaver({}) with data.estate as _aged("2026-11-20T12:00:00Z")
	critical := object.union(_finding, {"severity": "critical"})
	rule.deny == {critical} with input as _leaver({"privileged": true}) with data.estate as _aged("2026-11-20T12:00:01Z")
}

test_what_lasts_counts_from_the_last_sight_of_a_deleted_identity if {
	gone := [{"id": "identity:okta/main/u9", "lastSeen": "2026-11-19T06:00:00Z"}]
	link := {"link": {"situation": "deleted", "gone": gone}}
	document := fixture.subject({"unmatched": true, "accounts": [fixture.account(link)]})
	overdue := _overdue("high", "critical", "some time after 2026-11-19T06:00:00Z")
	given := rule.deny with input as document with data.estate as _aged("2026-11-19T06:00:01Z")
	{object.filter(finding, ["severity", "overdue"]) | some finding in given} == {overdue}
	early := rule.deny with input as document with data.estate as _aged("2026-11-19T06:00:00Z")
	{object.filter(finding, ["severity", "overdue"]) | some finding in early} == {{}}
}

test_a_deleted_identity_that_nobody_remembers_does_not_age if {
	document := fixture.subject({"accounts": [fixture.account({"link": {"situation": "deleted"}})]})
	given := rule.deny with input as document with data.estate as _aged("2026-11-22T08:00:00Z")
	{object.filter(finding, ["id", "severity", "overdue"]) | some finding in given} == {{"id": "account:crm/main/a7"}}
}
