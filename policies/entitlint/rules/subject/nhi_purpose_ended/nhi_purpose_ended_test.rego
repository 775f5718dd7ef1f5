package entitlint.rules.subject.nhi_purpose_ended_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_purpose_ended as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("nhi-purpose-ended", "grace", "2026-10-23T08:00:00Z"),
	{"sources": {"okta": {"role": "directory", "purposes": true}}},
)

_ended := {
	"id": "identity:okta/main/u7",
	"app": "okta",
	"reason": "ended",
	"msg": concat("", [
		"identity:okta/main/u7 is still here, and identity:okta/main/app1, which it is part of, ",
		"has ended since 2026-10-23T07:59:59Z.",
	]),
}

_missing := {
	"id": "identity:okta/main/u7",
	"app": "okta",
	"reason": "missing",
	"msg": "Nothing says what identity:okta/main/u7 is for.",
}

_agent(record) := fixture.subject({
	"id": "identity:okta/main/u7",
	"kind": "agent",
	"home": "okta",
	"identities": [fixture.user({"record": object.union({"kind": "agent"}, record)})],
})

_serving(patch, record) := object.union(_agent({"purpose": "sorts tickets"}), {"identities": [fixture.user({
	"record": {"kind": "agent", "purpose": "sorts tickets"},
	"serves": [object.union(_served(record), patch)],
})]})

_served(record) := {
	"ref": "identity:okta/main/app1",
	"as": "parent",
	"kind": "person",
	"resolved": true,
	"holders": [{"count": 1, "records": [object.union({"system": "okta", "role": "directory"}, record)]}],
}

# Not known to be here, and what it served is over.
_unsure := object.union(_serving({}, _over), {"identities": [object.union(
	_serving({}, _over).identities[0],
	{"record": object.union(_serving({}, _over).identities[0].record, {"status": "unknown"})},
)]})

_over := {"status": "disabled", "since": "2026-10-23T07:59:59Z"}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_undecided(document, reason, why) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_missing, {
		"reason": reason,
		"msg": concat("", [
			"Whether identity:okta/main/u7 still has a purpose cannot be judged: ",
			why,
			".",
		]),
	})} with input as document
		with data.estate as _estate
}

test_what_it_is_part_of_has_ended if {
	_found(_serving({}, _over), _ended)
	_clean(_serving({}, {"status": "active"}))
	_clean(_serving({}, {"status": "disabled", "since": "2026-10-23T08:00:00Z"}))
}

test_what_it_is_there_for_has_ended if {
	_found(_serving({"as": "purpose", "ref": "nhi:ci"}, {"status": "active", "ends": "2026-10-20T23:59:59Z"}), object.union(
		_ended,
		{"msg": concat("", [
			"identity:okta/main/u7 is still here, and nhi:ci, which it is there for, ",
			"has ended since 2026-10-20T23:59:59Z.",
		])},
	))
}

test_an_end_that_nobody_dated_is_no_grace if {
	_found(_serving({}, {"status": "deleted"}), object.union(_ended, {"msg": concat("", [
		"identity:okta/main/u7 is still here, and identity:okta/main/app1, which it is part of, ",
		"has ended.",
	])}))
}

test_nothing_says_what_it_is_for if {
	_found(_agent({}), _missing)
	_clean(_agent({"purpose": "sorts tickets"}))
	_clean(_agent({"purposeRef": "OPS-12"}))
}

test_where_no_machine_has_a_purpose_nothing_is_missing if {
	rule.deny == set() with input as _agent({})
		with data.estate as object.union(_estate, {"sources": {"okta": {"role": "directory", "purposes": false}}})
}

test_a_privileged_machine_is_graver if {
	privileged := {"accounts": [fixture.account({"kind": "agent", "privileged": true})]}
	_found(object.union(_agent({}), privileged), object.union(_missing, {"severity": "high"}))
	_found(object.union(_serving({}, _over), privileged), object.union(_ended, {"severity": "high"}))
}

test_the_registry_tells_purposes if {
	_clean(object.union(_agent({}), {"registry": fixture.registry({})}))
	_found(object.union(_serving({}, _over), {"registry": fixture.registry({})}), _ended)
	_clean(object.union(_serving({}, _over), {"registry": fixture.registry({"platformManaged": true})}))
}

test_people_shared_identities_and_what_is_gone_are_clean if {
	every kind in ["human", "shared", "unknown"] {
		_clean(object.union(_agent({}), {"kind": kind}))
		_clean(object.union(_serving({}, _over), {"kind": kind}))
		_clean(object.union(_serving({}, {"status": "unknown"}), {"kind": kind}))
		_clean(object.union(_agent({"status": "unknown"}), {"kind": kind}))
		_clean(object.union(_unsure, {"kind": kind}))
	}
	_clean(_agent({"status": "disabled"}))
}

test_missing_data_is_unknown if {
	_undecided(_agent({"unknown": ["purpose"]}), "purpose-unread", "what it is for could not be read")
	_undecided(_agent({"unknown": ["purposeRef"]}), "purpose-unread", "what it is for could not be read")
	_undecided(_agent({"status": "unknown"}), "subject-unknown", "it is not known whether it is still in use")
	_clean(_agent({"status": "unknown", "purpose": "sorts tickets"}))
	_undecided(_unsure, "subject-unknown", "it is not known whether it is still in use")
	_undecided(_serving({}, {"status": "unknown"}), "served-unknown", "how what it is for stands is not known")
	nowhere := _serving({"resolved": false, "holders": []}, _over)
	_undecided(nowhere, "served-unknown", "how what it is for stands is not known")
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_every_kind_of_machine_is_asked if {
	every kind in ["service", "agent", "workload"] {
		count(rule.deny) == 1 with data.estate as _estate
			with input as object.union(_agent({}), {"kind": kind})
	}
}

test_doubts_are_about_machines_that_may_be_here if {
	off := {"record": {"kind": "agent", "status": "disabled", "purpose": "sorts tickets"}, "serves": [_served({"status": "unknown"})]}
	_calm(object.union(_agent({}), {"identities": [fixture.user(off)]}))
	unsure := {"record": {"kind": "agent", "status": "unknown", "purpose": "sorts tickets"}, "serves": [_served({"status": "active"})]}
	_calm(object.union(_agent({}), {"identities": [fixture.user(unsure)]}))
	_calm(_agent({"purpose": "sorts tickets", "unknown": ["purposeRef"]}))
}

test_of_a_contract_its_end_counts if {
	_calm(_serving({}, {"status": "active", "since": "2025-01-01T00:00:00Z", "ends": "2026-11-01T00:00:00Z"}))
}
