package entitlint.rules.subject.reactivation_unapproved_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.reactivation_unapproved as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"reactivation-unapproved": {"window": 604800}}})

_back := {
	"statusBefore": {"status": "disabled", "until": "2026-11-10T08:00:00Z"},
	"statusSince": "2026-11-20T08:00:00Z",
}

_away := {"away": {"lastSeen": "2026-11-01T08:00:00Z", "seenAgain": "2026-11-20T08:00:00Z"}}

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "account",
	"severity": "high",
	"account": "account:crm/main/a7",
	"msg": concat("", [
		"account:crm/main/a7 was disabled until 2026-11-10T08:00:00Z and works again since 2026-11-20T08:00:00Z, ",
		"and nobody approved it.",
	]),
}

_of(worker, account, more) := fixture.subject(object.union(
	{"identities": [fixture.worker(worker)], "accounts": [fixture.account(account)]},
	more,
))

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_an_account_that_works_again_violates if {
	rule.deny == {_finding} with input as _of({}, _back, {}) with data.estate as _estate
}

_held(name, away) := fixture.grant(object.union({"name": name}, away))

test_access_that_came_back_with_it_is_named if {
	held := {"grants": [_held("Admin", _away), _held("Dev", {}), _held("Billing", {"away": {
		"lastSeen": "2026-01-01T08:00:00Z",
		"seenAgain": "2026-11-13T07:59:59Z",
	}})]}
	rule.deny == {object.union(_finding, {
		"reason": "old-access-restored",
		"msg": replace(_finding.msg, ", and nobody", ", with what it had held before (Admin), and nobody"),
	})} with input as _of({}, object.union(_back, held), {}) with data.estate as _estate
}

test_what_groups_bring_or_what_is_denied_did_not_come_back_with_it if {
	held := {"grants": [
		_held("Admin", object.union(_away, {"via": ["group:crm/main/ops"]})),
		_held("Dev", object.union(_away, {"record": {"effect": "deny"}})),
	]}
	rule.deny == {_finding} with input as _of({}, object.union(_back, held), {}) with data.estate as _estate
}

test_after_termination_it_is_critical if {
	ended := object.union(_back, {"statusBefore": {"status": "terminated"}})
	severities := {[finding.severity, finding.why] | some finding in rule.deny} with input as _of({}, ended, {})
		with data.estate as _estate
	severities == {["critical", "It had been ended for good."]}
	gone := fixture.subject({"identities": [fixture.leaver], "accounts": [fixture.account(_back)]})
	worst := {[finding.severity, finding.why] | some finding in rule.deny} with input as gone with data.estate as _estate
	worst == {["critical", "Its owner has gone."]}
}

test_identities_and_keys_likewise if {
	document := fixture.subject({
		"identities": [fixture.worker({}), fixture.user(_back)],
		"credentials": [fixture.credential(object.union(_back, {"statusBefore": {"status": "revoked"}}))],
	})
	found := {[finding.id, finding.reason] | some finding in rule.deny} with input as document with data.estate as _estate
	key := fixture.credential({}).record.id
	found == {["identity:okta/main/u7", "identity"], [key, "credential"]}
}

test_what_was_not_ended_or_does_not_work_is_clean if {
	_clean(_of({}, {}, {}))
	_clean(_of({}, object.union(_back, {"statusBefore": {"status": "suspended"}}), {}))
	_clean(_of({}, object.union(_back, {"record": {"status": "disabled"}}), {}))
	_clean(fixture.subject({"identities": [fixture.worker(_back)]}))
}

_approved(at) := {"approvals": [{"of": "account:crm/main/a7", "at": at, "ref": "REQ-7"}]}

test_an_approval_within_the_window_explains_it if {
	_clean(_of({}, _back, _approved("2026-11-13T08:00:00Z")))
	early := _of({}, _back, _approved("2026-11-13T07:59:59Z"))
	rule.deny == {_finding} with input as early with data.estate as _estate
}

