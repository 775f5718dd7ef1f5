package entitlint.main.leaver_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.leaver
import future.keywords.not

_read := "2026-11-22T06:00:00Z"

# The person left on the 20th, and `crm` was read on the 22nd.
_person(accounts, credentials) := fixture.subject({
	"identities": [fixture.leaver],
	"accounts": accounts,
	"credentials": credentials,
})

_place(patch) := {"places": {"crm": object.union({"at": _read, "keys": true}, patch)}}

_verdicts(document, asked) := [[one.app, one.verdict, one.why] | some one in answer.apps] if {
	answer := leaver with input as document with data.asked as asked with data.estate as fixture.estate
}

_things(document, asked) := {[one.kind, one.verdict] | some one in answer.things} if {
	answer := leaver with input as document with data.asked as asked with data.estate as fixture.estate
}

_off := fixture.account({"record": {"status": "disabled", "rawStatus": "D"}})

_stopping := fixture.estate_with({"apps": {"crm": {"deactivationBlocksUse": "verified", "tier": 2}}})

test_whose_account_works_is_not_out if {
	_verdicts(_person([fixture.account({})], []), _place({})) == [["crm", "in", "one of their records there works"]]
}

test_whose_account_is_off_is_out if {
	_verdicts(_person([_off], []), _place({})) == [["crm", "out", concat(" ", ["nothing of theirs works when it was read at", _read])]]
}

test_who_had_no_account_there_is_out if {
	_verdicts(_person([], []), _place({})) == [["crm", "out", concat(" ", ["they had nothing there when it was read at", _read])]]
}

test_of_what_nothing_reads_nobody_can_say if {
	asked := {"places": {"crm": {"keys": false}}}
	_verdicts(_person([], []), asked) == [["crm", "unknown", "nothing reads it"]]
}

test_of_what_was_read_in_part_nobody_can_say if {
	_verdicts(_person([], []), _place({"partial": "its account records are partial"})) == [["crm", "unknown", "its account records are partial"]]
}

test_what_was_read_before_they_left_proves_nothing if {
	early := "2026-11-20T11:59:59Z"
	_verdicts(_person([], []), _place({"at": early})) == [["crm", "unknown", concat("", ["it was read at ", early, ", before they left"])]]
	works := fixture.account({"observedAt": early})
	_things(_person([works], []), _place({"at": early})) == {["account", "unknown"]}
}

test_what_was_read_when_they_left_proves_it if {
	_verdicts(_person([], []), _place({"at": "2026-11-20T12:00:00Z"}))[0][1] == "out"
}

test_whoever_asks_may_know_when_they_left if {
	_verdicts(_person([], []), object.union(_place({}), {"left": "2026-11-23T00:00:00Z"}))[0][1] == "unknown"
}

test_of_whom_nothing_tells_that_they_left_absence_proves_nothing if {
	here := fixture.subject({"identities": [fixture.worker({})], "accounts": [], "credentials": []})
	_verdicts(here, _place({})) == [["crm", "unknown", "nothing tells since when they are gone"]]
	working := fixture.subject({"identities": [fixture.worker({})], "accounts": [fixture.account({})], "credentials": []})
	_verdicts(working, _place({}))[0][1] == "in"
}

test_an_account_of_unknown_status_leaves_it_open if {
	doubtful := fixture.account({"record": {"status": "unknown"}})
	_verdicts(_person([doubtful], []), _place({})) == [["crm", "unknown", "its status is not known"]]
}

test_a_key_works_while_its_account_is_off if {
	_things(_person([_off], [fixture.credential({})]), _place({})) == {["account", "out"], ["credential", "in"]}
}

test_a_key_rests_where_switching_off_stops_it if {
	answer := leaver with input as _person([_off], [fixture.credential({})])
		with data.asked as _place({})
		with data.estate as _stopping
	{[one.kind, one.verdict] | some one in answer.things} == {["account", "out"], ["credential", "rests"]}
	answer.apps[_].verdict == "out"
}

test_keys_that_nobody_reads_may_work_where_nothing_stops_them if {
	said := _verdicts(_person([_off], []), _place({"keys": false}))
	said[0][1] == "unknown"
	contains(said[0][2], "nobody has declared that this stops its keys")
	deleted := fixture.account({"record": {"status": "deleted", "rawStatus": "X"}})
	_verdicts(_person([deleted], []), _place({"keys": false}))[0][1] == "out"
}

test_keys_that_nobody_reads_are_stopped_with_the_account if {
	answer := leaver with input as _person([_off], [])
		with data.asked as _place({"keys": false})
		with data.estate as _stopping
	answer.apps[_].verdict == "out"
}

test_a_key_that_ended_is_out_and_one_of_unknown_status_open if {
	ended := fixture.credential({"record": {"status": "revoked"}})
	_things(_person([], [ended]), _place({})) == {["credential", "out"]}
	over := fixture.credential({"expires": "2026-11-21T00:00:00Z"})
	_things(_person([], [over]), _place({})) == {["credential", "out"]}
	doubtful := fixture.credential({"record": {"status": "unknown"}})
	_things(_person([], [doubtful]), _place({})) == {["credential", "unknown"]}
}

test_a_password_is_part_of_its_account if {
	_things(_person([], [fixture.credential({"record": {"type": "password"}})]), _place({})) == set()
}

test_what_an_account_holds_works_as_it_does if {
	held := [fixture.grant({})]
	_things(_person([fixture.account({"grants": held})], []), _place({})) == {["account", "in"], ["grant", "in"]}
	_things(_person([object.union(_off, {"grants": held})], []), _place({})) == {["account", "out"], ["grant", "rests"]}
	doubtful := fixture.account({"record": {"status": "unknown"}, "grants": held})
	_things(_person([doubtful], []), _place({})) == {["account", "unknown"], ["grant", "unknown"]}
}

