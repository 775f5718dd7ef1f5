package entitlint.rules.subject.leaver_used_after_revocation_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leaver_used_after_revocation as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"leaver-used-after-revocation": {"skew": 900}}})

_used := {"used": "2026-11-21T10:00:00Z"}

_about := {"app": "crm", "reason": "inactive", "identity": "identity:hr/main/7"}

_key_of := {"id": "credential:crm/main/k1", "credential": "credential:crm/main/k1"}

_account_of := {"id": "account:crm/main/a7", "account": "account:crm/main/a7"}

_found(id, more) := object.union_n([
	_about, {"msg": concat("", [
		id,
		" was used at 2026-11-21T10:00:00Z, after its subject had become inactive since 2026-11-20T12:00:00Z.",
	])},
	more,
])

_account_found := _found("account:crm/main/a7", _account_of)

_key_found := object.union(_found("credential:crm/main/k1", _key_of), {"reason": "key"})

_with(identity, account, key) := fixture.subject({
	"identities": [identity],
	"accounts": [fixture.account(account)],
	"credentials": [fixture.credential(key)],
})

_of(identity, activity) := _with(identity, {"activity": activity}, {})

test_login_of_a_leaver_violates if {
	rule.deny == {_account_found} with input as _of(fixture.leaver, _used) with data.estate as _estate
	rule.unknown == set() with input as _of(fixture.leaver, _used) with data.estate as _estate
}

test_key_used_by_a_leaver_violates if {
	document := _with(fixture.leaver, {}, {"activity": _used})
	rule.deny == {_key_found} with input as document with data.estate as _estate
}

test_directory_of_a_leaver_used_violates if {
	user := fixture.user({"activity": _used})
	document := fixture.subject({"identities": [fixture.leaver, user]})
	rule.deny == {_found("identity:okta/main/u7", {
		"id": "identity:okta/main/u7",
		"identity": "identity:okta/main/u7",
		"app": "okta",
	})} with input as document
		with data.estate as _estate
}

test_use_of_somebody_here_is_clean if {
	rule.deny == set() with input as _of(fixture.worker({}), _used) with data.estate as _estate
	rule.unknown == set() with input as _of(fixture.worker({}), _used) with data.estate as _estate
	again := fixture.subject({
		"identities": [fixture.leaver, fixture.worker({})],
		"accounts": [fixture.account({"activity": _used})],
	})
	rule.deny == set() with input as again with data.estate as _estate
}

test_use_within_the_skew_is_clean if {
	at := {"used": "2026-11-20T12:15:00Z"}
	rule.deny == set() with input as _of(fixture.leaver, at) with data.estate as _estate
	later := {"used": "2026-11-20T12:15:01Z"}
	count(rule.deny) == 1 with input as _of(fixture.leaver, later) with data.estate as _estate
}

test_use_on_the_day_of_the_departure_is_clean if {
	same_day := {"used": "2026-11-20T23:59:59Z", "usedFrom": "2026-11-20T00:00:00Z"}
	rule.deny == set() with input as _of(fixture.leaver, same_day) with data.estate as _estate
	rule.unknown == set() with input as _of(fixture.leaver, same_day) with data.estate as _estate
	next_day := {"used": "2026-11-21T23:59:59Z", "usedFrom": "2026-11-21T00:00:00Z"}
	rule.deny == {object.union(_account_found, {"msg": concat("", [
		"account:crm/main/a7 was used on or after 2026-11-21T00:00:00Z, ",
		"after its subject had become inactive since 2026-11-20T12:00:00Z.",
	])})} with input as _of(fixture.leaver, next_day)
		with data.estate as _estate
}

test_no_use_that_is_told_is_clean if {
	every activity in [{"never": true}, {"used": "2026-11-19T10:00:00Z"}] {
		rule.deny == set() with input as _of(fixture.leaver, activity) with data.estate as _estate
		rule.unknown == set() with input as _of(fixture.leaver, activity) with data.estate as _estate
	}
	rule.deny == set() with input as _with(fixture.leaver, {}, {}) with data.estate as _estate
}

