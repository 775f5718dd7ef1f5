package entitlint.rules.subject.priv_no_mfa_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.priv_no_mfa as rule
import future.keywords.not

_with(params) := fixture.estate_with({"params": {"priv-no-mfa": object.union(
	{"phishingResistant": false, "adminNames": []},
	params,
)}})

_estate := _with({})

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "none",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 holds privileged rights in crm and has no second factor.",
}

_weak := object.union(_finding, {
	"reason": "weak",
	"severity": "high",
	"msg": "account:crm/main/a7 holds privileged rights in crm, and its second factor can be phished.",
})

_daily := object.union(_finding, {
	"reason": "daily-account",
	"severity": "medium",
	"msg": "account:crm/main/a7 holds privileged rights in crm, and dana is no account for administration.",
})

_of(account) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(fixture.account({"privileged": true}), account)],
})

_record(record) := _of({"record": record})

_open(record) := _record(object.union({"mfa": {"enrolled": false}}, record))

_enrolled(name) := _record({"userName": name, "mfa": {"enrolled": true}})

_declared(allow) := _of({
	"record": {"mfa": {"enrolled": false}},
	"breakglass": fixture.breakglass({"allow": allow}),
})

_clean(document, estate) if {
	rule.deny == set() with input as document with data.estate as estate
	rule.unknown == set() with input as document with data.estate as estate
}

_undecided(document, reason, why) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": reason,
		"msg": concat("", [
			"Whether account:crm/main/a7 has a second factor for its privileged rights cannot be judged: ",
			why,
			".",
		]),
	})} with input as document
		with data.estate as _estate
}

test_a_privileged_person_without_a_second_factor_violates if {
	every status in ["active", "locked"] {
		rule.deny == {_finding} with input as _open({"status": status}) with data.estate as _estate
		rule.unknown == set() with input as _open({"status": status}) with data.estate as _estate
	}
	guest := object.union(_open({}), {"kind": "external"})
	rule.deny == {_finding} with input as guest with data.estate as _estate
}

test_an_account_that_matches_nobody_is_told_too if {
	document := object.union(_open({}), {"identities": []})
	rule.deny == {object.remove(_finding, ["identity"])} with input as document with data.estate as _estate
}

test_a_factor_that_can_be_phished_is_told_only_where_it_must_not_be if {
	strict := _with({"phishingResistant": true})
	phishable := {"mfa": {"enrolled": true, "phishingResistant": false}}
	rule.deny == {_weak} with input as _record(phishable) with data.estate as strict
	_clean(_record(phishable), _estate)
	_clean(_record({"mfa": {"enrolled": true, "phishingResistant": true}}), strict)
	_clean(_record({"mfa": {"enrolled": true}}), strict)
	_clean(_record(object.union(phishable, {"loginMethods": ["SAML"]})), strict)
	none := object.union(phishable, {"mfa": {"enrolled": false}})
	rule.deny == {_finding} with input as _record(none) with data.estate as strict
}

test_the_account_of_every_day_is_told_only_where_others_are_named if {
	named := _with({"adminNames": ["ADM-*", "*.admin"]})
	rule.deny == {_daily} with input as _enrolled("dana") with data.estate as named
	_clean(_enrolled("dana"), _estate)
	every name in ["adm-dana", "Dana.Admin"] {
		_clean(_enrolled(name), named)
	}
	_clean(_record({"mfa": {"enrolled": true}}), named)
}

test_who_comes_in_by_sign_on_alone_or_by_a_key_is_clean if {
	every methods in [["saml"], ["OIDC", "sso"], ["oauth", "federated", "wsfed"]] {
		_clean(_open({"loginMethods": methods}), _estate)
	}
	every methods in [["certificate", "smartcard", "piv"], ["passkey", "webauthn", "fido2"]] {
		_clean(_open({"loginMethods": methods}), _estate)
	}
	_clean(_record({"mfa": {"enrolled": false, "evidence": "idp"}}), _estate)
	_clean(_record({"loginMethods": ["saml"]}), _estate)
	every methods in [["saml", "password"], []] {
		rule.deny == {_finding} with input as _open({"loginMethods": methods}) with data.estate as _estate
	}
}

test_emergency_accounts_are_left_to_their_entry if {
	_clean(object.union(_open({}), {"kind": "break-glass"}), _estate)
	_clean(_declared(["priv-no-mfa"]), _estate)
	rule.deny == {_finding} with input as _declared([]) with data.estate as _estate
}

test_invitations_machines_leavers_and_ordinary_accounts_are_clean if {
	_clean(_open({"status": "invited"}), _estate)
	_clean(_open({"status": "disabled"}), _estate)
	_clean(_of({"record": {"mfa": {"enrolled": false}}, "expires": "2026-11-22T07:59:59Z"}), _estate)
	_clean(object.union(_open({}), {"identities": [fixture.leaver]}), _estate)
	_clean(object.union(_open({}), {"accounts": [fixture.account({"record": {"mfa": {"enrolled": false}}})]}), _estate)
	every kind in ["service", "agent", "workload", "shared", "system"] {
		_clean(object.union(_open({}), {"kind": kind}), _estate)
	}
	every kind in ["service", "agent", "workload", "system"] {
		_clean(_of({"kind": kind, "record": {"mfa": {"enrolled": false}}}), _estate)
	}
}

test_missing_data_is_unknown if {
	_undecided(_record({}), "mfa-untold", "its system does not say")
	_undecided(_record({"mfa": {"phishingResistant": true}}), "mfa-untold", "its system does not say")
	_undecided(_record({"unknown": ["mfa"]}), "mfa-unread", "it could not be read")
	_undecided(_open({"status": "unknown"}), "account-unknown", "the status of the account is not known")
	unclassified := object.union(_open({}), {"kind": "unknown"})
	_undecided(unclassified, "kind-unknown", "nothing tells whether it is a person's or a machine's")
	_clean(object.union(_record({"mfa": {"enrolled": true}}), {"kind": "unknown"}), _estate)
	_clean(object.union(_open({"status": "disabled"}), {"kind": "unknown"}), _estate)
	_clean(_record({"status": "invited"}), _estate)
	_clean(_record({"status": "invited", "unknown": ["mfa"]}), _estate)
}

test_a_machine_is_asked_for_no_factor_whatever_its_account_is_called if {
	document := object.union(_record({"status": "unknown"}), {"kind": "service"})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_name_that_could_not_be_read_is_unknown if {
	unread := {"unknown": ["userName"], "mfa": {"enrolled": true}}
	named := _with({"adminNames": ["adm-*"]})
	rule.deny == set() with input as _record(unread) with data.estate as named
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "name-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7, which holds privileged rights, is an account for administration ",
			"cannot be judged: its user name could not be read.",
		]),
	})} with input as _record(unread)
		with data.estate as named
	_clean(_record(unread), _estate)
	_clean(_record(object.union(unread, {"userName": "adm-dana"})), named)
	_clean(_record(object.union(unread, {"status": "disabled"})), named)
}
