package entitlint.rules.subject.identity_unclassified_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.identity_unclassified as rule
import future.keywords.not

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "account",
	"msg": "Nothing tells whether account:crm/main/a7 is a person or a machine.",
}

_account(patch) := fixture.account(object.union({"kind": "unknown", "link": {"situation": "unmatched"}}, patch))

_nobody(patch) := fixture.subject(object.union(
	{
		"id": "account:crm/main/a7",
		"home": "crm",
		"kind": "unknown",
		"accounts": [_account({})],
	},
	patch,
))

test_account_of_unknown_kind_violates if {
	rule.deny == {_finding} with input as _nobody({}) with data.estate as fixture.estate
	rule.unknown == set() with input as _nobody({}) with data.estate as fixture.estate
}

test_directory_record_of_unknown_kind_violates_once if {
	entry := fixture.user({"record": {"kind": "unknown"}})
	document := _nobody({"identities": [entry], "accounts": [_account({}), _account({"app": "okta"})]})
	rule.deny == {object.union(_finding, {"reason": "identity"})} with input as document
		with data.estate as fixture.estate
}

test_known_kind_is_clean if {
	every kind in ["human", "service", "shared", "external"] {
		rule.deny == set() with input as _nobody({"kind": kind}) with data.estate as fixture.estate
	}
}

test_somebody_in_hr_is_a_person if {
	rule.deny == set() with input as _nobody({"identities": [fixture.worker({})]}) with data.estate as fixture.estate
}

test_nobody_who_signs_in_is_clean if {
	document := _nobody({"accounts": [_account({"record": {"status": "disabled"}})]})
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_undecided(document, reason, text) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == {object.union(_finding, {
		"reason": reason,
		"msg": concat("", ["Whether account:crm/main/a7 has to be classified cannot be judged: ", text, "."]),
	})} with input as document
		with data.estate as fixture.estate
}

test_missing_data_is_unknown if {
	unread := _nobody({"accounts": [_account({"record": {"unknown": ["kind"]}})]})
	_undecided(unread, "kind-unread", "its kind could not be read")
	unread_record := _nobody({"identities": [fixture.user({"record": {"kind": "unknown", "unknown": ["kind"]}})]})
	_undecided(unread_record, "kind-unread", "its kind could not be read")
	no_status := _nobody({"accounts": [_account({"record": {"status": "unknown"}})]})
	_undecided(no_status, "account-unknown", "it is not known whether it can sign in")
}

test_what_is_known_or_off_leaves_no_doubt if {
	every document in [
		_nobody({"kind": "human", "accounts": [_account({"record": {"status": "unknown"}})]}),
		_nobody({"accounts": [], "identities": [fixture.user({"record": {"kind": "unknown", "status": "disabled"}})]}),
		_nobody({"accounts": [_account({"record": {"status": "disabled", "unknown": ["kind"]}})]}),
	] {
		rule.deny == set() with input as document with data.estate as fixture.estate
		rule.unknown == set() with input as document with data.estate as fixture.estate
	}
}

test_somebody_current_is_asked_about_once if {
	document := _nobody({
		"identities": [fixture.user({"record": {"kind": "unknown"}})],
		"accounts": [_account({"record": {"status": "unknown"}})],
	})
	count(rule.deny) == 1 with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

test_directory_record_that_may_be_off_is_unknown if {
	entry := fixture.user({"record": {"kind": "unknown", "status": "unknown"}})
	off := _account({"record": {"status": "disabled"}})
	every accounts in [[], [off]] {
		document := _nobody({"identities": [entry], "accounts": accounts})
		_undecided(document, "account-unknown", "it is not known whether it can sign in")
	}
}
