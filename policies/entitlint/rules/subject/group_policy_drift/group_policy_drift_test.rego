package entitlint.rules.subject.group_policy_drift_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.group_policy_drift as rule
import future.keywords.not

_limited := fixture.limited("group-policy-drift", "sla", "2026-11-21T08:00:00Z")

_mode(mode) := object.union(_limited, {"apps": {"crm": {"mode": mode}}})

_extra := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "extra",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "role/editor in crm is held by account:crm/main/a7, and nothing that was declared gives it.",
}

_member := {
	"id": "membership:crm/main/m1",
	"group": "group:crm/main/payers",
	"name": "payers",
	"system": "crm",
	"observedAt": fixture.now,
	"observed": true,
	"listed": true,
}

_stray_member := {
	"id": "membership:crm/main/m1",
	"app": "crm",
	"reason": "extra",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 is in the group payers of crm, and nothing that was declared puts it there.",
}

_awaited := {
	"id": "identity:hr/main/7/entitlement:crm/main/e1",
	"kind": "entitlement",
	"target": "entitlement:crm/main/e1",
	"system": "crm",
	"name": "role/editor",
	"role": "editors",
	"by": "member",
	"declared": {"file": "access/roles/editors.yaml", "line": 4},
	"since": "2026-11-20T08:00:00Z",
}

_missing := {
	"id": "identity:hr/main/7/entitlement:crm/main/e1",
	"app": "crm",
	"reason": "missing",
	"severity": "low",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"role/editor in crm was declared at access/roles/editors.yaml:4 for identity:hr/main/7, ",
		"and is not there since 2026-11-20T08:00:00Z.",
	]),
}

_of(worker, account, more) := fixture.subject(object.union(
	{"identities": [fixture.worker(worker)], "accounts": [fixture.account(account)]},
	more,
))

_holder(patch) := _of({}, {"grants": [fixture.grant(object.union({"listed": true}, patch))]}, {})

_in_group(patch) := _of({}, {"memberships": [object.union(_member, patch)]}, {})

_expecting(patch) := _of({}, {}, {"expected": [object.union(_awaited, patch)]})

_clean(document, mode) if {
	rule.deny == set() with input as document with data.estate as _mode(mode)
	rule.unknown == set() with input as document with data.estate as _mode(mode)
}

test_what_no_role_gives_violates_where_the_mode_says_so if {
	rule.deny == {_extra} with input as _holder({}) with data.estate as _mode("listed")
	rule.deny == {_extra} with input as _holder({}) with data.estate as _mode("exhaustive")
	_clean(_holder({}), "observe")
}

test_listed_asks_only_for_what_a_role_names if {
	unnamed := _of({}, {"grants": [fixture.grant({})]}, {})
	_clean(unnamed, "listed")
	rule.deny == {_extra} with input as unnamed with data.estate as _mode("exhaustive")
}

test_privileged_is_high_and_other_ways_are_told if {
	rule.deny == {object.union(_extra, {"severity": "high"})} with input as _holder({"privileged": true})
		with data.estate as _mode("listed")
	one := object.union(_extra, {"msg": concat("", [
		"role/editor in crm is held by account:crm/main/a7 (and in another way), ",
		"and nothing that was declared gives it.",
	])})
	rule.deny == {one} with input as _holder({"otherWays": 1}) with data.estate as _mode("listed")
	two := object.union(_extra, {"msg": concat("", [
		"role/editor in crm is held by account:crm/main/a7 (and in 2 other ways), ",
		"and nothing that was declared gives it.",
	])})
	rule.deny == {two} with input as _holder({"otherWays": 2}) with data.estate as _mode("listed")
}

test_what_is_declared_denied_over_or_from_above_is_clean if {
	every patch in [
		{"declared": {"file": "a", "line": 1}},
		{"byParent": true},
		{"denied": true},
		{"record": {"effect": "deny"}},
		{"record": {"window": {"to": "2026-11-21T08:00:00Z"}}},
		{"record": {"window": {"from": "2026-12-21T08:00:00Z"}}},
		{"expires": "2026-11-21T08:00:00Z"},
	] {
		_clean(_holder(patch), "exhaustive")
	}
}

test_what_everybody_gets_is_never_extra if {
	_clean(_holder({"isDefault": true}), "exhaustive")
}