test_departure_before_anybody_looked_is_a_lower_bound if {
	gone := fixture.worker({"record": {"status": "disabled"}, "firstSeen": "2026-11-20T12:00:00Z"})
	rule.deny == {object.union(_account_found, {"msg": concat("", [
		"account:crm/main/a7 was used at 2026-11-21T10:00:00Z, ",
		"after its subject had become inactive at least since 2026-11-20T12:00:00Z.",
	])})} with input as _of(gone, _used)
		with data.estate as _estate
	rule.unknown == set() with input as _of(gone, _used) with data.estate as _estate
}

_off(kind) := object.union(kind, {
	"reason": "disabled",
	"msg": concat("", [kind.id, " was used at 2026-11-21T10:00:00Z, after it had been switched off at 2026-11-20T12:00:00Z."]),
})

test_account_used_after_it_was_disabled_violates if {
	told := {"record": {"status": "disabled", "disabledAt": "2026-11-20T12:00:00Z"}, "activity": _used}
	seen := {"record": {"status": "disabled"}, "statusSince": "2026-11-20T12:00:00Z", "activity": _used}
	every account in [told, seen] {
		rule.deny == {_off(object.union(_about, _account_of))} with data.estate as _estate
			with input as _with(fixture.worker({}), account, {})
	}
}

test_key_used_after_it_was_revoked_violates if {
	every status in ["revoked", "disabled"] {
		key := {"record": {"status": status}, "statusSince": "2026-11-20T12:00:00Z", "activity": _used}
		rule.deny == {_off(object.union(_about, _key_of))} with data.estate as _estate
			with input as _with(fixture.worker({}), {}, key)
	}
}

_doubtful(reason, text) := {object.union_n([_about, _account_of, {"reason": reason, "msg": concat("", [
	"Whether account:crm/main/a7 was used after it was to end cannot be judged: ",
	text,
	".",
])}])}

test_attempts_that_failed_are_no_uses if {
	document := _of(fixture.leaver, object.union(_used, {"includesFailures": true}))
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == _doubtful("failures-counted", "attempts that failed are counted as uses") with data.estate as _estate
		with input as document
}

test_use_of_unknown_exactness_is_undecided if {
	document := _of(fixture.leaver, object.union(_used, {"granularity": "unknown"}))
	rule.deny == set() with input as document with data.estate as _estate
	text := "nothing says how exact the time of its last use is"
	rule.unknown == _doubtful("use-inexact", text) with input as document with data.estate as _estate
}

test_departure_that_could_not_be_read_is_undecided if {
	unread := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})
	text := "since when its subject is inactive could not be read"
	rule.unknown == _doubtful("since-unread", text) with input as _of(unread, _used) with data.estate as _estate
	rule.deny == set() with input as _of(unread, _used) with data.estate as _estate
}

test_departure_before_anybody_looked_and_use_before_that_is_undecided if {
	gone := fixture.worker({"record": {"status": "disabled"}, "firstSeen": "2026-11-22T06:00:00Z"})
	text := "nothing tells since when its subject is inactive"
	rule.unknown == _doubtful("since-untold", text) with input as _of(gone, _used) with data.estate as _estate
	rule.deny == set() with input as _of(gone, _used) with data.estate as _estate
	_quiet(_of(gone, {"never": true}))
	here := fixture.worker({"firstSeen": "2026-11-22T06:00:00Z"})
	_quiet(_of(here, _used))
}

test_use_between_two_readings_is_undecided if {
	gone := [{"id": "identity:hr/main/7", "lastSeen": "2026-11-21T06:00:00Z"}]
	dropped := fixture.user({"authoritative": "deleted", "gone": gone})
	about := {"identity": "identity:okta/main/u7"}
	text := "its subject disappeared between two readings, and it was used between them"
	expected := {object.union(one, about) | some one in _doubtful("since-unknown", text)}
	rule.unknown == expected with input as _of(dropped, _used) with data.estate as _estate
	rule.deny == set() with input as _of(dropped, _used) with data.estate as _estate
	before := {"used": "2026-11-21T05:00:00Z"}
	rule.unknown == set() with input as _of(dropped, before) with data.estate as _estate
}

