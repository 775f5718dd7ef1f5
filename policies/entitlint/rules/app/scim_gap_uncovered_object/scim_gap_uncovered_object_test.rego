package entitlint.rules.app.scim_gap_uncovered_object_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.scim_gap_uncovered_object as rule
import future.keywords.not

_estate(channel) := fixture.estate_with({
	"apps": {"crm": {"channel": channel}},
	"params": {"scim-gap-uncovered-object": {"ignored": ["license"]}},
})

_entry(patch) := object.union(
	{
		"kind": "project",
		"count": 9,
		"held": 7,
		"untold": 0,
		"uncovered": {"governed": 0, "mighty": 0, "harmless": 0, "other": 0},
		"examples": ["billing", "search"],
	},
	patch,
)

_covers := {"users": ["create"], "groups": false, "entitlements": ["role"]}

_app(entry) := fixture.app({"covers": _covers, "entitlements": [_entry(entry)]})

_finding := {
	"id": "app:crm/project",
	"app": "crm",
	"reason": "uncovered",
	"severity": "medium",
	"msg": concat("", [
		"2 of 7 entitlements of the kind project that somebody holds in crm lie outside what its channel carries ",
		"(billing, search).",
	]),
}

_clean(document, channel) if {
	rule.deny == set() with input as document with data.estate as _estate(channel)
	rule.unknown == set() with input as document with data.estate as _estate(channel)
}

test_what_the_channel_leaves_out_violates_once_a_kind if {
	every channel in ["scim", "connector", "jit", "batch"] {
		rule.deny == {_finding} with input as _app({"uncovered": {"other": 2}}) with data.estate as _estate(channel)
	}
}

test_what_is_privileged_is_high if {
	document := _app({"uncovered": {"mighty": 1, "other": 1}})
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as document with data.estate as _estate("scim")
}

test_what_is_not_named_is_hinted_at if {
	told := object.union(_finding, {"msg": concat("", [
		"3 of 7 entitlements of the kind project that somebody holds in crm lie outside what its channel carries ",
		"(billing, search …).",
	])})
	rule.deny == {told} with input as _app({"uncovered": {"other": 3}}) with data.estate as _estate("scim")
}

test_licences_are_clean if {
	_clean(_app({"kind": "license", "uncovered": {"other": 7}}), "scim")
	_clean(_app({"kind": "license", "untold": 3}), "scim")
	_clean(object.remove(_app({"kind": "license"}), ["covers"]), "scim")
}

test_defaults_and_what_only_reads_are_clean if _clean(_app({"uncovered": {"harmless": 7}}), "scim")

test_what_roles_decide_is_clean if _clean(_app({"uncovered": {"governed": 7}}), "scim")

test_what_the_channel_carries_is_clean if _clean(_app({}), "scim")

test_applications_that_nobody_provisions_are_clean if {
	every channel in ["manual", "none", "unknown"] {
		_clean(_app({"uncovered": {"other": 7}}), channel)
		_clean(_app({"untold": 3}), channel)
		_clean(object.remove(_app({}), ["covers"]), channel)
	}
	_clean(object.remove(_app({"uncovered": {"other": 7}}), ["declared"]), "scim")
	_clean(object.union(_app({"uncovered": {"other": 7}}), {"flat": true}), "scim")
}

test_the_source_does_not_know if {
	rule.unknown == {{
		"id": "app:crm/project",
		"app": "crm",
		"reason": "coverage-unknown",
		"msg": concat("", [
			"Whether the channel of crm carries entitlements of the kind project cannot be judged: ",
			"of 3 of them the source does not know.",
		]),
	}} with input as _app({"untold": 3}) with data.estate as _estate("scim")
}

test_nobody_declared_what_the_channel_carries if {
	undeclared := object.remove(_app({}), ["covers"])
	rule.deny == set() with input as undeclared with data.estate as _estate("scim")
	rule.unknown == {{
		"id": "app:crm",
		"app": "crm",
		"reason": "coverage-undeclared",
		"msg": concat("", [
			"Which permissions the channel of crm carries cannot be judged: ",
			"its access file does not say what the channel covers.",
		]),
	}} with input as undeclared with data.estate as _estate("scim")
	_clean(object.union(undeclared, {"entitlements": [_entry({"held": 0})]}), "scim")
}

test_the_systems_own_word_is_enough if {
	told := object.remove(_app({"uncovered": {"other": 2}}), ["covers"])
	rule.deny == {_finding} with input as told with data.estate as _estate("scim")
	rule.unknown == set() with input as told with data.estate as _estate("scim")
}

test_what_the_source_does_not_know_is_told_once if {
	document := object.remove(_app({"untold": 3}), ["covers"])
	reasons := [finding.reason | some finding in rule.unknown] with input as document with data.estate as _estate("scim")
	reasons == ["coverage-unknown"]
}
