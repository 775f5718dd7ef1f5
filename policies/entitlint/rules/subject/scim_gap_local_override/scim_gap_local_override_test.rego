package entitlint.rules.subject.scim_gap_local_override_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.scim_gap_local_override as rule
import future.keywords.not

_estate := fixture.limited("scim-gap-local-override", "since", "2026-10-23T08:00:00Z")

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "manual",
	"severity": "medium",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 is managed by SCIM and holds role/editor in crm, given by hand.",
}

_of(account, grant) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(
		fixture.account({
			"record": {"provenance": "scim"},
			"grants": [fixture.grant(object.union({"record": {"source": "manual"}}, grant))],
		}),
		account,
	)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_grant_by_hand_on_a_managed_account_violates if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	connected := {finding.msg | some finding in rule.deny} with input as _of({"record": {"provenance": "connector"}}, {})
		with data.estate as _estate
	connected == {"account:crm/main/a7 is managed by a connector and holds role/editor in crm, given by hand."}
}

test_whoever_gave_it_is_named if {
	messages := {finding.msg | some finding in rule.deny} with input as _of({}, {"record": {"grantedBy": "boss"}})
		with data.estate as _estate
	messages == {"account:crm/main/a7 is managed by SCIM and holds role/editor in crm, given by hand of boss."}
}

test_severity_follows_privilege_and_age if {
	old := {"record": {"grantedAt": "2026-10-23T07:59:59Z"}}
	every patch, severity in {
		"high": {"privileged": true},
		"low": old,
		"medium": object.union(old, {"privileged": true}),
	} {
		rule.deny == {object.union(_finding, {"severity": patch})} with input as _of({}, severity)
			with data.estate as _estate
	}
	at_the_limit := _of({}, {"record": {"grantedAt": "2026-10-23T08:00:00Z"}})
	rule.deny == {_finding} with input as at_the_limit with data.estate as _estate
}

test_what_is_decided_default_or_of_a_group_is_clean if {
	_clean(_of({}, {"declared": {"file": "a", "line": 1}}))
	_clean(_of({}, {"record": {"approvalRef": "REQ-7"}}))
	_clean(_of({}, {"isDefault": true}))
	_clean(_of({}, {"via": ["group:okta/main/g"]}))
	_clean(_of({}, {"record": {"source": "scim"}}))
	_clean(_of({}, {"denied": true}))
}

test_accounts_that_no_directory_manages_are_clean if {
	_clean(_of({"record": {"provenance": "manual"}}, {}))
	_clean(_of({"record": {"provenance": "import"}}, {}))
	_clean(_of({"record": {"status": "disabled"}}, {}))
}

test_how_it_came_is_not_known if {
	unread := fixture.grant({"record": {"unknown": ["source"]}})
	every document in [_of({}, {"record": {"source": "unknown"}}), _of({"grants": [unread]}, {})] {
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(object.remove(_finding, ["severity", "identity"]), {
			"reason": "source-unknown",
			"msg": concat("", [
				"Whether role/editor in crm was given to account:crm/main/a7 by hand cannot be judged: ",
				"how it came is not known.",
			]),
		})} with input as document
			with data.estate as _estate
	}
}

test_whether_a_directory_manages_the_account_could_not_be_read if {
	document := _unread_provenance({"record": {"source": "manual"}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["severity", "identity"]), {
		"reason": "provenance-unread",
		"msg": concat("", [
			"role/editor in crm was given by hand to account:crm/main/a7; ",
			"whether a directory manages that account could not be read.",
		]),
	})} with input as document
		with data.estate as _estate
	_clean(_unread_provenance({"record": {"source": "scim"}}))
}

_unread_provenance(grant) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [fixture.account({"record": {"unknown": ["provenance"]}, "grants": [fixture.grant(grant)]})],
})

test_what_is_told_needs_no_more_reading if {
	_clean(_of({"record": {"provenance": "manual", "unknown": ["provenance"]}}, {}))
	managed := _of({}, {"record": {"unknown": ["source"]}})
	rule.deny == {_finding} with input as managed with data.estate as _estate
	rule.unknown == set() with input as managed with data.estate as _estate
}

test_whose_system_tells_neither_manager_nor_source_is_clean if {
	own := fixture.account({"grants": [fixture.grant({"record": {"source": "manual"}})]})
	_clean(fixture.subject({"identities": [fixture.worker({})], "accounts": [own]}))
	_clean(_of({"grants": [fixture.grant({})]}, {}))
}

test_two_things_that_are_not_known_are_no_doubt if {
	_clean(_unread_provenance({"record": {"source": "unknown"}}))
}

test_leavers_are_left_to_other_rules if {
	_clean(object.union(_of({}, {}), {"identities": [fixture.leaver]}))
}
