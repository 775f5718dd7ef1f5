package entitlint.rules.subject.mover_attribute_drift_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.mover_attribute_drift as rule
import future.keywords.not

_person := {
	"of": "person",
	"name": "department",
	"path": ["department"],
	"top": "department",
	"from": ["hr"],
	"level": "authoritative",
	"transform": [],
}

_account := object.union(_person, {"of": "account", "name": "attributes.team", "path": ["attributes", "team"], "top": "attributes", "app": "*"})

_estate := _with(_person, {})

_with(word, patch) := object.union(
	fixture.limited("mover-attribute-drift", "sla", "2026-11-21T08:00:00Z"),
	{
		"authority": [object.union(word, patch)],
		"sources": {"hr": {"role": "authoritative-identity", "firstLook": "2026-01-01T06:00:00Z"}},
	},
)

_finding := {
	"id": "identity:okta/main/u7/department",
	"app": "okta",
	"reason": "differs",
	"identity": "identity:hr/main/7",
	"msg": "department of identity:okta/main/u7 is not the one of identity:hr/main/7, whose word counts.",
}

_of(worker, user) := fixture.subject({"identities": [
	object.union(fixture.worker({"record": {"department": "Sales"}}), worker),
	object.union(fixture.user({"record": {"department": "Finance"}}), user),
]})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_another_value_violates if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _of({}, {}) with data.estate as _estate
}

test_severity_follows_what_was_declared if {
	relevant := _with(_person, {"securityRelevant": true})
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of({}, {}) with data.estate as relevant
	advisory := _with(_person, {"level": "advisory", "securityRelevant": true})
	rule.deny == {object.union(_finding, {
		"reason": "advisory",
		"severity": "info",
		"msg": "department of identity:okta/main/u7 is not the one of identity:hr/main/7, whose word is asked.",
	})} with input as _of({}, {})
		with data.estate as advisory
}

test_the_same_value_is_clean if {
	_clean(_of({}, {"record": {"department": "Sales"}}))
}

test_values_are_made_alike_as_declared if {
	written := _of({}, {"record": {"department": " sales "}})
	rule.deny == {_finding} with input as written with data.estate as _estate
	every case in ["lowercase", "uppercase"] {
		rule.deny == set() with input as written with data.estate as _with(_person, {"transform": ["trim", case]})
	}
}

test_what_is_empty_says_nothing if {
	_clean(_of({}, {"record": {"department": ""}}))
	_clean(fixture.subject({"identities": [fixture.worker({"record": {"department": "Sales"}}), fixture.user({})]}))
	_clean(fixture.subject({"identities": [fixture.worker({}), fixture.user({"record": {"department": "Sales"}})]}))
}

test_a_value_of_another_form_says_nothing if {
	_clean(_of({}, {"record": {"department": 7}}))
}

test_the_order_of_several_values_means_nothing if {
	emails := _with(_person, {"name": "emails", "path": ["emails"], "top": "emails"})
	one := ["a@example.com", "b@example.com"]
	rule.deny == set() with input as _mailed(one, ["b@example.com", "a@example.com"]) with data.estate as emails
	count(rule.deny) == 1 with input as _mailed(one, ["a@example.com"]) with data.estate as emails
}

_mailed(here, there) := fixture.subject({"identities": [
	fixture.worker({"record": {"emails": [{"value": value} | some value in here]}}),
	fixture.user({"record": {"emails": [{"value": value} | some value in there]}}),
]})

test_the_first_system_that_tells_it_counts if {
	both := _with(_person, {"from": ["sap", "hr"]})
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as both
}

test_systems_whose_word_counts_are_not_held_against_each_other if {
	rule.deny == set() with input as _of({}, {}) with data.estate as _with(_person, {"from": ["hr", "okta"]})
}

test_what_has_just_changed_is_given_time if {
	_clean(_of({"changed": {"department": "2026-11-21T08:00:00Z"}}, {}))
	late := _of({"changed": {"department": "2026-11-21T07:59:59Z"}}, {})
	rule.deny == {_finding} with input as late with data.estate as _estate
}

test_somebody_who_has_just_come_is_given_time if {
	_clean(_of({"firstSeen": "2026-11-21T08:00:00Z"}, {}))
	rule.deny == {_finding} with input as _of({"firstSeen": "2026-11-21T07:59:59Z"}, {}) with data.estate as _estate
	first := object.union(_estate, {"sources": {"hr": {"firstLook": "2026-11-21T08:00:00Z"}}})
	rule.deny == {_finding} with input as _of({"firstSeen": "2026-11-21T08:00:00Z"}, {}) with data.estate as first
}

