package entitlint.rules.subject.grant_unbounded_temporary_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.grant_unbounded_temporary as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("grant-unbounded-temporary", "skew", "2026-11-22T07:45:00Z"),
	{
		"params": {"grant-unbounded-temporary": {"privileged": 43200, "other": 2592000, "skew": 900}},
		"sources": {"crm": {"role": "application", "grantEnds": true}},
	},
)

_finding(reason, text) := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": reason,
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": concat("", ["role/editor in crm was ", text, "."]),
}

_endless := _finding("endless", "given to account:crm/main/a7 for the moment, and has no end")

_ends(at) := _finding("too-long", concat("", ["given to account:crm/main/a7 for the moment, and ends only at ", at]))

_outside := _finding("outside", concat("", [
	"to be open to account:crm/main/a7 until 2026-11-22T07:44:59Z, ",
	"and is still there",
]))

_high(finding) := object.union(finding, {"severity": "high"})

_of(account, grant) := fixture.subject({"accounts": [object.union(
	fixture.account({"grants": [fixture.grant(grant)]}),
	account,
)]})

_jit(patch) := object.union({"record": {"source": "jit"}}, patch)

_from(grant) := _of({}, _jit(grant))

_granted(at, expires, more) := _from(object.union({"record": {"grantedAt": at}, "expires": expires}, more))

_window(to) := _of({}, {"record": {"window": {"to": to}}})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_right_for_the_moment_without_an_end_violates if {
	_found(_from({}), _endless)
	_found(_from({"privileged": true}), _high(_endless))
	_clean(_of({}, {}))
	_clean(_of({}, {"record": {"source": "manual"}}))
}

test_where_no_end_is_told_nothing_is_endless if {
	rule.deny == set() with input as _from({})
		with data.estate as object.union(_estate, {"sources": {"crm": {"role": "application", "grantEnds": false}}})
}

test_an_end_that_lies_too_far_off_violates if {
	_found(
		_granted("2026-11-21T08:00:00Z", "2026-12-21T08:00:01Z", {}),
		_ends("2026-12-21T08:00:01Z"),
	)
	_clean(_granted("2026-11-21T08:00:00Z", "2026-12-21T08:00:00Z", {}))
	_found(
		_granted("2026-11-22T00:00:00Z", "2026-11-22T12:00:01Z", {"privileged": true}),
		_high(_ends("2026-11-22T12:00:01Z")),
	)
	_clean(_granted("2026-11-22T00:00:00Z", "2026-11-22T12:00:00Z", {"privileged": true}))
	_clean(_granted("2026-01-01T00:00:00Z", "2026-11-22T07:59:59Z", {}))
}

test_since_when_it_is_measured if {
	end := {"record": {"source": "jit", "window": {"to": "2026-12-22T08:00:00Z"}}}
	_clean(_of({}, end))
	_found(
		_of({}, object.union(end, {"record": {"window": {"from": "2026-11-22T07:59:59Z"}}})),
		_ends("2026-12-22T08:00:00Z"),
	)
	_clean(_of({}, object.union(end, {"record": {
		"grantedAt": "2026-11-22T08:00:00Z",
		"window": {"from": "2026-11-01T00:00:00Z"},
	}})))
}

test_a_window_that_has_passed_violates if {
	_found(_window("2026-11-22T07:44:59Z"), _outside)
	_found(_of({}, {"privileged": true, "record": {"window": {"to": "2026-11-22T07:44:59Z"}}}), _high(_outside))
	_clean(_window("2026-11-22T07:45:00Z"))
	_clean(_window("2027-12-01T00:00:00Z"))
	_clean(_of({}, {"record": {"window": {"from": "2026-11-22T07:00:00Z"}}}))
}

test_what_was_decided_is_bounded_by_that if {
	_clean(_from({"declared": {"file": "access/roles/ops.yaml", "line": 3}}))
	_clean(_from({"record": {"approvalRef": "INC-7"}}))
}

test_what_gives_nothing_is_clean if {
	every patch in [
		{"denied": true},
		{"record": {"effect": "deny"}},
		{"record": {"eligibleOnly": true}},
	] {
		_clean(_from(patch))
	}
	_clean(_of({"record": {"status": "disabled"}}, _jit({})))
	_clean(_of({"record": {"status": "disabled"}}, _jit({"record": {"unknown": ["expiresAt"]}})))
	_clean(_of({"record": {"status": "disabled"}}, {"record": {"window": {"to": "2026-11-22T07:44:59Z"}}}))
	only_declared := {"declared": {"file": "f", "line": 1}, "record": {"window": {"to": "2026-11-22T07:44:59Z"}}}
	_clean(_of({"grants": [object.remove(fixture.grant(only_declared), ["observed"])]}, {}))
	every patch in [{"denied": true}, {"record": {"effect": "deny"}}, {"record": {"eligibleOnly": true}}] {
		_clean(_of({}, object.union(patch, {"record": {"window": {"to": "2026-11-22T07:44:59Z"}}})))
	}
}

