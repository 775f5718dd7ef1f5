package entitlint.rules.group.group_nested_unpropagated_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.group.group_nested_unpropagated as rule
import future.keywords.not

_estate := fixture.limited("group-nested-unpropagated", "sla", "2026-11-21T08:00:00Z")

_person(patch) := object.union({"id": "identity:hr/main/7", "status": "active", "nested": true}, patch)

_of(filling) := fixture.group({"filledBy": [fixture.filling(filling)]})

_missing := {
	"id": "group:crm/main/g1",
	"app": "crm",
	"reason": "nested",
	"msg": concat("", [
		"crew of okta fills crew of crm, and nested groups do not come through: ",
		"1 person in it alone (identity:hr/main/7).",
	]),
}

_beyond := {
	"id": "group:crm/main/g1",
	"app": "crm",
	"reason": "nested",
	"severity": "medium",
	"msg": concat("", [
		"crew of okta fills crew of crm, and nested groups do not come through: ",
		"1 person in crew of crm alone (identity:hr/main/7).",
	]),
}

_clean(document) if rule.deny == set() with input as document with data.estate as _estate

test_nested_members_that_do_not_arrive_violate if {
	rule.deny == {_missing} with input as _of({"missing": [_person({})]}) with data.estate as _estate
}

test_nested_members_beyond_the_directory_violate if {
	rule.deny == {_beyond} with input as _of({"extra": [_person({})]}) with data.estate as _estate
	privileged := object.union(_of({"extra": [_person({})]}), {"privileged": true})
	rule.deny == {object.union(_beyond, {"severity": "high"})} with input as privileged with data.estate as _estate
}

test_both_are_told_together if {
	both := object.union(_beyond, {"msg": concat("", [
		"crew of okta fills crew of crm, and nested groups do not come through: ",
		"1 person in it alone (identity:hr/main/7); 1 person in crew of crm alone (identity:hr/main/8).",
	])})
	other := _person({"id": "identity:hr/main/8"})
	rule.deny == {both} with input as _of({"missing": [_person({})], "extra": [other]}) with data.estate as _estate
}

test_direct_members_are_of_another_rule if {
	direct := object.remove(_person({}), ["nested"])
	_clean(_of({"missing": [direct], "extra": [direct]}))
}

test_groups_by_rule_may_still_be_worked_out if _clean(_of({"missing": [_person({})], "byRule": true}))

test_whoever_cannot_sign_in_or_is_for_emergencies_is_clean if {
	every patch in [{"status": "disabled"}, {"breakGlass": true}, {"since": "2026-11-21T08:00:01Z"}] {
		_clean(_of({"missing": [_person(patch)], "extra": [_person(patch)]}))
	}
	_clean(_of({"missing": [object.remove(_person({}), ["status"])]}))
}

test_equal_groups_are_clean if {
	_clean(_of({}))
	_clean(fixture.group({}))
}