test_leavers_and_ended_accounts_are_left_to_other_rules if {
	gone := fixture.subject({
		"identities": [fixture.leaver],
		"accounts": [fixture.account({"grants": [fixture.grant({"listed": true})]})],
	})
	_clean(gone, "listed")
	ended := _of({}, {"record": {"status": "disabled"}, "grants": [fixture.grant({"listed": true})]}, {})
	_clean(ended, "listed")
}

test_a_line_that_ended_leaves_time_to_take_away if {
	_clean(_holder({"lapsed": "2026-11-21T08:00:00Z"}), "listed")
	rule.deny == {_extra} with input as _holder({"lapsed": "2026-11-21T07:59:59Z"}) with data.estate as _mode("listed")
}

test_a_mover_has_time_to_hand_over if {
	cutoffs := {"crm": {"mover-residual-grant": {"grace": "2026-11-15T08:00:00Z"}}}
	estate := object.union(_mode("listed"), {"cutoffs": cutoffs})
	just := _holder({"former": {"role": "payers", "until": "2026-11-15T08:00:00Z"}})
	rule.deny == set() with input as just with data.estate as estate
	long := _holder({"former": {"role": "payers", "until": "2026-11-15T07:59:59Z"}})
	rule.deny == {_extra} with input as long with data.estate as estate
}

test_a_group_that_no_role_gives_violates_with_all_it_brings if {
	document := _of(
		{}, {
			"memberships": [_member],
			"grants": [fixture.grant({"listed": true, "via": ["group:crm/main/payers"]})],
		},
		{},
	)
	rule.deny == {_stray_member} with input as document with data.estate as _mode("listed")
	high := object.union(_stray_member, {"severity": "high"})
	rule.deny == {high} with input as _in_group({"privileged": true}) with data.estate as _mode("listed")
}

test_dynamic_groups_and_memberships_that_are_over_are_clean if {
	_clean(_in_group({"byRule": true}), "listed")
	_clean(_in_group({"expires": "2026-11-21T08:00:00Z"}), "listed")
	_clean(_in_group({"declared": {"file": "a", "line": 1}}), "listed")
	_clean(_in_group({"lapsed": "2026-11-22T07:00:00Z"}), "listed")
}

test_a_role_of_unread_attributes_is_unknown if {
	document := _holder({"unsettled": "everybody"})
	rule.deny == set() with input as document with data.estate as _mode("listed")
	msg := concat("", [
		"Whether identity:hr/main/7 may have role/editor in crm cannot be judged: ",
		"the role everybody is given by attributes that no source reads.",
	])
	told := object.union(object.remove(_extra, ["identity"]), {"reason": "selector-unread", "msg": msg})
	rule.unknown == {told} with input as document with data.estate as _mode("listed")
	group := _in_group({"unsettled": "everybody"})
	rule.deny == set() with input as group with data.estate as _mode("listed")
	count(rule.unknown) == 1 with input as group with data.estate as _mode("listed")
}

test_missing_after_the_time_to_apply_it if {
	rule.deny == {_missing} with input as _expecting({}) with data.estate as _mode("observe")
	rule.deny == set() with input as _expecting({"since": "2026-11-21T08:00:00Z"}) with data.estate as _mode("observe")
	late := _expecting({"since": "2026-11-21T07:59:59Z"})
	count(rule.deny) == 1 with input as late with data.estate as _mode("observe")
}

test_what_begins_later_or_is_not_known_since_when_is_not_missing if {
	_clean(_expecting({"from": "2026-12-01T00:00:00Z"}), "listed")
	document := _of({}, {}, {"expected": [object.remove(_awaited, ["since"])]})
	rule.deny == set() with input as document with data.estate as _mode("listed")
	rule.unknown == {{
		"id": "identity:hr/main/7/entitlement:crm/main/e1",
		"app": "crm",
		"reason": "since-unknown",
		"msg": concat("", [
			"Whether role/editor in crm should be there by now for identity:hr/main/7 cannot be judged: ",
			"nothing tells since when access/roles/editors.yaml:4 declares it.",
		]),
	}} with input as document
		with data.estate as _mode("listed")
}

test_nobody_misses_who_is_away_or_has_not_started if {
	every status in ["staged", "leave", "suspended", "terminated", "unknown"] {
		document := _of({"record": {"status": status}}, {}, {"expected": [_awaited]})
		rule.deny == set() with input as document with data.estate as _mode("listed")
	}
}

