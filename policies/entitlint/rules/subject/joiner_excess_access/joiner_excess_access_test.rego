package entitlint.rules.subject.joiner_excess_access_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.joiner_excess_access as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("joiner-excess-access", "window", "2026-10-23T08:00:00Z"),
	{"sources": {"crm": {"role": "application", "firstLook": "2026-01-01T06:00:00Z"}}},
)

_exhaustive := object.union(_estate, {"apps": {"crm": {"mode": "exhaustive"}}})

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "excess",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"account:crm/main/a7 is new since 2026-11-16T08:00:00Z and holds role/editor in crm, ",
		"which no role of theirs gives and nobody approved.",
	]),
}

_of(worker, account, grant, more) := fixture.subject(object.union(
	{
		"identities": [fixture.worker(worker)],
		"accounts": [object.union(
			fixture.account({"grants": [fixture.grant(object.union({"listed": true}, grant))]}),
			account,
		)],
	},
	more,
))

_new := {"created": "2026-11-16T08:00:00Z"}

_clean(document) if rule.deny == set() with input as document with data.estate as _estate

test_newcomer_with_more_violates if {
	rule.deny == {_finding} with input as _of({}, _new, {}, {}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of({}, _new, {"privileged": true}, {})
		with data.estate as _estate
}

test_the_window_ends if {
	_clean(_of({}, {"created": "2026-10-23T08:00:00Z"}, {}, {}))
	count(rule.deny) == 1 with input as _of({}, {"created": "2026-10-23T08:00:01Z"}, {}, {}) with data.estate as _estate
}

test_the_person_may_be_what_is_new if {
	started := {"record": {"startDate": "2026-11-16"}}
	count(rule.deny) == 1 with input as _of(started, {"created": "2020-01-01T00:00:00Z"}, {}, {}) with data.estate as _estate
}

test_first_seen_counts_after_the_first_look_alone if {
	_clean(_of({}, {"firstSeen": "2026-01-01T06:00:00Z"}, {}, {}))
	seen := _of({}, {"firstSeen": "2026-11-16T08:00:00Z"}, {}, {})
	rule.deny == {_finding} with input as seen with data.estate as _estate
	early := object.union(_estate, {"sources": {"crm": {"firstLook": "2026-11-16T08:00:00Z"}}})
	rule.deny == set() with input as seen with data.estate as early
}

test_a_person_who_was_not_there_at_the_first_look_is_new if {
	known := object.union(_estate, {"sources": {"hr": {"firstLook": "2026-01-01T06:00:00Z"}}})
	arrived := _of({"firstSeen": "2026-11-16T08:00:00Z"}, {"created": "2020-01-01T00:00:00Z"}, {}, {})
	rule.deny == {_finding} with input as arrived with data.estate as known
	rule.deny == set() with input as arrived with data.estate as object.union(
		known,
		{"sources": {"hr": {"firstLook": "2026-11-16T08:00:00Z"}}},
	)
}

test_what_is_declared_default_or_approved_is_clean if {
	_clean(_of({}, _new, {"declared": {"file": "a", "line": 1}}, {}))
	_clean(_of({}, _new, {"isDefault": true}, {}))
	_clean(_of({}, _new, {"record": {"approvalRef": "REQ-7"}}, {}))
	approvals := [{"of": "grant:crm/main/g1", "at": "2026-11-16T08:00:00Z", "ref": "REQ-7"}]
	_clean(_of({}, _new, {}, {"approvals": approvals}))
}

test_machines_and_ended_accounts_are_left_alone if {
	_clean(_of({}, _new, {}, {"kind": "service"}))
	_clean(_of({}, object.union(_new, {"record": {"status": "disabled"}}), {}, {}))
}

test_roles_have_to_decide_about_it if {
	unnamed := fixture.subject({
		"identities": [fixture.worker({})],
		"accounts": [fixture.account({"created": "2026-11-16T08:00:00Z", "grants": [fixture.grant({})]})],
	})
	_clean(unnamed)
	rule.deny == {_finding} with input as unnamed with data.estate as _exhaustive
}

test_a_role_of_unread_attributes_is_unknown if {
	document := _of({}, _new, {"unsettled": "everybody"}, {})
	_clean(document)
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "selector-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7 may hold role/editor in crm cannot be judged: ",
			"the role everybody is given by attributes that no source reads.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_each_kind_of_person_can_be_new if {
	every kind in ["human", "external", "unknown"] {
		count(rule.deny) == 1 with input as _of({}, _new, {}, {"kind": kind}) with data.estate as _estate
	}
}

test_whoever_is_gone_or_holds_nothing_any_more_is_clean if {
	_clean(_of({"record": {"status": "terminated", "statusChangedAt": "2026-11-20T12:00:00Z"}}, _new, {}, {}))
	_clean(_of({}, _new, {"expires": "2026-11-20T08:00:00Z"}, {}))
}

test_what_is_told_counts_before_what_was_seen if {
	seen := object.union(_estate, {"sources": {"hr": {
		"role": "authoritative-identity",
		"firstLook": "2026-01-01T06:00:00Z",
	}}})
	old := _of({"record": {"startDate": "2020-01-01"}, "firstSeen": "2026-11-16T08:00:00Z"}, {}, {}, {})
	rule.deny == set() with input as old with data.estate as seen
	_clean(_of({}, {"created": "2020-01-01T00:00:00Z", "firstSeen": "2026-11-16T08:00:00Z"}, {}, {}))
}

test_the_approval_of_something_else_is_none if {
	other := {"approvals": [{"of": "grant:crm/main/g2", "at": "2026-11-17T08:00:00Z", "ref": "REQ-7"}]}
	rule.deny == {_finding} with input as _of({}, _new, {}, other) with data.estate as _estate
}
