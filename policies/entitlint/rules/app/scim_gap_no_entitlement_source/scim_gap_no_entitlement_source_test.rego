package entitlint.rules.app.scim_gap_no_entitlement_source_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.scim_gap_no_entitlement_source as rule
import future.keywords.not

_estate(patch) := fixture.estate_with({"apps": {"crm": object.union(
	{"channel": "scim", "tier": 2, "ssoRequired": false},
	patch,
)}})

_reads(kinds) := fixture.app({"kinds": [{"kind": kind, "completeness": completeness, "count": 3} |
	some kind, completeness in kinds
]})

_finding := {
	"id": "app:crm",
	"app": "crm",
	"reason": "unread",
	"msg": "crm is provisioned, and no source reads its permissions and who holds them.",
}

_clean(document, app) if rule.deny == set() with input as document with data.estate as _estate(app)

test_provisioned_application_without_permissions_violates if {
	every kinds in [{}, {"account": "full"}, {"account": "full", "entitlement": "full"}] {
		rule.deny == {_finding} with input as _reads(kinds) with data.estate as _estate({})
	}
}

test_every_channel_that_runs_by_itself_provisions if {
	every channel in ["scim", "connector", "jit", "batch"] {
		rule.deny == {_finding} with input as _reads({}) with data.estate as _estate({"channel": channel})
	}
}

test_application_that_nothing_reads_violates if {
	by_hand := object.union(
		_finding,
		{"msg": "crm has accounts that are given by hand, and no source reads its permissions and who holds them."},
	)
	document := object.remove(fixture.app({}), ["role"])
	rule.deny == {by_hand} with input as document with data.estate as _estate({"channel": "manual"})
}

test_what_could_not_be_read_to_the_end_violates if {
	expected := object.union(_finding, {
		"reason": "incomplete",
		"msg": "crm is provisioned, and its permissions, or who holds them, could not be read to the end.",
	})
	every kinds in [{"entitlement": "full", "grant": "partial"}, {"entitlement": "denied", "grant": "full"}] {
		rule.deny == {expected} with input as _reads(kinds) with data.estate as _estate({})
	}
}

test_the_most_important_applications_are_high if {
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _reads({})
		with data.estate as _estate({"tier": 1})
}

test_single_sign_on_is_enough_to_be_concerned if {
	signed := object.union(
		_finding,
		{"msg": "crm takes single sign-on, and no source reads its permissions and who holds them."},
	)
	rule.deny == {signed} with input as _reads({}) with data.estate as _estate({"channel": "none", "ssoRequired": true})
}

test_application_whose_permissions_are_read_is_clean if {
	_clean(_reads({"entitlement": "full", "grant": "asserted"}), {})
	_clean(_reads({"entitlement": "scoped", "grant": "full"}), {})
}

test_flat_applications_are_clean if _clean(object.union(_reads({}), {"flat": true}), {})

test_groups_of_a_directory_are_its_permissions if {
	directory := {"role": "directory"}
	_clean(object.union(_reads({"membership": "full"}), directory), {})
	rule.deny == {_finding} with input as object.union(_reads({"identity": "full"}), directory)
		with data.estate as _estate({})
}

test_application_without_any_way_in_is_clean if {
	_clean(_reads({}), {"channel": "none"})
	_clean(_reads({}), {"channel": "unknown"})
}

test_application_that_nobody_declared_is_clean if {
	_clean(object.remove(_reads({}), ["declared"]), {})
	_clean(object.remove(_reads({}), ["declared"]), {"channel": "none", "ssoRequired": true})
}