test_a_registered_machine_is_missed_too if {
	registry := {"id": "nhi:etl", "kind": "service", "declared": {"file": "a", "line": 1}}
	document := fixture.subject({"kind": "service", "registry": registry, "expected": [_awaited]})
	count(rule.deny) == 1 with input as document with data.estate as _mode("listed")
}

test_what_a_group_brings_comes_with_the_group if {
	group := object.union(_awaited, {"id": "identity:hr/main/7/group:crm/main/g", "kind": "group", "target": "group:crm/main/g"})
	document := _of({}, {}, {"expected": [group, object.union(_awaited, {"via": ["group:crm/main/g"]})]})
	ids := {finding.id | some finding in rule.deny} with input as document with data.estate as _mode("listed")
	ids == {"identity:hr/main/7/group:crm/main/g"}
}

test_lines_of_another_format_are_missed_likewise if {
	at := {"declared": {"file": "teams.yaml", "line": 9}, "since": "2026-11-20T08:00:00Z"}
	membership := object.remove(object.union(_member, at), ["observed"])
	by_group := object.remove(fixture.grant(object.union(at, {"via": ["group:crm/main/payers"]})), ["observed"])
	own := object.remove(fixture.grant(object.union(at, {"record": {"id": "grant:crm/main/g2"}})), ["observed"])
	document := _of({}, {"memberships": [membership], "grants": [by_group, own]}, {})
	found := {[finding.id, finding.reason] | some finding in rule.deny} with input as document
		with data.estate as _mode("listed")
	found == {["membership:crm/main/m1", "missing"], ["grant:crm/main/g2", "missing"]}
}

_person(identity, account, more) := fixture.subject(object.union(
	{"identities": [identity], "accounts": [fixture.account(account)]},
	more,
))

test_memberships_of_leavers_are_told_elsewhere if {
	_clean(_person(fixture.leaver, {"memberships": [_member]}, {}), "exhaustive")
	_clean(_person(fixture.worker({}), {"memberships": [object.remove(_member, ["listed"])]}, {}), "observe")
}

test_a_membership_that_ends_at_the_reading_still_counts if {
	ending := object.union(_member, {"expires": fixture.now})
	rule.deny == {_stray_member} with input as _person(fixture.worker({}), {"memberships": [ending]}, {})
		with data.estate as _mode("listed")
}

test_what_is_to_hold_from_now_on_is_missing if {
	document := _person(fixture.worker({}), {}, {"expected": [object.union(
		_awaited,
		{"from": fixture.now, "since": "2026-11-15T08:00:00Z"},
	)]})
	reasons := {finding.reason | some finding in rule.deny} with input as document with data.estate as _mode("listed")
	reasons == {"missing"}
}

_declared(entry) := object.remove(
	object.union(entry, {"declared": {"file": "f", "line": 1}, "since": "2026-11-15T08:00:00Z"}),
	["observed"],
)

test_nobody_who_left_misses_anything if {
	_clean(_person(fixture.leaver, {"memberships": [_declared(_member)]}, {}), "listed")
	_clean(_person(fixture.leaver, {"grants": [_declared(fixture.grant({}))]}, {}), "listed")
}

test_a_right_that_denies_is_not_missed if {
	_clean(_person(fixture.worker({}), {"grants": [_declared(fixture.grant({"record": {"effect": "deny"}}))]}, {}), "listed")
}

test_what_a_group_brings_is_awaited_with_the_group_alone if {
	there := object.union(_member, {"declared": {"file": "f", "line": 1}})
	grant := _declared(fixture.grant({"via": ["group:crm/main/payers"]}))
	document := _person(fixture.worker({}), {"memberships": [there], "grants": [grant]}, {})
	ids := {finding.id | some finding in rule.deny} with input as document with data.estate as _mode("listed")
	ids == {"grant:crm/main/g1"}
}

# By `joiner-timing`, unless that rule cannot be judged there.
test_a_newcomer_without_any_account_is_told_once if {
	document := fixture.subject({
		"identities": [fixture.worker({})],
		"expected": [object.union(_awaited, {"birthright": true, "since": "2026-11-15T08:00:00Z"})],
	})
	_clean(document, "listed")
	blind := object.union(_mode("listed"), {"blind": {"joiner-timing": {"crm": {"code": "denied", "text": "denied"}}}})
	reasons := {finding.reason | some finding in rule.deny} with input as document with data.estate as blind
	reasons == {"missing"}
}
