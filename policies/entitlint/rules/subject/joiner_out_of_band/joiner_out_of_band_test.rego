package entitlint.rules.subject.joiner_out_of_band_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.joiner_out_of_band as rule
import future.keywords.not

_estate := _with("scim")

_with(channel) := object.union(
	fixture.limited("joiner-out-of-band", "since", "2026-08-24T08:00:00Z"),
	{
		"apps": {"crm": {"channel": channel, "creates": true}},
		"sources": {"crm": {"role": "application", "firstLook": "2026-06-01T06:00:00Z"}},
	},
)

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "out-of-band",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 came by hand at 2026-11-01T00:00:00Z, beside the channel scim of crm.",
}

_of(account, more) := fixture.subject(object.union(
	{
		"identities": [fixture.worker({})],
		"accounts": [object.union(
			fixture.account({"record": {"provenance": "manual"}, "created": "2026-11-01T00:00:00Z"}),
			account,
		)],
	},
	more,
))

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_an_account_made_by_hand_violates if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _of({}, {}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of({"privileged": true}, {})
		with data.estate as _estate
}

test_each_way_has_its_words if {
	every provenance, text in {"manual": "by hand", "import": "by an import", "jit": "by itself at the first sign-in"} {
		rule.deny == {object.union(_finding, {"msg": concat("", [
			"account:crm/main/a7 came ",
			text,
			" at 2026-11-01T00:00:00Z, beside the channel scim of crm.",
		])})} with input as _of({"record": {"provenance": provenance}}, {})
			with data.estate as _estate
	}
}

test_what_the_channel_made_is_clean if {
	_clean(_of({"record": {"provenance": "scim"}}, {}))
	_clean(_of({"record": {"provenance": "connector"}}, {}))
	_clean(_of({"record": {"provenance": "system"}}, {}))
}

test_each_channel_has_its_own_way if {
	every channel, provenance in {"jit": "jit", "batch": "import", "connector": "scim"} {
		document := _of({"record": {"provenance": provenance}}, {})
		rule.deny == set() with input as document with data.estate as _with(channel)
	}
	rule.deny == set() with input as _of({}, {}) with data.estate as _with("manual")
	rule.deny == set() with input as _of({}, {}) with data.estate as _with("none")
}

test_without_a_channel_that_creates_nothing_is_beside_it if {
	undeclared := object.union(_estate, {"apps": {"crm": {"channel": "scim", "creates": false}}})
	rule.deny == set() with input as _of({}, {}) with data.estate as undeclared
}

test_exactly_at_the_limit_is_old if {
	_clean(_of({"created": "2026-08-24T08:00:00Z"}, {}))
	count(rule.deny) == 1 with input as _of({"created": "2026-08-24T08:00:01Z"}, {}) with data.estate as _estate
}

_seen(at) := object.union(_of({}, {}), {"accounts": [object.union(
	object.remove(_of({}, {}).accounts[0], ["created"]),
	{"firstSeen": at},
)]})

test_first_sight_counts_after_the_first_look_alone if {
	rule.deny == {_finding} with input as _seen("2026-11-01T00:00:00Z") with data.estate as _estate
	late := object.union(_estate, {"sources": {"crm": {"firstLook": "2026-11-01T00:00:00Z"}}})
	rule.deny == set() with input as _seen("2026-11-01T00:00:00Z") with data.estate as late
}

test_an_account_that_was_adopted_or_approved_is_clean if {
	_clean(_of({"link": {"by": "manual"}}, {}))
	_clean(_of({}, {"approvals": [{"of": "account:crm/main/a7", "at": "2026-11-01T00:00:00Z", "ref": "REQ-7"}]}))
	_clean(_of({}, {"registry": fixture.registry({})}))
}

test_guests_invitations_and_what_cannot_be_used_are_clean if {
	_clean(_of({"kind": "external"}, {}))
	_clean(_of({"record": {"status": "invited"}}, {}))
	_clean(_of({"record": {"status": "disabled"}}, {}))
}

