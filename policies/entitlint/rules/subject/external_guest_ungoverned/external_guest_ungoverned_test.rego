package entitlint.rules.subject.external_guest_ungoverned_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.external_guest_ungoverned as rule
import future.keywords.not

_estate := _with({}, ["ends", "sponsors"])

_with(params, guests) := fixture.estate_with({
	"params": {"external-guest-ungoverned": object.union({"partners": []}, params)},
	"cutoffs": {system: {"external-guest-ungoverned": {"longest": "2025-11-22T08:00:00Z"}} | some system in ["okta", "crm"]},
	"sources": {system: {"role": "directory", "guests": guests} | some system in ["okta", "crm"]},
})

_finding := {
	"id": "account:okta/main/u7",
	"app": "okta",
	"reason": "no-end",
	"account": "account:okta/main/u7",
	"identity": "identity:okta/main/u7",
	"msg": "account:okta/main/u7 is a guest in okta, and nothing says until when.",
}

_account(patch) := fixture.account(object.union(
	{"record": {"id": "account:okta/main/u7", "app": "okta"}, "app": "okta", "kind": "external"},
	patch,
))

_end := "2027-03-31T23:59:59Z"

_guest(user, account, more) := fixture.subject(object.union(
	{
		"id": "identity:okta/main/u7",
		"kind": "external",
		"home": "okta",
		"identities": [fixture.user(object.union({"record": {"kind": "external"}}, user))],
		"accounts": [_account(account)],
		"owners": [fixture.owner({"source": "system"})],
	},
	more,
))

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_guest_without_an_end_violates if {
	rule.deny == {_finding} with input as _guest({}, {}, {}) with data.estate as _estate
	rule.unknown == set() with input as _guest({}, {}, {}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _guest({}, {"privileged": true}, {})
		with data.estate as _estate
}

test_with_an_end_and_a_sponsor_it_is_clean if {
	_clean(_guest({}, {"expires": _end}, {}))
	_clean(_guest({"expires": _end}, {}, {}))
}

test_an_end_that_lies_far_ahead_is_low if {
	_clean(_guest({}, {"expires": "2027-11-22T08:00:00Z"}, {}))
	rule.deny == {object.union(_finding, {
		"reason": "far-end",
		"severity": "low",
		"msg": "account:okta/main/u7 is a guest in okta, and it ends only at 2027-11-22T08:00:01Z.",
	})} with input as _guest({}, {"expires": "2027-11-22T08:00:01Z"}, {})
		with data.estate as _estate
}

test_nobody_who_answers_violates if {
	rule.deny == {object.union(_finding, {
		"reason": "no-sponsor",
		"msg": "account:okta/main/u7 is a guest in okta, and nobody here answers for them.",
	})} with input as _guest({}, {"expires": _end}, {"owners": []})
		with data.estate as _estate
}

test_whoever_answered_has_left if {
	left := {"owners": [fixture.owner_in({"status": "terminated"})]}
	rule.deny == {object.union(_finding, {
		"reason": "sponsor-inactive",
		"msg": concat("", [
			"account:okta/main/u7 is a guest in okta, and nobody of those who answer for them ",
			"is here any more (person:ana@example.com).",
		]),
	})} with input as _guest({}, {"expires": _end}, left)
		with data.estate as _estate
	one_here := {"owners": [fixture.owner_in({"status": "terminated"}), fixture.owner({})]}
	_clean(_guest({}, {"expires": _end}, one_here))
}

test_until_any_guest_has_one_it_is_told_once if {
	unused := _with({}, [])
	rule.deny == set() with input as _guest({}, {}, {"owners": []}) with data.estate as unused
	rule.unknown == {_undecided("ends-unused", "no guest of the system has an end or a sponsor")}
		with input as _guest({}, {}, {"owners": []})
		with data.estate as unused
}

test_ends_alone_ask_for_no_sponsor if {
	rule.deny == set() with input as _guest({}, {"expires": _end}, {"owners": []}) with data.estate as _with({}, ["ends"])
	rule.deny == set() with input as _guest({}, {}, {}) with data.estate as _with({}, ["sponsors"])
}

test_a_guest_whom_no_directory_knows_is_judged_by_the_account if {
	document := fixture.subject({
		"id": "account:crm/main/a7",
		"accounts": [fixture.account({"kind": "external", "link": {"situation": "unmatched"}})],
	})
	ends := _with({}, ["ends"])
	rule.deny == {{
		"id": "account:crm/main/a7",
		"app": "crm",
		"reason": "no-end",
		"account": "account:crm/main/a7",
		"msg": "account:crm/main/a7 is a guest in crm, and nothing says until when.",
	}} with input as document
		with data.estate as ends
}

test_further_accounts_of_a_guest_are_the_same_guest if {
	document := object.union(_guest({}, {}, {}), {"accounts": [_account({}), fixture.account({"kind": "external"})]})
	rule.deny == {_finding} with input as document with data.estate as _estate
}

test_guests_of_a_partner_are_clean if {
	partners := _with({"partners": ["*@partner.example.com"]}, ["ends"])
	every document in [
		_guest({"record": {"emails": [{"value": "li@Partner.example.com"}]}}, {}, {}),
		_guest({}, {"record": {"userName": "li@partner.example.com"}}, {}),
		_guest({}, {"record": {"emails": [{"value": "li@partner.example.com"}]}}, {}),
	] {
		rule.deny == set() with input as document with data.estate as partners
	}
	other := _guest({"record": {"emails": [{"value": "li@other.example.com"}]}}, {}, {})
	rule.deny == {_finding} with input as other with data.estate as partners
}

test_invited_contractors_and_machines_are_clean if {
	_clean(_guest({}, {"record": {"status": "invited"}}, {}))
	_clean(_guest({}, {"record": {"status": "disabled"}}, {}))
	_clean(object.union(_guest({}, {}, {}), {"identities": [
		fixture.worker({}),
		fixture.user({"record": {"kind": "external"}}),
	]}))
	_clean(_guest({}, {}, {"registry": fixture.registry({})}))
	_clean(fixture.subject({"identities": [fixture.user({})], "accounts": [_account({"kind": "human"})]}))
}

test_access_that_ends_by_itself_is_clean if {
	_clean(_guest({}, {"grants": [fixture.grant({"expires": _end})]}, {}))
	rule.deny == {_finding} with input as _guest({}, {"grants": [fixture.grant({"expires": _end}), fixture.grant({})]}, {})
		with data.estate as _estate
}

_undecided(reason, text) := object.union(object.remove(_finding, ["identity"]), {"reason": reason, "msg": concat("", [
	"Whether the guest account:okta/main/u7 is governed cannot be judged: ",
	text,
	".",
])})

test_missing_data_is_unknown if {
	not_read := "who answers for them could not be read"
	not_known := "whether anybody who answers for them is still here is not known"
	every case in [
		[_guest({}, {"record": {"status": "unknown"}}, {}), "account-unknown", "whether it can be used is not known"],
		[_guest({}, {"record": {"unknown": ["expiresAt"]}}, {}), "end-unread", "its end could not be read"],
		[_guest({"record": {"unknown": ["sponsors"]}}, {"expires": _end}, {"owners": []}), "sponsor-unknown", not_read],
		[_guest({}, {"expires": _end}, {"owners": [fixture.owner_in({"status": "unknown"})]}), "sponsor-unknown", not_known],
	] {
		rule.deny == set() with input as case[0] with data.estate as _estate
		rule.unknown == {_undecided(case[1], case[2])} with input as case[0] with data.estate as _estate
	}
}

test_somebody_without_a_record_is_a_guest_where_the_account_says_so if {
	alone := {"identities": [], "kind": "human"}
	_clean(_guest({}, {"kind": "human"}, alone))
	count(rule.deny) == 1 with input as _guest({}, {}, alone) with data.estate as _estate
}

test_an_end_is_told_by_the_accounts_own_record if {
	_clean(_guest({"expires": "2040-01-01T00:00:00Z"}, {"expires": _end}, {}))
	_clean(_guest({"expires": _end}, {"record": {"unknown": ["expiresAt"]}}, {}))
	other := fixture.user({"record": {"id": "identity:entra/main/u9", "kind": "external"}, "system": "entra", "expires": _end})
	own := fixture.user({"record": {"kind": "external"}})
	rule.deny == {_finding} with input as _guest({}, {}, {"identities": [own, other]}) with data.estate as _estate
}

test_one_who_is_here_settles_who_answers if {
	unknown_one := fixture.owner_in({"status": "unknown"})
	_clean(_guest({}, {"expires": _end}, {"owners": [unknown_one, fixture.owner({})]}))
	_clean(_guest({"record": {"unknown": ["sponsors"]}}, {"expires": _end}, {}))
}