_quiet(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_unread := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})

_disabled := {"record": {"status": "disabled", "disabledAt": "2026-11-20T12:00:00Z"}, "activity": _used}

test_what_was_never_switched_off_is_clean if {
	_quiet(_with(fixture.worker({}), {"activity": _used, "statusSince": "2026-11-20T12:00:00Z"}, {}))
	_quiet(_with(fixture.worker({}), {"activity": _used, "record": {"disabledAt": "2026-11-20T12:00:00Z"}}, {}))
	_quiet(_with(fixture.worker({}), {}, {"activity": _used, "statusSince": "2026-11-20T12:00:00Z"}))
}

test_whose_account_it_is_has_to_be_settled if {
	every situation in ["linked", "unlinked", "unmatched"] {
		document := _with(fixture.worker({}), object.union(_disabled, {"link": {"situation": situation}}), {})
		count(rule.deny) == 1 with input as document with data.estate as _estate
	}
	_quiet(_with(fixture.worker({}), object.union(_disabled, {"link": {"situation": "disputed"}}), {}))
}

test_doubts_about_what_was_not_used_in_vain_are_none if {
	_quiet(_with(_unread, {"activity": {"never": true}}, {}))
	_quiet(_of(fixture.worker({}), object.union(_used, {"includesFailures": true})))
	_quiet(_of(fixture.worker({}), object.union(_used, {"granularity": "unknown"})))
	_quiet(_of(fixture.worker({"record": {"unknown": ["statusChangedAt"]}}), _used))
}

test_what_was_switched_off_is_told_whatever_its_subject_is if {
	gone := [{"id": "identity:hr/main/7", "lastSeen": "2026-11-21T06:00:00Z"}]
	every identity in [_unread, fixture.user({"authoritative": "deleted", "gone": gone})] {
		document := _with(identity, _disabled, {})
		{one.reason | some one in rule.deny} == {"disabled"} with input as document with data.estate as _estate
		rule.unknown == set() with input as document with data.estate as _estate
	}
}

_unread_use := {"unknown": ["lastLoginAt"]}

_use_doubt(more) := object.union_n([
	_about, {
		"reason": "use-unread",
		"msg": concat("", [
			"Whether ",
			more.id,
			" was used after it was to end cannot be judged: when it was last used could not be read.",
		]),
	},
	more,
])

test_use_that_could_not_be_read_is_unknown if {
	off := object.union(_unread_use, {"status": "disabled", "disabledAt": "2026-11-20T12:00:00Z"})
	every pair in [
		[_account_of, _with(fixture.leaver, {"record": _unread_use}, {})],
		[_key_of, _with(fixture.leaver, {}, {"record": {"unknown": ["lastUsedAt"]}})],
		[_account_of, _with(fixture.worker({}), {"record": off}, {})],
	] {
		rule.deny == set() with input as pair[1] with data.estate as _estate
		rule.unknown == {_use_doubt(pair[0])} with input as pair[1] with data.estate as _estate
	}
	user := fixture.user({"record": _unread_use})
	count(rule.unknown) == 1 with input as fixture.subject({"identities": [fixture.leaver, user]}) with data.estate as _estate
}

test_use_that_could_not_be_read_of_somebody_here_is_clean if {
	_quiet(_with(fixture.worker({}), {"record": _unread_use}, {"record": {"unknown": ["lastUsedAt"]}}))
	_quiet(_with(fixture.leaver, {"record": _unread_use, "activity": {"never": true}}, {}))
	_quiet(_with(fixture.leaver, {"record": _unread_use, "link": {"situation": "disputed"}}, {}))
}
