package entitlint.rules.subject.nhi_unregistered_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_unregistered as rule
import future.keywords.not

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "unregistered",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 is a machine that is in no directory and not registered.",
}

_bot(account) := fixture.subject({
	"kind": "service",
	"unmatched": true,
	"accounts": [fixture.account(object.union({"kind": "service", "link": {"situation": "unmatched"}}, account))],
})

test_unknown_machine_violates if {
	every kind in ["service", "agent", "workload", "shared"] {
		rule.deny == {_finding} with input as _bot({"kind": kind}) with data.estate as fixture.estate
		rule.unknown == set() with input as _bot({"kind": kind}) with data.estate as fixture.estate
	}
}

test_privileged_machine_is_high if {
	high := object.union(_finding, {"severity": "high"})
	rule.deny == {high} with input as _bot({"privileged": true}) with data.estate as fixture.estate
}

test_registered_or_known_machine_is_clean if {
	rule.deny == set() with input as fixture.machine({}) with data.estate as fixture.estate
	registered := object.union(_bot({}), {"registry": fixture.registry({})})
	rule.deny == set() with input as registered with data.estate as fixture.estate
	stub := {"proposed": {"who": "person:li@example.com", "decideBy": "2026-11-01T23:59:59Z"}}
	overdue := object.union(_bot({}), {"registry": fixture.registry(stub)})
	rule.deny == set() with input as overdue with data.estate as fixture.estate
	known := object.union(_bot({}), {"identities": [fixture.user({"record": {"kind": "service"}})]})
	rule.deny == set() with input as known with data.estate as fixture.estate
}

test_people_and_system_accounts_are_no_machines if {
	every kind in ["human", "system", "external", "break-glass", "unknown"] {
		rule.deny == set() with input as _bot({"kind": kind}) with data.estate as fixture.estate
	}
}

test_disabled_machine_is_clean if {
	rule.deny == set() with input as _bot({"record": {"status": "disabled"}}) with data.estate as fixture.estate
}

test_missing_data_is_unknown if {
	every record, expected in {
		{"status": "unknown"}: ["account-unknown", "its status is not known"],
		{"unknown": ["kind"]}: ["kind-unread", "its kind could not be read"],
	} {
		rule.deny == set() with input as _bot({"record": record}) with data.estate as fixture.estate
		rule.unknown == {object.union(_finding, {
			"reason": expected[0],
			"msg": concat("", ["Whether account:crm/main/a7 has to be registered cannot be judged: ", expected[1], "."]),
		})} with input as _bot({"record": record})
			with data.estate as fixture.estate
	}
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_stranger(patch) := fixture.subject({"kind": "service", "accounts": [fixture.account(object.union(
	{"kind": "service", "link": {"situation": "unmatched"}},
	patch,
))]})

test_doubts_are_about_what_nobody_knows_and_works if {
	unsure := {"record": {"status": "unknown"}}
	count(rule.unknown) == 1 with input as _stranger(unsure) with data.estate as fixture.estate
	_calm(object.union(_stranger(unsure), {"registry": fixture.registry({})}))
	_calm(_stranger(object.union(unsure, {"kind": "human"})))
	_calm(_stranger({"link": {"situation": "linked"}}))
	_calm(_stranger({"record": {"status": "disabled", "unknown": ["kind"]}}))
}