test_missing_data_is_unknown if {
	every document, expected in {
		_of({"record": {"status": "unknown"}}, _jit({})): ["account-unknown", "the status of the account is not known"],
		_of({"record": {"status": "unknown"}}, _jit({"expires": "2027-11-23T08:00:00Z"})): [
			"account-unknown",
			"the status of the account is not known",
		],
		_of({"record": {"status": "unknown"}}, {"record": {"window": {"to": "2026-11-22T07:44:59Z"}}}): [
			"account-unknown",
			"the status of the account is not known",
		],
		_of({"record": {"status": "unknown"}}, _jit({"record": {"unknown": ["expiresAt"]}})): [
			"end-unread",
			"its end could not be read",
		],
		_from({"record": {"unknown": ["expiresAt"]}}): ["end-unread", "its end could not be read"],
	} {
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(_endless, {
			"reason": expected[0],
			"msg": concat("", [
				"Whether role/editor in crm, given to account:crm/main/a7 for the moment, ",
				"ends in time cannot be judged: ",
				expected[1],
				".",
			]),
		})} with input as document
			with data.estate as _estate
	}
	_clean(_of({"record": {"status": "unknown"}}, _jit({"expires": "2026-11-23T08:00:00Z"})))
	_clean(_from({"record": {"unknown": ["expiresAt"]}, "expires": "2026-11-23T08:00:00Z"}))
}

test_an_end_at_the_instant_of_reading_is_no_past_one if {
	_found(_granted("2026-01-01T00:00:00Z", "2026-11-22T08:00:00Z", {}), _ends("2026-11-22T08:00:00Z"))
}

test_what_is_given_for_good_needs_no_end if {
	_clean(_of({}, {"record": {"source": "manual", "window": {"to": "2026-11-23T08:00:00Z"}}}))
	_clean(_of({}, {"record": {"source": "manual", "unknown": ["expiresAt"]}}))
}

_doubted(document, reason, why) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_finding(reason, ""), {"msg": concat("", [
		"Whether role/editor in crm, given to account:crm/main/a7, ends in time cannot be judged: ",
		why,
		".",
	])})} with input as document
		with data.estate as _estate
}

test_what_may_have_been_given_for_the_moment_is_unknown if {
	why := "whether it was given for the moment is not told"
	unread := {"record": {"unknown": ["source"]}}
	_doubted(_of({}, unread), "source-unread", why)
	_doubted(_of({}, object.union(unread, {"expires": "2027-11-22T08:00:00Z"})), "source-unread", why)
	_clean(_of({}, object.union(unread, {"expires": "2026-11-23T08:00:00Z"})))
	_clean(_of({}, {"record": {"unknown": ["source"], "approvalRef": "CHG-1"}}))
	_found(_of({}, {"record": {"unknown": ["source"], "window": {"to": "2026-11-22T07:44:59Z"}}}), _outside)
}

test_what_came_nobody_knows_how_is_unknown_where_its_system_tells_it_of_others if {
	why := "whether it was given for the moment is not told"
	document := _of({}, {"record": {"source": "unknown"}, "expires": "2027-11-22T08:00:00Z"})
	telling := object.union(_estate, {"sources": {"crm": {"grantSources": true}}})
	rule.deny == set() with input as document with data.estate as telling
	{one.reason | some one in rule.unknown} == {"source-unread"} with input as document with data.estate as telling
	contains([one.msg | some one in rule.unknown][0], why) with input as document with data.estate as telling
	_clean(document)
}

test_a_window_that_could_not_be_read_is_unknown if {
	why := "until when it was to be open could not be read"
	_doubted(_of({}, {"record": {"unknown": ["window"]}}), "window-unread", why)
	_found(_of({}, {"record": {"source": "jit", "unknown": ["window"]}}), _endless)
	_clean(_of({"record": {"status": "disabled"}}, {"record": {"unknown": ["window"]}}))
}

test_where_it_is_told_how_rights_came_that_of_each_counts if {
	telling := object.union(_estate, {"sources": {"crm": {"grantSources": true}}})
	rule.deny == {_endless} with input as _from({}) with data.estate as telling
	rule.deny == set() with input as _of({}, {"record": {"source": "manual"}}) with data.estate as telling
	rule.unknown == set() with input as _of({}, {"record": {"source": "manual"}}) with data.estate as telling
}

test_a_window_that_has_passed_is_told_however_late_the_right_ends if {
	late := {"expires": "2027-11-22T08:00:00Z", "record": {"unknown": ["source"], "window": {"to": "2026-11-22T07:44:59Z"}}}
	_found(_of({}, late), _outside)
}