test_the_authority_let_them_in_again if {
	_clean(_of({"statusSince": "2026-11-19T08:00:00Z"}, _back, {}))
	_clean(_of({"record": {"statusChangedAt": "2026-11-19T08:00:00Z"}}, _back, {}))
	_clean(_of({"away": {"lastSeen": "2026-01-01T08:00:00Z", "seenAgain": "2026-11-19T08:00:00Z"}}, _back, {}))
	long_ago := _of({"statusSince": "2026-01-19T08:00:00Z"}, _back, {})
	rule.deny == {_finding} with input as long_ago with data.estate as _estate
}

test_an_account_that_was_gone_and_is_there_again_violates if {
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"account:crm/main/a7 was there until 2026-11-01T08:00:00Z and works again since 2026-11-20T08:00:00Z, ",
		"and nobody approved it.",
	])})} with input as _of({}, _away, {})
		with data.estate as _estate
}

test_restored_within_a_day_or_made_anew_by_the_directory_is_clean if {
	_clean(_of({}, {"away": {"lastSeen": "2026-11-19T08:00:00Z", "seenAgain": "2026-11-20T08:00:00Z"}}, {}))
	_clean(_of({}, object.union(_away, {"record": {"provenance": "scim"}}), {}))
}

test_an_unknown_status_is_unknown if {
	document := _of({}, object.union(_back, {"record": {"status": "unknown"}}), {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["severity"]), {
		"reason": "status-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7, which was disabled until 2026-11-10T08:00:00Z, ",
			"works again cannot be judged: its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_a_directorys_account_is_told_as_its_identity if {
	twin := object.union(_back, {"record": {"id": "account:okta/main/u7", "app": "okta"}, "app": "okta"})
	document := fixture.subject({
		"identities": [fixture.worker({}), fixture.user(_back)],
		"accounts": [fixture.account(twin)],
	})
	ids := {finding.id | some finding in rule.deny} with input as document with data.estate as _estate
	ids == {"identity:okta/main/u7"}
}

test_an_approval_settles_it_whatever_the_status_is if {
	_clean(_of({}, object.union(_back, {"record": {"status": "unknown"}}), _approved("2026-11-19T08:00:00Z")))
}

test_an_account_that_only_git_knows_is_clean if {
	declared := object.remove(fixture.account(_back), ["observed"])
	_clean(object.union(_of({}, {}, {}), {"accounts": [declared]}))
}

test_an_account_in_the_authoritys_own_application_is_told if {
	own := fixture.account(object.union(_back, {"record": {"id": "account:hr/main/7", "app": "hr"}, "app": "hr"}))
	document := fixture.subject({"identities": [fixture.worker({})], "accounts": [own]})
	ids := {finding.id | some finding in rule.deny} with input as document with data.estate as _estate
	ids == {"account:hr/main/7"}
}

test_what_the_authority_does_not_tell_of_its_own_record_is_not_doubted if {
	_clean(fixture.subject({"identities": [fixture.worker(object.union(_back, {"record": {"status": "unknown"}}))]}))
}

test_provisioning_that_switches_on_what_was_disabled_violates if {
	switched := object.union(_back, {"record": {"provenance": "scim"}})
	rule.deny == {_finding} with input as _of({}, switched, {}) with data.estate as _estate
}

test_provisioning_makes_nothing_anew_for_whoever_has_gone if {
	every provenance in ["scim", "connector"] {
		anew := object.union(_away, {"record": {"provenance": provenance}})
		_clean(_of({}, anew, {}))
		gone := fixture.subject({"identities": [fixture.leaver], "accounts": [fixture.account(anew)]})
		whys := {finding.why | some finding in rule.deny} with input as gone with data.estate as _estate
		whys == {"Its owner has gone."}
	}
}

test_identities_and_keys_that_do_not_work_are_clean if {
	_clean(fixture.subject({"identities": [fixture.worker({}), fixture.user(object.union(_back, {"record": {"status": "suspended"}}))]}))
	revoked := fixture.credential(object.union(_back, {"record": {"status": "revoked"}}))
	_clean(fixture.subject({"identities": [fixture.worker({})], "credentials": [revoked]}))
}
