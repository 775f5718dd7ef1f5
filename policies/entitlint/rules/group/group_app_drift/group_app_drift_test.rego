package entitlint.rules.group.group_app_drift_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.group.group_app_drift as rule
import future.keywords.not

_estate := fixture.estate_with({
	"params": {"group-app-drift": {"most": 2}},
	"cutoffs": {"crm": {"group-app-drift": {"sla": "2026-11-21T08:00:00Z"}}},
})

_person(patch) := object.union(
	{
		"id": "identity:hr/main/7",
		"membership": "membership:crm/main/m7",
		"account": "account:crm/main/a7",
		"status": "active",
	},
	patch,
)

_named(name) := {"id": concat("", ["identity:hr/main/", name]), "status": "active"}

_of(filling) := fixture.group({"filledBy": [fixture.filling(filling)]})

_extra := {
	"id": "membership:crm/main/m7",
	"app": "crm",
	"reason": "extra",
	"severity": "medium",
	"account": "account:crm/main/a7",
	"msg": "identity:hr/main/7 is in crew of crm and not in crew of okta, which fills it.",
}

_missing := {
	"id": "group:crm/main/g1",
	"app": "crm",
	"reason": "missing",
	"severity": "low",
	"msg": "1 person of crew of okta with an account in crm not in crew of crm: identity:hr/main/7.",
}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_somebody_whom_the_directory_does_not_have_there_violates if {
	rule.deny == {_extra} with input as _of({"extra": [_person({})]}) with data.estate as _estate
	privileged := object.union(_of({"extra": [_person({})]}), {"privileged": true})
	rule.deny == {object.union(_extra, {"severity": "high"})} with input as privileged with data.estate as _estate
}

test_somebody_without_a_record_of_their_own_is_named_below_the_group if {
	bare := object.remove(_person({}), ["membership", "account"])
	below := object.union(object.remove(_extra, ["account"]), {"id": "group:crm/main/g1/identity:hr/main/7"})
	rule.deny == {below} with input as _of({"extra": [bare]}) with data.estate as _estate
}

test_more_than_the_most_are_one_finding if {
	many := [_named(name) | some name in ["a", "b", "c"]]
	expected := {
		"id": "group:crm/main/g1",
		"app": "crm",
		"reason": "extra",
		"severity": "medium",
		"msg": concat("", [
			"3 people of 3 people in crew of crm are not in crew of okta, which fills it: ",
			"identity:hr/main/a, identity:hr/main/b, identity:hr/main/c.",
		]),
	}
	rule.deny == {expected} with input as _of({"extra": many}) with data.estate as _estate
	rule.deny == {object.union(expected, {"msg": replace(expected.msg, "3 people of", "3 people or more of")})} with input as _of({"extra": many, "left": 9})
		with data.estate as _estate
}

test_somebody_whom_the_application_lacks_is_low if {
	rule.deny == {_missing} with input as _of({"missing": [_person({})]}) with data.estate as _estate
}

test_nested_members_are_of_another_rule if {
	_clean(_of({"extra": [_person({"nested": true})], "missing": [_person({"nested": true})]}))
}

test_whoever_cannot_sign_in_is_neither_too_many_nor_missing if {
	every status in ["disabled", "staged", "deleted"] {
		_clean(_of({"extra": [_person({"status": status})], "missing": [_person({"status": status})]}))
	}
}

test_changes_on_their_way_are_clean if {
	_clean(_of({"extra": [_person({"since": "2026-11-21T08:00:01Z"})], "missing": [_person({"since": "2026-11-21T08:00:01Z"})]}))
	rule.deny == {_extra} with input as _of({"extra": [_person({"since": "2026-11-21T08:00:00Z"})]})
		with data.estate as _estate
}

test_accounts_for_emergencies_are_clean if {
	_clean(_of({"extra": [_person({"breakGlass": true})], "missing": [_person({"breakGlass": true})]}))
}

test_equal_groups_and_groups_that_nothing_fills_are_clean if {
	_clean(_of({}))
	_clean(fixture.group({}))
}

test_the_directorys_group_is_not_known if {
	every state, text in {"gone": "does not exist", "unread": "was not read"} {
		rule.unknown == {{
			"id": "group:crm/main/g1",
			"app": "crm",
			"reason": "source-unread",
			"msg": concat("", [
				"Whether crew of crm has the right members cannot be judged: group:okta/main/d1, which fills it, ",
				text,
				".",
			]),
		}} with input as _of({"state": state}) with data.estate as _estate
	}
}

test_members_of_whom_nobody_knows_whose_they_are if {
	rule.unknown == {{
		"id": "group:crm/main/g1",
		"app": "crm",
		"reason": "members-unsettled",
		"msg": concat("", [
			"Whether 2 of the members of crew of crm belong there cannot be judged: ",
			"nobody can say whose they are.",
		]),
	}} with input as _of({"unsettled": 2}) with data.estate as _estate
}

test_whose_account_has_no_known_status_is_not_missing if {
	_clean(_of({"missing": [_person({"status": "unknown"})]}))
	_clean(_of({"missing": [object.remove(_person({}), ["status", "account"])]}))
}
