package entitlint.rules.group.group_local_managed_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.group.group_local_managed as rule
import future.keywords.not

_estate := fixture.limited("group-local-managed", "grace", "2026-11-21T08:00:00Z")

_entry(patch) := object.union({"id": "membership:crm/main/m7", "member": "account:crm/main/a7"}, patch)

_of(entries, patch) := object.union(
	fixture.group({"filledBy": [fixture.filling({})], "byHand": entries, "byHandCount": count(entries)}),
	patch,
)

_finding := {
	"id": "membership:crm/main/m7",
	"app": "crm",
	"reason": "by-hand",
	"severity": "medium",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 was put into crew of crm by hand, and crew of okta fills it.",
}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_member_by_hand_violates if {
	rule.deny == {_finding} with input as _of([_entry({})], {}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of([_entry({})], {"privileged": true})
		with data.estate as _estate
}

test_whoever_did_it_is_named if {
	told := "account:crm/main/a7 was put into crew of crm by hand of account:crm/main/boss, and crew of okta fills it."
	by_boss := _entry({"addedBy": "account:crm/main/boss"})
	rule.deny == {object.union(_finding, {"msg": told})} with input as _of([by_boss], {}) with data.estate as _estate
}

test_a_group_by_hand_has_no_account if {
	told := "group:crm/main/g2 was put into crew of crm by hand, and crew of okta fills it."
	inner := object.union(object.remove(_finding, ["account"]), {"msg": told})
	rule.deny == {inner} with input as _of([_entry({"member": "group:crm/main/g2"})], {}) with data.estate as _estate
}

test_where_all_are_by_hand_it_is_said_once if {
	entries := [_entry({"id": id}) | some id in ["membership:crm/main/m1", "membership:crm/main/m2", "membership:crm/main/m3"]]
	rule.deny == {{
		"id": "group:crm/main/g1",
		"app": "crm",
		"reason": "by-hand",
		"severity": "medium",
		"msg": "All 3 members of crew of crm were added by hand, although crew of okta is to fill it.",
	}} with input as _of(entries, {}) with data.estate as _estate
}

test_a_member_within_the_grace_is_clean if {
	_clean(_of([_entry({"addedAt": "2026-11-21T08:00:01Z"})], {}))
	rule.deny == {_finding} with input as _of([_entry({"addedAt": "2026-11-21T08:00:00Z"})], {}) with data.estate as _estate
}

test_members_for_emergencies_are_clean if _clean(_of([_entry({"breakGlass": true})], {}))

test_whoever_made_the_group_is_clean if _clean(_of([_entry({"addedBy": "account:crm/main/a7"})], {}))

test_drift_is_told_by_another_rule if {
	extra := {"id": "identity:hr/main/7", "membership": "membership:crm/main/m7"}
	_clean(_of([_entry({})], {"filledBy": [fixture.filling({"extra": [extra]})]}))
}

test_groups_that_nothing_was_added_to_are_clean if _clean(fixture.group({"filledBy": [fixture.filling({})]}))

test_how_members_came_is_not_known if {
	rule.unknown == {{
		"id": "group:crm/main/g1",
		"app": "crm",
		"reason": "source-unknown",
		"msg": "Whether 2 of the members of crew of crm were added by hand cannot be judged: how they came is not known.",
	}} with input as _of([], {"untold": 2}) with data.estate as _estate
}

test_all_by_hand_this_morning_is_clean if {
	now := {"addedAt": "2026-11-22T07:00:00Z"}
	entries := [_entry(now), _entry(object.union(now, {"id": "membership:crm/main/m8", "member": "account:crm/main/a8"}))]
	_clean(_of(entries, {"members": {"direct": 2, "people": 2}}))
}

test_the_only_member_is_told_by_name if {
	rule.deny == {_finding} with input as _of([_entry({})], {"members": {"direct": 1, "people": 1}})
		with data.estate as _estate
}

test_nothing_untold_is_clean if _clean(_of([], {"untold": 0}))
