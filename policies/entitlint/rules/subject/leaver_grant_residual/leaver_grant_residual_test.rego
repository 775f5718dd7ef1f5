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
