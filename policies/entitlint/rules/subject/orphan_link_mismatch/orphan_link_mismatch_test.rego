package entitlint.rules.subject.orphan_link_mismatch_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.orphan_link_mismatch as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"orphan-link-mismatch": {"tolerance": 86400, "migration": 604800}}})

_gone := {"id": "identity:okta/main/u3", "userName": "li", "lastSeen": "2026-06-01T06:00:00Z", "by": "userName"}

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "recycled-name",
	"account": "account:crm/main/a7",
	"identity": "identity:okta/main/u7",
	"msg": concat("", [
		"account:crm/main/a7 leads to identity:hr/main/7 by its userName; ",
		"by its userName it was there for identity:okta/main/u3 (li), last seen 2026-06-01T06:00:00Z.",
	]),
}

_of(user, account) := fixture.subject({
	"identities": [fixture.user(user)],
	"accounts": [fixture.account(object.union({"link": {"by": "userName"}, "created": "2025-01-01T00:00:00Z"}, account))],
})

_past(patch) := {"link": {"past": [object.union(_gone, patch)]}}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_name_that_somebody_gone_had_violates if {
	rule.deny == {_finding} with input as _of({}, _past({})) with data.estate as _estate
	rule.unknown == set() with input as _of({}, _past({})) with data.estate as _estate
}

test_a_key_that_leads_to_somebody_gone_violates if {
	every key in ["externalId", "assignment", "employeeId"] {
		rule.deny == {object.union(_finding, {"reason": "deleted-key", "msg": concat("", [
			"account:crm/main/a7 belongs to identity:hr/main/7 by its userName, and its ",
			key,
			" leads to identity:okta/main/u3 (li), last seen 2026-06-01T06:00:00Z.",
		])})} with input as _of({}, _past({"by": key}))
			with data.estate as _estate
	}
}

test_whoever_is_gone_may_have_no_name if {
	nameless := {"link": {"past": [object.remove(object.union(_gone, {"by": "externalId"}), ["userName"])]}}
	messages := {finding.msg | some finding in rule.deny} with input as _of({}, nameless) with data.estate as _estate
	messages == {concat("", [
		"account:crm/main/a7 belongs to identity:hr/main/7 by its userName, and its externalId ",
		"leads to identity:okta/main/u3, last seen 2026-06-01T06:00:00Z.",
	])}
}

_older(created) := {"created": created, "link": {"personCreated": "2026-05-02T00:00:00Z"}}

test_an_account_older_than_its_person_violates if {
	rule.deny == {object.union(_finding, {"reason": "older-account", "msg": concat("", [
		"account:crm/main/a7 was made at 2026-04-30T23:59:59Z, and identity:hr/main/7, to whom its userName leads, ",
		"is known only since 2026-05-02T00:00:00Z.",
	])})} with input as _of({}, _older("2026-04-30T23:59:59Z"))
		with data.estate as _estate
}

test_within_the_tolerance_is_clean if {
	_clean(_of({}, _older("2026-05-01T00:00:00Z")))
}

test_a_privileged_account_that_no_weak_key_links_names_whom_it_would if {
	document := fixture.subject({"id": "account:crm/main/a7", "accounts": [fixture.account(object.union(
		_older("2026-01-01T00:00:00Z"),
		{
			"privileged": true,
			"link": {
				"situation": "unlinked",
				"by": "userName",
				"candidates": ["identity:okta/main/u7"],
				"personCreated": "2026-05-02T00:00:00Z",
			},
		},
	))]})
	rule.deny == {object.union(object.remove(_finding, ["identity"]), {"reason": "older-account", "msg": concat("", [
		"account:crm/main/a7 was made at 2026-01-01T00:00:00Z, and identity:okta/main/u7, to whom its userName leads, ",
		"is known only since 2026-05-02T00:00:00Z.",
	])})} with input as document
		with data.estate as _estate
}

