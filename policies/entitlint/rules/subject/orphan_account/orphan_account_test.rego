package entitlint.rules.subject.orphan_account_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.orphan_account as rule
import future.keywords.not

_estate := fixture.limited("orphan-account", "minAge", "2026-11-21T08:00:00Z")

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "app",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 can be used and matches no identity.",
}

_directory_finding := {
	"id": "identity:okta/main/u7",
	"app": "okta",
	"reason": "directory",
	"severity": "medium",
	"identity": "identity:okta/main/u7",
	"msg": "identity:okta/main/u7 is active in okta and matches no record of the authority.",
}

_alone(account) := fixture.subject({
	"unmatched": true,
	"accounts": [fixture.account(object.union({"link": {"situation": "unmatched"}}, account))],
})

_user(patch) := fixture.subject({"identities": [fixture.user(object.union({"authoritative": "unmatched"}, patch))]})

test_usable_account_of_nobody_violates if {
	rule.deny == {_finding} with input as _alone({}) with data.estate as _estate
	rule.unknown == set() with input as _alone({}) with data.estate as _estate
}

test_privileged_orphan_is_critical if {
	rule.deny == {object.union(_finding, {"severity": "critical"})} with input as _alone({"privileged": true})
		with data.estate as _estate
}

test_linked_or_disputed_account_is_clean if {
	every situation in ["linked", "unlinked", "disputed", "deleted"] {
		rule.deny == set() with input as _alone({"link": {"situation": situation}}) with data.estate as _estate
	}
}

test_other_kinds_have_rules_of_their_own if {
	every kind in ["external", "system", "shared", "break-glass", "service", "unknown"] {
		rule.deny == set() with input as _alone({"kind": kind}) with data.estate as _estate
	}
}

test_invited_or_disabled_account_is_clean if {
	every status in ["invited", "disabled", "suspended"] {
		rule.deny == set() with input as _alone({"record": {"status": status}}) with data.estate as _estate
	}
}

test_exactly_at_the_cutoff_is_new if {
	rule.deny == set() with input as _alone({"created": "2026-11-21T08:00:00Z"}) with data.estate as _estate
	rule.deny == {_finding} with input as _alone({"created": "2026-11-21T07:59:59Z"}) with data.estate as _estate
}

test_first_sight_does_not_make_an_account_new if {
	rule.deny == {_finding} with input as _alone({"firstSeen": fixture.now}) with data.estate as _estate
}

test_directory_record_of_nobody_violates if {
	rule.deny == {_directory_finding} with input as _user({}) with data.estate as _estate
	rule.deny == set() with input as _user({"authoritative": "matched"}) with data.estate as _estate
	rule.deny == set() with input as _user({"record": {"status": "disabled"}}) with data.estate as _estate
	rule.deny == set() with input as _user({"record": {"kind": "external"}}) with data.estate as _estate
}

test_directory_record_exactly_at_the_cutoff_is_new if {
	rule.deny == set() with input as _user({"record": {"createdAt": "2026-11-21T08:00:00Z"}}) with data.estate as _estate
	rule.deny == {_directory_finding} with input as _user({"record": {"createdAt": "2026-11-21T07:59:59Z"}})
		with data.estate as _estate
}

test_missing_data_is_unknown if {
	every patch, expected in {
		{"status": "unknown"}: ["account-unknown", "its status is not known"],
		{"unknown": ["kind"]}: ["kind-unread", "its kind could not be read"],
	} {
		rule.deny == set() with input as _alone({"record": patch}) with data.estate as _estate
		rule.unknown == {object.union(_finding, {
			"reason": expected[0],
			"msg": concat("", ["Whether account:crm/main/a7 is an orphan cannot be judged: ", expected[1], "."]),
		})} with input as _alone({"record": patch})
			with data.estate as _estate
	}
}

test_directory_record_that_the_authority_dropped_is_no_orphan if {
	rule.deny == set() with input as _user({"authoritative": "deleted"}) with data.estate as _estate
}

test_a_directory_record_whose_status_could_not_be_read_is_unknown if {
	every patch in [{"status": "unknown"}, {"unknown": ["status"]}] {
		rule.deny == set() with input as _user({"record": patch}) with data.estate as _estate
		rule.unknown == {object.union(object.remove(_directory_finding, ["severity"]), {
			"reason": "account-unknown",
			"msg": concat("", [
				"Whether ",
				_directory_finding.id,
				" is an orphan cannot be judged: its status is not known.",
			]),
		})} with input as _user({"record": patch})
			with data.estate as _estate
	}
	every patch in [
		{"authoritative": "matched", "record": {"status": "unknown"}},
		{"record": {"status": "unknown", "kind": "external"}},
		{"role": "authoritative-identity", "record": {"status": "unknown"}},
	] {
		rule.unknown == set() with input as _user(patch) with data.estate as _estate
	}
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_person_who_is_locked_out_for_a_while_violates if {
	count(rule.deny) == 1 with data.estate as _estate
		with input as _user({"record": {"status": "locked"}})
}

test_only_directories_are_held_against_an_authority if {
	_calm(_user({"role": "authoritative-identity"}))
}

test_doubts_are_about_people_whose_account_may_work if {
	_calm(_alone({"record": {"status": "unknown"}, "kind": "service"}))
	_calm(_alone({"record": {"status": "disabled", "unknown": ["kind"]}}))
}