test_what_gives_nothing_is_not_held if {
	every patch in [{"record": {"effect": "deny"}}, {"denied": true}, {"expires": "2026-11-21T00:00:00Z"}] {
		_things(_person([fixture.account({"grants": [fixture.grant(patch)]})], []), _place({})) == {["account", "in"]}
	}
	declared := object.remove(fixture.grant({}), ["observed"])
	_things(_person([fixture.account({"grants": [declared]})], []), _place({})) == {["account", "in"]}
}

test_a_user_of_a_directory_can_sign_in if {
	every case in [["active", "in"], ["disabled", "out"], ["unknown", "unknown"]] {
		person := fixture.subject({
			"identities": [fixture.leaver, fixture.user({"record": {"status": case[0]}})],
			"accounts": [],
			"credentials": [],
		})
		_things(person, _place({})) == {["identity", case[1]]}
	}
}

test_a_user_whose_term_is_over_cannot_sign_in if {
	person := fixture.subject({
		"identities": [fixture.leaver, fixture.user({"record": {"status": "active"}, "expires": "2026-11-21T00:00:00Z"})],
		"accounts": [],
		"credentials": [],
	})
	_things(person, _place({})) == {["identity", "out"]}
}

test_a_user_of_a_directory_is_told_once_and_is_out_when_off if {
	user := fixture.user({"record": {"status": "disabled", "rawStatus": "D"}})
	twin := object.union(_off, {"app": "okta", "record": {"id": replace(user.record.id, "identity:", "account:"), "app": "okta"}})
	person := fixture.subject({"identities": [fixture.leaver, user], "accounts": [twin], "credentials": []})
	_things(person, {"places": {"okta": {"at": _read, "keys": false}}}) == {["account", "out"]}
}

test_the_end_of_something_else_is_not_theirs if {
	answer := leaver with input as _person([fixture.account({})], [])
		with data.asked as object.union(_place({}), {"other": true})
		with data.estate as fixture.estate
	not answer.left
	{one.verdict | some one in answer.things} == {"in"}
}

_key := fixture.credential({}).record.id

# What may be left to them of a key of somebody else, who left on the 20th.
_ties(patch, tie) := [[one["as"], one.verdict, one.why] | some one in answer.ties] if {
	asked := object.union(_place({}), {"other": true, "left": "2026-11-20T12:00:00Z", "keys": {_key: tie}})
	answer := leaver with input as _person([fixture.account({})], [fixture.credential(patch)])
		with data.asked as asked
		with data.estate as fixture.estate
}

_copy(why) := concat("", ["works, and they may have kept a copy of it (", why, ")"])

test_a_key_that_they_made_or_answer_for_may_have_been_copied if {
	_ties({}, "maker") == [["maker", "unknown", _copy("they made it")]]
	_ties({}, "owner") == [["owner", "unknown", _copy("they answer for it")]]
}

test_a_key_is_told_with_whose_it_is if {
	asked := object.union(_place({}), {"other": true, "left": "2026-11-20T12:00:00Z", "keys": {_key: "maker"}})
	answer := leaver with input as _person([], [fixture.credential({})]) with data.asked as asked with data.estate as fixture.estate
	[one.account | some one in answer.ties] == [fixture.subject({}).id]
}

_rotated(at) := _ties({"record": {"rotatedAt": at}, "observedAt": _read}, "maker")

test_a_key_that_was_rotated_since_is_known_to_nobody_who_has_left if {
	_rotated("2026-11-20T12:00:01Z") == []
	_rotated(_read) == []
	count(_rotated("2026-11-20T12:00:00Z")) == 1
	count(_rotated("2026-11-22T06:00:01Z")) == 1
}

test_a_key_may_have_been_copied_where_nothing_tells_since_when_they_are_gone if {
	asked := object.union(_place({}), {"other": true, "keys": {_key: "maker"}})
	rotated := fixture.credential({"record": {"rotatedAt": "2026-11-21T00:00:00Z"}})
	answer := leaver with input as _person([], [rotated]) with data.asked as asked with data.estate as fixture.estate
	count(answer.ties) == 1
}

test_of_some_kinds_of_keys_nobody_can_keep_a_copy if {
	every type in ["federated", "managed", "oauth-consent", "certificate"] {
		_ties({"record": {"type": type}}, "maker") == []
		_ties({"record": {"type": type}}, "acted-for") == [["acted-for", "in", "works"]]
	}
}

test_a_key_by_which_somebody_acts_for_them_is_as_it_is if {
	_ties({}, "acted-for") == [["acted-for", "in", "works"]]
	_ties({"record": {"rotatedAt": "2026-11-21T00:00:00Z"}}, "acted-for") == [["acted-for", "in", "works"]]
}

test_a_key_that_has_ended_is_no_tie if {
	every tie in ["maker", "owner", "acted-for"] {
		_ties({"record": {"status": "revoked"}}, tie) == []
	}
}

test_a_key_of_unknown_status_may_have_been_copied_too if {
	said := "its status is not known, and they may have kept a copy of it (they made it)"
	_ties({"record": {"status": "unknown"}}, "maker") == [["maker", "unknown", said]]
}

test_a_key_that_nobody_asks_about_is_no_tie if {
	asked := object.union(_place({}), {"other": true, "keys": {"credential:crm/main/other": "maker"}})
	answer := leaver with input as _person([], [fixture.credential({})]) with data.asked as asked with data.estate as fixture.estate
	answer.ties == set()
}

test_several_that_work_are_counted if {
	_verdicts(_person([fixture.account({"grants": [fixture.grant({})]})], []), _place({})) == [["crm", "in", "2 of their records there work"]]
}
