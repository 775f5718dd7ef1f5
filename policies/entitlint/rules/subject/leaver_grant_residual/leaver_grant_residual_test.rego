package entitlint.rules.subject.leaver_grant_residual_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leaver_grant_residual as rule
import future.keywords.not

_estate := fixture.limited("leaver-grant-residual", "grace", "2026-11-21T08:00:00Z")

_verified := object.union(_estate, {"apps": {"crm": {"deactivationBlocksUse": "verified"}}})

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "inactive",
	"severity": "medium",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "role/editor in crm stayed on account:crm/main/a7, which was ended.",
}

_of(identity, account) := fixture.subject({
	"identities": [identity],
	"accounts": [object.union(
		fixture.account({"record": {"status": "disabled"}, "grants": [fixture.grant({})]}),
		account,
	)],
})

_leaver(account) := _of(fixture.leaver, account)

_privileged := {"grants": [fixture.grant({"privileged": true})]}

test_grant_on_a_disabled_account_of_a_leaver_violates if {
	rule.deny == {_finding} with input as _leaver({}) with data.estate as _estate
	rule.unknown == set() with input as _leaver({}) with data.estate as _estate
}

test_grant_on_a_disabled_account_of_somebody_here_violates if {
	rule.deny == {object.union(_finding, {"reason": "disabled"})} with input as _of(fixture.worker({}), {})
		with data.estate as _estate
}

test_severity_follows_privilege_and_verified_deactivation if {
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _leaver(_privileged)
		with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "info"})} with input as _leaver({}) with data.estate as _verified
	rule.deny == {_finding} with input as _leaver(_privileged) with data.estate as _verified
}

test_account_without_grants_is_clean if {
	rule.deny == set() with input as _leaver({"grants": []}) with data.estate as _estate
	denying := {"grants": [fixture.grant({"record": {"effect": "deny"}})]}
	rule.deny == set() with input as _leaver(denying) with data.estate as _estate
}

test_accounts_that_will_be_used_again_are_left_alone if {
	every status in ["active", "locked", "leave", "suspended", "staged"] {
		rule.deny == set() with input as _leaver({"record": {"status": status}}) with data.estate as _estate
	}
}

test_exactly_at_the_cutoff_is_in_time if {
	at := {"record": {"disabledAt": "2026-11-21T08:00:00Z"}}
	rule.deny == set() with input as _leaver(at) with data.estate as _estate
	before := {"record": {"disabledAt": "2026-11-21T07:59:59Z"}}
	rule.deny == {_finding} with input as _leaver(before) with data.estate as _estate
}

test_history_and_the_departure_tell_since_when if {
	rule.deny == set() with input as _leaver({"statusSince": "2026-11-21T09:00:00Z"}) with data.estate as _estate
	just_gone := fixture.worker({"record": {"status": "terminated", "statusChangedAt": "2026-11-21T09:00:00Z"}})
	rule.deny == set() with input as _of(just_gone, {}) with data.estate as _estate
}

test_unread_date_is_unknown if {
	document := _leaver({"record": {"unknown": ["disabledAt"]}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["severity"]), {
		"reason": "since-unread",
		"msg": concat("", [
			"Whether role/editor in crm was left behind on account:crm/main/a7 cannot be judged: ",
			"since when the account is disabled could not be read.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_unknown_status_is_unknown if {
	document := _leaver({"record": {"status": "unknown"}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["severity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether role/editor in crm was left behind on account:crm/main/a7 cannot be judged: ",
			"the status of the account is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_what_denies_or_is_in_use_leaves_no_doubt if {
	denied := {"grants": [fixture.grant({"record": {"effect": "deny"}})]}
	_nothing(_leaver(object.union(denied, {"record": {"status": "unknown"}})))
	_nothing(_of(fixture.worker({}), {"record": {"status": "active", "unknown": ["disabledAt"]}}))
}

test_an_account_of_nobody_was_disabled if {
	document := fixture.subject({"accounts": [fixture.account({
		"record": {"status": "disabled"},
		"link": {"situation": "unmatched"},
		"grants": [fixture.grant({})],
	})]})
	reasons := {finding.reason | some finding in rule.deny} with input as document with data.estate as _estate
	reasons == {"disabled"}
}

test_only_a_departure_tells_since_when if {
	recent := fixture.worker({"record": {"status": "terminated", "statusChangedAt": "2026-11-22T07:00:00Z"}})
	_nothing(_of(recent, {}))
	both := object.union(_of(recent, {}), {"identities": [recent, fixture.worker({})]})
	count(rule.deny) == 1 with input as both with data.estate as _estate
	undated := fixture.worker({"record": {"status": "terminated"}})
	count(rule.deny) == 1 with input as _of(undated, {}) with data.estate as _estate
	dropped := fixture.user({"authoritative": "deleted", "gone": [{
		"id": "identity:hr/main/7",
		"lastSeen": "2026-11-22T07:00:00Z",
	}]})
	_nothing(_of(dropped, {}))
}

test_history_tells_what_the_record_does_not if {
	unread := {"record": {"unknown": ["disabledAt"]}, "statusSince": "2026-11-01T08:00:00Z"}
	rule.deny == {_finding} with input as _leaver(unread) with data.estate as _estate
}

test_unknown_status_of_what_was_disabled_once_is_unknown if {
	once := {"record": {"status": "unknown", "disabledAt": "2026-11-21T07:59:59Z"}}
	document := _of(fixture.worker({}), once)
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["severity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether role/editor in crm was left behind on account:crm/main/a7 cannot be judged: ",
			"the status of the account is not known.",
		]),
	})} with input as document
		with data.estate as _estate
	_nothing(_of(fixture.worker({}), {"record": {"status": "unknown", "disabledAt": "2026-11-21T08:00:00Z"}}))
	_nothing(_of(fixture.worker({}), {"record": {"status": "unknown"}}))
	_nothing(_of(fixture.worker({}), {"record": {"status": "active", "disabledAt": "2026-11-01T08:00:00Z"}}))
}
