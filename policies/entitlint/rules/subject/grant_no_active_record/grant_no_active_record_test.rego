package entitlint.rules.subject.grant_no_active_record_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.grant_no_active_record as rule
import future.keywords.not

_estate := fixture.limited("grant-no-active-record", "grace", "2026-11-22T07:00:00Z")

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "inactive",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "role/editor in crm by account:crm/main/a7 belongs to somebody inactive since 2026-11-20T12:00:00Z.",
}

_holder(patch) := fixture.account(object.union({"grants": [fixture.grant({})]}, patch))

_leaver(account) := fixture.subject({"identities": [fixture.leaver], "accounts": [account]})

_alone(account) := fixture.subject({
	"id": "account:crm/main/a7",
	"unmatched": true,
	"accounts": [object.union(account, {"link": {"situation": "unmatched"}})],
})

_without_identity(finding) := object.remove(finding, ["identity"])

test_leaver_with_a_grant_violates if {
	rule.deny == {_finding} with input as _leaver(_holder({})) with data.estate as _estate
	rule.unknown == set() with input as _leaver(_holder({})) with data.estate as _estate
}

test_active_person_is_clean if {
	document := fixture.subject({"identities": [fixture.worker({})], "accounts": [_holder({})]})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_grant_of_another_system_is_counted_there if {
	account := fixture.account({"grants": [fixture.grant({"system": "tools", "via": ["group:crm/main/g"]})]})
	rule.deny == {object.union(_finding, {
		"app": "tools",
		"msg": "role/editor in tools by account:crm/main/a7 belongs to somebody inactive since 2026-11-20T12:00:00Z.",
	})} with input as _leaver(account)
		with data.estate as _estate
}

test_privileged_grant_is_critical if {
	account := fixture.account({"grants": [fixture.grant({"privileged": true})]})
	rule.deny == {object.union(_finding, {"severity": "critical"})} with input as _leaver(account)
		with data.estate as _estate
}

test_deleted_subject_has_its_own_reason if {
	gone := fixture.worker({"record": {"status": "deleted", "statusChangedAt": "2026-11-20T12:00:00Z"}})
	document := fixture.subject({"identities": [gone], "accounts": [_holder({})]})
	rule.deny == {object.union(_finding, {
		"reason": "deleted",
		"msg": "role/editor in crm by account:crm/main/a7 belongs to an identity deleted since 2026-11-20T12:00:00Z.",
	})} with input as document
		with data.estate as _estate
}

test_link_to_a_tombstone_violates_without_a_record if {
	document := fixture.subject({"accounts": [_holder({"link": {"situation": "deleted"}})]})
	rule.deny == {_without_identity(object.union(_finding, {
		"reason": "deleted",
		"msg": "role/editor in crm by account:crm/main/a7 belongs to an identity that was deleted.",
	}))} with input as document
		with data.estate as _estate
}

test_deleted_identity_is_named if {
	gone := {"id": "identity:okta/main/u9", "lastSeen": "2026-11-21T06:00:00Z"}
	document := fixture.subject({"accounts": [_holder({"link": {"situation": "deleted", "gone": [gone]}})]})
	rule.deny == {object.union(_finding, {
		"reason": "deleted",
		"identity": "identity:okta/main/u9",
		"msg": concat(" ", [
			"role/editor in crm by account:crm/main/a7 belongs to",
			"identity:okta/main/u9, last seen 2026-11-21T06:00:00Z, deleted since.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_unmatched_account_violates if {
	rule.deny == {_without_identity(object.union(_finding, {
		"reason": "none",
		"msg": "role/editor in crm by account:crm/main/a7 matches no identity and no registered machine.",
	}))} with input as _alone(_holder({}))
		with data.estate as _estate
}

test_new_unmatched_account_is_in_flight if {
	rule.deny == set() with input as _alone(_holder({"created": "2026-11-22T07:00:00Z"})) with data.estate as _estate
	count(rule.deny) == 1 with input as _alone(_holder({"created": "2026-11-22T06:59:59Z"})) with data.estate as _estate
}

test_guests_and_emergency_accounts_are_not_unmatched if {
	every kind in ["external", "system", "break-glass", "shared"] {
		rule.deny == set() with input as _alone(_holder({"kind": kind})) with data.estate as _estate
	}
}

test_uncorrelated_application_is_not_judged_for_unmatched if {
	estate := object.union(_estate, {"blind": {"orphan-account": {"crm": {"code": "correlation", "text": "20 % linked"}}}})
	rule.deny == set() with input as _alone(_holder({})) with data.estate as estate
	rule.unknown == {_without_identity(object.union(_finding, {
		"reason": "uncorrelated",
		"msg": concat(" ", [
			"role/editor in crm by account:crm/main/a7 cannot be judged:",
			"too few accounts of the application match anybody.",
		]),
	}))} with input as _alone(_holder({})) with data.estate as estate
	rule.deny == {_finding} with input as _leaver(_holder({})) with data.estate as estate
}

test_exactly_at_the_cutoff_is_in_time if {
	estate := fixture.limited("grant-no-active-record", "grace", "2026-11-20T12:00:00Z")
	rule.deny == set() with input as _leaver(_holder({})) with data.estate as estate
	later := fixture.limited("grant-no-active-record", "grace", "2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as _leaver(_holder({})) with data.estate as later
}

test_unknown_start_is_a_lower_bound if {
	gone := fixture.worker({"record": {"status": "terminated"}, "firstSeen": "2026-11-01T08:00:00Z"})
	document := fixture.subject({"identities": [gone], "accounts": [_holder({})]})
	rule.deny == {object.union(_finding, {"msg": concat(" ", [
		"role/editor in crm by account:crm/main/a7 belongs to somebody inactive",
		"at least since 2026-11-01T08:00:00Z.",
	])})} with input as document with data.estate as _estate
}

test_declared_grant_says_where if {
	declared := object.remove(
		fixture.grant({"declared": {"file": "access/roles/sales.yaml", "line": 12}}),
		["observed"],
	)
	account := fixture.account({"grants": [declared]})
	rule.deny == {object.union(_finding, {"msg": concat(" ", [
		"role/editor in crm by account:crm/main/a7 belongs to somebody inactive",
		"since 2026-11-20T12:00:00Z (declared in access/roles/sales.yaml:12).",
	])})} with input as _leaver(account) with data.estate as _estate
}

test_eligible_grant_counts_and_denying_grant_does_not if {
	eligible := fixture.account({"grants": [fixture.grant({"record": {"eligibleOnly": true}})]})
	rule.deny == {_finding} with input as _leaver(eligible) with data.estate as _estate
	denying := fixture.account({"grants": [fixture.grant({"record": {"effect": "deny"}})]})
	rule.deny == set() with input as _leaver(denying) with data.estate as _estate
}

test_account_at_rest_is_clean if {
	every status in ["staged", "leave", "suspended", "disabled", "terminated", "deleted"] {
		rule.deny == set() with input as _leaver(_holder({"record": {"status": status}})) with data.estate as _estate
	}
	rule.deny == set() with input as _leaver(_holder({"expires": "2026-11-22T07:59:59Z"})) with data.estate as _estate
	rule.deny == {_finding} with input as _leaver(_holder({"expires": fixture.now})) with data.estate as _estate
}

test_working_key_of_a_disabled_account_violates if {
	document := object.union(
		_leaver(_holder({"record": {"status": "disabled"}})),
		{"credentials": [fixture.credential({})]},
	)
	found := object.union(_finding, {"credential": "credential:crm/main/k1"})
	rule.deny == {found} with input as document with data.estate as _estate
	verified := object.union(_estate, {"apps": {"crm": {"deactivationBlocksUse": "verified"}}})
	rule.deny == set() with input as document with data.estate as verified
	expired := object.union(document, {"credentials": [fixture.credential({"expires": "2026-11-22T07:59:59Z"})]})
	rule.deny == set() with input as expired with data.estate as _estate
	lasting := object.union(document, {"credentials": [fixture.credential({"expires": fixture.now})]})
	rule.deny == {found} with input as lasting with data.estate as _estate
}

test_people_on_leave_suspended_or_locked_are_here if {
	every status in ["leave", "suspended", "locked", "staged", "invited"] {
		document := fixture.subject({
			"identities": [fixture.worker({"record": {"status": status}})],
			"accounts": [_holder({})],
		})
		rule.deny == set() with input as document with data.estate as _estate
	}
}

test_second_current_record_wins if {
	again := fixture.worker({"record": {"id": "identity:hr/main/70"}})
	document := fixture.subject({"identities": [fixture.leaver, again], "accounts": [_holder({})]})
	rule.deny == set() with input as document with data.estate as _estate
}

_undecided(document, reason, text) if {
	found := object.union(_finding, {
		"reason": reason,
		"msg": concat("", ["role/editor in crm by account:crm/main/a7 cannot be judged: ", text, "."]),
	})
	rule.deny == set() with input as document with data.estate as _estate
	{_without_identity(finding) | some finding in rule.unknown} == {_without_identity(found)} with input as document
		with data.estate as _estate
}

test_unknown_status_of_the_subject_is_unknown if {
	unsure := fixture.worker({"record": {"status": "unknown"}})
	document := fixture.subject({"identities": [unsure], "accounts": [_holder({})]})
	_undecided(document, "subject-unknown", "the status of its subject is not known")
}

test_unread_field_of_the_subject_is_unknown if {
	every field in ["status", "endDate"] {
		document := fixture.subject({
			"identities": [fixture.worker({"record": {"unknown": [field]}})],
			"accounts": [_holder({})],
		})
		_undecided(document, "subject-unknown", "the status of its subject is not known")
	}
}

test_unread_change_of_the_subject_is_unknown if {
	gone := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})
	document := fixture.subject({"identities": [gone], "accounts": [_holder({})]})
	_undecided(document, "since-unread", "since when its subject is inactive could not be read")
}

test_unknown_status_of_the_account_is_unknown if {
	_undecided(_leaver(_holder({"record": {"status": "unknown"}})), "account-unknown", "the status of the account is not known")
	_undecided(_leaver(_holder({"record": {"unknown": ["status"]}})), "account-unknown", "the status of the account is not known")
}

test_disputed_account_is_unknown if {
	disputed := fixture.subject({"accounts": [_holder({"link": {"situation": "disputed"}})]})
	_undecided(disputed, "disputed", "the account matches more than one identity")
	weak := fixture.subject({"accounts": [_holder({"link": {"situation": "unlinked"}})]})
	_undecided(weak, "weak", "only a weak key leads from the account to an identity")
	in_doubt := fixture.subject({"accounts": [_holder({"link": {"situation": "disputed"}, "record": {"status": "unknown"}})]})
	_undecided(in_doubt, "disputed", "the account matches more than one identity")
}

test_a_role_declared_for_somebody_who_has_gone_violates if {
	found := {
		"id": "identity:hr/main/7/entitlement:crm/main/e1",
		"app": "crm",
		"reason": "declared",
		"severity": "medium",
		"identity": "identity:hr/main/7",
		"msg": concat("", [
			"role/editor in crm is declared at access/roles/editors.yaml:4 for identity:hr/main/7, ",
			"who is gone since 2026-11-20T12:00:00Z.",
		]),
	}
	document := fixture.subject({"identities": [fixture.leaver], "expected": [_expected]})
	rule.deny == {found} with input as document with data.estate as _estate
	high := object.union(document, {"expected": [object.union(_expected, {"privileged": true})]})
	rule.deny == {object.union(found, {"severity": "high"})} with input as high with data.estate as _estate
	here := object.union(document, {"identities": [fixture.worker({})]})
	rule.deny == set() with input as here with data.estate as _estate
	just := object.union(document, {"identities": [fixture.worker({"record": {
		"status": "terminated",
		"statusChangedAt": "2026-11-22T07:30:00Z",
	}})]})
	rule.deny == set() with input as just with data.estate as _estate
}

test_a_line_for_somebody_who_has_gone_violates_beside_the_access_that_is_there if {
	entry := {
		"id": "identity:hr/main/7/group:crm/main/g",
		"kind": "group",
		"target": "group:crm/main/g",
		"system": "crm",
		"name": "editors",
		"declared": {"file": "access/roles/editors.yaml", "line": 4},
	}
	document := object.union(_leaver(_holder({})), {"applied": [entry]})
	rule.deny == {_finding, {
		"id": "identity:hr/main/7/group:crm/main/g",
		"app": "crm",
		"reason": "declared",
		"severity": "medium",
		"identity": "identity:hr/main/7",
		"msg": concat("", [
			"editors in crm is declared at access/roles/editors.yaml:4 for identity:hr/main/7, ",
			"who is gone since 2026-11-20T12:00:00Z.",
		]),
	}} with input as document with data.estate as _estate
	here := object.union(document, {"identities": [fixture.worker({})]})
	rule.deny == set() with input as here with data.estate as _estate
}

test_what_a_key_or_a_role_gives_somebody_of_unknown_status_is_unknown if {
	unsure := fixture.worker({"record": {"status": "unknown"}})
	by_key := fixture.subject({
		"identities": [unsure],
		"accounts": [_holder({"record": {"status": "disabled"}})],
		"credentials": [fixture.credential({})],
	})
	rule.deny == set() with input as by_key with data.estate as _estate
	{[finding.reason, finding.credential, finding.msg] | some finding in rule.unknown} == {[
		"subject-unknown",
		"credential:crm/main/k1",
		concat("", [
			"role/editor in crm by account:crm/main/a7 by the key credential:crm/main/k1 cannot be judged: ",
			"the status of its subject is not known.",
		]),
	]} with input as by_key
		with data.estate as _estate
	denied := object.union(by_key, {"accounts": [_holder({
		"record": {"status": "disabled"},
		"grants": [fixture.grant({"record": {"effect": "deny"}})],
	})]})
	rule.unknown == set() with input as denied with data.estate as _estate
	other := object.union(by_key, {"accounts": [_holder({
		"record": {"status": "disabled"},
		"link": {"situation": "unmatched"},
	})]})
	rule.unknown == set() with input as other with data.estate as _estate
	declared := fixture.subject({"identities": [unsure], "expected": [_expected]})
	rule.deny == set() with input as declared with data.estate as _estate
	rule.unknown == {{
		"id": "identity:hr/main/7/entitlement:crm/main/e1",
		"app": "crm",
		"reason": "subject-unknown",
		"identity": "identity:hr/main/7",
		"msg": concat("", [
			"role/editor in crm is declared at access/roles/editors.yaml:4 for identity:hr/main/7, ",
			"and the status of its subject is not known.",
		]),
	}} with input as declared
		with data.estate as _estate
}

_expected := {
	"id": "identity:hr/main/7/entitlement:crm/main/e1",
	"kind": "entitlement",
	"target": "entitlement:crm/main/e1",
	"system": "crm",
	"name": "role/editor",
	"role": "editors",
	"by": "member",
	"declared": {"file": "access/roles/editors.yaml", "line": 4},
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_each_kind_that_is_to_have_a_record_counts if {
	every kind in ["human", "unknown", "service", "agent", "workload"] {
		count(rule.deny) == 1 with input as _alone(_holder({"kind": kind})) with data.estate as _estate
	}
}

test_where_nothing_is_given_nothing_is_in_doubt if {
	denied := {"grants": [fixture.grant({"record": {"effect": "deny"}})]}
	_nothing(_leaver(_holder(object.union(denied, {"record": {"status": "unknown"}}))))
	blind := object.union(_estate, {"blind": {"orphan-account": {"crm": {"code": "correlation", "text": "few match"}}}})
	every patch in [{"kind": "system"}, {"record": {"status": "disabled"}}, denied] {
		rule.unknown == set() with input as _alone(_holder(patch)) with data.estate as blind
	}
}

test_a_key_counts_for_its_own_account if {
	key := fixture.credential({"record": {"principal": "account:crm/main/a8"}})
	_nothing(object.union(_leaver(_holder({"record": {"status": "disabled"}})), {"credentials": [key]}))
}

test_a_key_of_an_account_of_unknown_status_is_in_doubt_once if {
	document := object.union(_leaver(_holder({"record": {"status": "unknown"}})), {"credentials": [fixture.credential({})]})
	rule.deny == set() with input as document with data.estate as _estate
	reasons := [finding.reason | some finding in rule.unknown] with input as document with data.estate as _estate
	reasons == ["account-unknown"]
}

test_a_key_is_in_doubt_where_a_weak_key_leads_to_its_person if {
	document := fixture.subject({
		"identities": [fixture.worker({"record": {"status": "unknown"}})],
		"accounts": [_holder({"record": {"status": "disabled"}, "link": {"situation": "unlinked"}})],
		"credentials": [fixture.credential({})],
	})
	reasons := {finding.reason | some finding in rule.unknown} with input as document with data.estate as _estate
	reasons == {"subject-unknown"}
}

_aged(limit) := fixture.ageing(_estate, "grant-no-active-record", "high", limit)

test_what_lasts_becomes_graver if {
	document := _leaver(_holder({}))
	lasted := fixture.lasted("grant-no-active-record", "high", "critical", "since 2026-11-20T12:00:00Z")
	raised := object.union(_finding, lasted)
	rule.deny == {raised} with input as document with data.estate as _aged("2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as document with data.estate as _aged("2026-11-20T12:00:00Z")
}

test_what_never_had_anybody_does_not_age if {
	given := rule.deny with input as _alone(_holder({"record": {"kind": "human"}})) with data.estate as _aged("2026-11-22T08:00:00Z")
	{object.filter(finding, ["reason", "severity", "overdue"]) | some finding in given} == {{"reason": "none"}}
}