_seen(at) := object.union(_of({"firstSeen": "2026-09-01T06:00:00Z"}, {}), {"accounts": [object.union(
	object.remove(_of({}, _past({})).accounts[0], ["created"]),
	{"firstSeen": at},
)]})

test_without_a_day_of_making_what_was_first_seen_counts if {
	rule.deny == {_finding} with input as _seen("2026-09-01T05:59:59Z") with data.estate as _estate
	_clean(_seen("2026-09-01T06:00:00Z"))
}

test_a_link_by_a_key_that_is_no_name_is_clean if {
	_clean(_of({}, {"link": {"by": "employeeId"}}))
}

test_a_record_that_came_when_the_other_went_is_the_same_person if {
	_clean(_of({"firstSeen": "2026-06-08T06:00:00Z"}, _past({})))
	_clean(_of({"firstSeen": "2026-06-08T06:00:00Z"}, _past({"by": "externalId"})))
	rule.deny == {_finding} with input as _of({"firstSeen": "2026-06-08T06:00:01Z"}, _past({})) with data.estate as _estate
}

test_two_who_were_there_together_are_two_people if {
	rule.deny == {_finding} with input as _of({"firstSeen": "2026-06-01T06:00:00Z"}, _past({})) with data.estate as _estate
}

test_a_link_by_hand_is_clean if {
	_clean(_of({}, {"link": {"by": "manual"}}))
}

test_what_cannot_be_used_is_clean if {
	_clean(_of({}, object.union(_past({}), {"record": {"status": "disabled"}})))
}

test_an_unknown_status_is_unknown if {
	document := _of({}, object.union(_past({}), {"record": {"status": "unknown"}}))
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether it matters that account:crm/main/a7 may have been somebody else's cannot be judged: ",
			"its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_an_account_that_was_nobody_elses_is_not_doubted if {
	_clean(_of({}, {"record": {"status": "unknown"}}))
}

test_only_a_record_of_the_same_directory_takes_over if {
	document := _of({"firstSeen": "2026-10-01T06:00:00Z"}, _past({}))
	beside := array.concat(document.identities, [fixture.worker({"firstSeen": "2026-06-02T06:00:00Z"})])
	count(rule.deny) == 1 with input as object.union(document, {"identities": beside}) with data.estate as _estate
}

test_an_age_that_could_not_be_read_is_unknown if {
	unread := fixture.subject({
		"identities": [fixture.user({})],
		"accounts": [fixture.account({
			"record": {"unknown": ["createdAt"]},
			"link": {"by": "userName", "personCreated": "2026-05-02T00:00:00Z"},
		})],
	})
	rule.deny == set() with input as unread with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "created-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7 is older than identity:hr/main/7, to whom its userName leads, ",
			"cannot be judged: when it was made could not be read.",
		]),
	})} with input as unread
		with data.estate as _estate
	alone := fixture.account({"record": {"unknown": ["createdAt"]}, "link": {"by": "userName"}})
	_clean(object.union(unread, {"accounts": [alone]}))
	off := object.union(unread.accounts[0], {"record": {"status": "disabled"}})
	_clean(object.union(unread, {"accounts": [off]}))
	keyed := object.union(unread.accounts[0], _past({"by": "externalId"}))
	rule.unknown == set() with input as object.union(unread, {"accounts": [keyed]}) with data.estate as _estate
}

test_an_age_that_its_system_never_tells_or_that_is_known_all_the_same_is_not_doubted if {
	link := {"by": "userName", "personCreated": "2026-05-02T00:00:00Z"}
	users := {"identities": [fixture.user({})]}
	_clean(fixture.subject(object.union(users, {"accounts": [fixture.account({"link": link})]})))
	known := {"record": {"unknown": ["createdAt"]}, "created": "2026-05-02T00:00:00Z", "link": link}
	_clean(fixture.subject(object.union(users, {"accounts": [fixture.account(known)]})))
}