_holder(team) := fixture.subject({
	"identities": [fixture.worker({"record": {"attributes": {"team": "red"}}})],
	"accounts": [fixture.account({"record": {"attributes": {"team": team}}})],
})

test_fields_of_accounts_are_held_against_people if {
	rule.deny == {object.union(_finding, {
		"id": "account:crm/main/a7/attributes.team",
		"app": "crm",
		"msg": "attributes.team of account:crm/main/a7 is not the one of identity:hr/main/7, whose word counts.",
	})} with input as _holder("blue")
		with data.estate as _with(_account, {})
	rule.deny == set() with input as _holder("red") with data.estate as _with(_account, {})
	rule.deny == set() with input as _holder("blue") with data.estate as _with(_account, {"app": "wiki"})
	rule.deny == set() with input as _holder("blue") with data.estate as _with(_account, {"from": ["app", "hr"]})
}

test_leavers_are_for_other_rules if {
	_clean(_of({"record": {"status": "terminated", "department": "Sales"}}, {}))
}

test_what_could_not_be_read_is_unknown if {
	here := fixture.worker({"record": {"department": "Sales"}})
	every identities in [
		[here, fixture.user({"record": {"unknown": ["department"]}})],
		[fixture.worker({"record": {"unknown": ["department"]}}), fixture.user({"record": {"department": "Sales"}})],
	] {
		document := fixture.subject({"identities": identities})
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
			"reason": "field-unread",
			"msg": concat("", [
				"Whether department of identity:okta/main/u7 is the one of identity:hr/main/7 ",
				"cannot be judged: it could not be read.",
			]),
		})} with input as document
			with data.estate as _estate
	}
}

_held(worker, user, account) := fixture.subject({
	"identities": [
		fixture.user({"record": object.union({"attributes": {"team": "blue"}}, user)}),
		fixture.worker({"record": object.union({"attributes": {"team": "red"}}, worker)}),
	],
	"accounts": [fixture.account(object.union({"record": {"attributes": {"team": "green"}}}, account))],
})

_ids(document, word) := {one.id | some one in found} if {
	found := rule.deny with input as document with data.estate as word
}

test_each_word_is_about_people_or_about_accounts if {
	_ids(_held({}, {}, {}), _with(_account, {})) == {"account:crm/main/a7/attributes.team"}
	person := object.remove(object.union(_account, {"of": "person"}), ["app"])
	_ids(_held({}, {}, {}), _with(person, {})) == {"identity:okta/main/u7/attributes.team"}
}

test_account_of_somebody_who_left_is_clean if {
	left := {"status": "terminated", "statusChangedAt": "2026-11-01T00:00:00Z"}
	_ids(_held(left, {}, {}), _with(_account, {})) == set()
	_ids(_held({"status": "unknown"}, {}, {}), _with(_account, {})) == {"account:crm/main/a7/attributes.team"}
}

test_account_of_a_system_whose_word_counts_is_clean if {
	_ids(_held({}, {}, {"app": "okta"}), _with(_account, {"from": ["okta"]})) == set()
}

test_the_first_system_that_tells_anything_counts if {
	silent := _held({"attributes": {"team": ""}}, {}, {"record": {"attributes": {"team": "blue"}}})
	_ids(silent, _with(_account, {"from": ["hr", "okta"]})) == set()
	_ids(_held({"attributes": {"team": ""}}, {}, {}), _with(_account, {"from": ["hr", "okta"]})) == {"account:crm/main/a7/attributes.team"}
}

test_blanks_count_unless_they_are_declared_not_to if {
	document := _of({}, {"record": {"department": " Sales"}})
	count(_ids(document, _with(_person, {}))) == 1
	_ids(document, _with(_person, {"transform": ["trim"]})) == set()
}

test_of_an_address_its_text_counts if {
	document := fixture.subject({"identities": [
		fixture.worker({"record": {"emails": [{"value": "dana@example.com", "primary": true}]}}),
		fixture.user({"record": {"emails": [{"value": "dana@example.com"}]}}),
	]})
	_ids(document, _with(_person, {"name": "emails", "path": ["emails"], "top": "emails"})) == set()
}