test_how_it_came_is_not_told if {
	hidden := object.union(_of({}, {}), {"accounts": [fixture.account({"created": "2026-11-01T00:00:00Z"})]})
	every document in [_of({"record": {"provenance": "unknown"}}, {}), hidden] {
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {_undecided("provenance-unknown", "how it came is not told")} with input as document
			with data.estate as _estate
	}
}

test_an_unknown_status_is_unknown if {
	document := _of({"record": {"status": "unknown"}}, {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {_undecided("account-unknown", "its status is not known")} with input as document
		with data.estate as _estate
}

test_when_it_came_could_not_be_read if {
	document := object.union(_of({}, {}), {"accounts": [object.remove(
		_of({"record": {"unknown": ["createdAt"]}}, {}).accounts[0],
		["created"],
	)]})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {_undecided("created-unread", "when it came is not told")} with input as document
		with data.estate as _estate
}

test_what_was_there_at_the_first_look_may_be_new_while_that_is_not_long_ago if {
	first := object.union(_estate, {"sources": {"crm": {"firstLook": "2026-11-01T00:00:00Z"}}})
	rule.unknown == {_undecided("created-unread", "when it came is not told")} with data.estate as first
		with input as _seen("2026-11-01T00:00:00Z")
	long_ago := object.union(_estate, {"sources": {"crm": {"firstLook": "2026-08-24T07:59:59Z"}}})
	rule.unknown == set() with input as _seen("2026-08-24T07:59:59Z") with data.estate as long_ago
	limit := object.union(_estate, {"sources": {"crm": {"firstLook": "2026-08-24T08:00:00Z"}}})
	count(rule.unknown) == 1 with input as _seen("2026-08-24T08:00:00Z") with data.estate as limit
}

test_when_it_came_matters_of_what_can_be_used_alone if {
	every patch in [
		{"firstSeen": "2026-08-01T00:00:00Z"},
		{"record": {"status": "disabled"}},
		{"record": {"provenance": "scim"}},
	] {
		_clean(object.union(_of({}, {}), {"accounts": [object.union(
			object.remove(_of({"record": {"unknown": ["createdAt"]}}, {}).accounts[0], ["created"]),
			patch,
		)]}))
	}
}

_undecided(reason, text) := object.union(object.remove(_finding, ["identity"]), {"reason": reason, "msg": concat("", [
	"Whether account:crm/main/a7 came beside the channel of crm cannot be judged: ",
	text,
	".",
])})

test_each_channel_has_its_proper_ways if {
	every channel, ways in {
		"scim": ["scim", "connector"],
		"connector": ["scim", "connector"],
		"jit": ["scim", "connector", "jit"],
		"batch": ["scim", "connector", "import"],
	} {
		every way in ways {
			document := _of({"record": {"provenance": way, "status": "unknown"}}, {})
			rule.unknown == set() with input as document with data.estate as _with(channel)
		}
	}
}

test_what_no_channel_is_to_make_is_clean if {
	_clean(_of({"record": {"provenance": "system", "status": "unknown"}}, {}))
	every kind in ["system", "external", "break-glass"] {
		_clean(_of({"kind": kind}, {}))
	}
	_clean(_of({"record": {"provenance": "unknown", "status": "disabled"}}, {}))
	_clean(_of({"created": "2019-01-01T00:00:00Z", "firstSeen": "2026-11-01T00:00:00Z"}, {}))
}

test_unknown_in_every_way_is_in_doubt if {
	document := _of({"record": {"provenance": "unknown", "status": "unknown"}}, {})
	reasons := {finding.reason | some finding in rule.unknown} with input as document with data.estate as _estate
	reasons == {"account-unknown"}
}

test_without_a_way_that_is_told_its_date_does_not_matter if {
	untold := object.remove(
		fixture.account({"record": {"provenance": "unknown", "unknown": ["createdAt"]}}),
		["created"],
	)
	_clean(_of({}, {"accounts": [untold]}))
}

test_the_approval_of_another_account_is_none if {
	other := {"approvals": [{"of": "account:crm/main/a8", "at": "2026-11-01T00:00:00Z", "ref": "REQ-7"}]}
	rule.deny == {_finding} with input as _of({}, other) with data.estate as _estate
}
