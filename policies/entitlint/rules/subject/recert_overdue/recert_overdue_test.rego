package entitlint.rules.subject.recert_overdue_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.recert_overdue as rule
import future.keywords.not

# A quarter, half a year, a year and a month before the instant that is judged.
_cutoffs := {
	"privileged": "2026-08-24T08:00:00Z",
	"machine": "2026-08-24T08:00:00Z",
	"user": "2026-05-26T08:00:00Z",
	"app": "2025-11-22T08:00:00Z",
	"ownerChange": "2026-10-23T08:00:00Z",
}

_estate := fixture.estate_with({
	"cutoffs": {system: {"recert-overdue": _cutoffs} | some system in ["hr", "okta", "crm"]},
	"sources": {"crm": {"role": "application", "firstLook": "2026-01-10T08:00:00Z"}},
})

_old := {"created": "2025-02-01T08:00:00Z"}

_review(patch) := object.union(
	{"of": "account:crm/main/a7", "decision": "keep", "at": "2026-10-01T08:00:00Z", "campaign": "autumn"},
	patch,
)

_of(account, reviews) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [fixture.account(account)],
	"reviews": reviews,
})

_finding(reason, text) := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": reason,
	"account": "account:crm/main/a7",
	"msg": concat("", ["account:crm/main/a7 ", text, "."]),
}

_never := _finding("never", "was made at 2025-02-01T08:00:00Z, and no review of it is known")

_last(at) := _finding("overdue", concat(" ", ["was last reviewed at", at]))

_undecided(reason, text) := object.union(_finding(reason, ""), {"msg": concat("", [
	"Whether a review of account:crm/main/a7 is overdue cannot be judged: ",
	text,
	".",
])})

_gives(document, denied, unknown) if {
	rule.deny == denied with input as document with data.estate as _estate
	rule.unknown == unknown with input as document with data.estate as _estate
}

_clean(document) if _gives(document, set(), set())

test_an_old_account_without_any_review_violates if {
	_gives(_of(_old, []), {_never}, set())
	_gives(object.remove(_of(_old, []), ["reviews"]), {_never}, set())
}

test_whoever_is_known_to_nobody_is_judged_too if {
	_gives(object.union(_of(_old, []), {"identities": []}), {_never}, set())
	unclear := fixture.worker({"record": {"status": "unknown"}})
	_gives(object.union(_of(_old, []), {"identities": [unclear]}), {_never}, set())
}

test_each_review_of_it_counts_to_the_second_of_its_limit if {
	every of in ["account:crm/main/a7", "grant:crm/main/g1", "identity:hr/main/7", "membership:crm/main/m1"] {
		account := object.union(_old, {"grants": [fixture.grant({})]})
		_clean(_of(account, [_review({"of": of, "at": "2026-05-26T08:00:00Z"})]))
		_gives(
			_of(account, [_review({"of": of, "at": "2026-05-26T07:59:59Z"})]),
			{_last("2026-05-26T07:59:59Z")},
			set(),
		)
	}
}

test_a_review_of_the_subject_by_its_own_name_counts if {
	document := object.union(_of(_old, [_review({"of": "nhi:ci"})]), {"id": "nhi:ci"})
	_clean(document)
}

test_what_is_anothers_does_not_count if {
	account := object.union(_old, {"grants": [fixture.grant({})]})
	every of in ["account:crm/main/a8", "grant:crm/main/g9", "membership:okta/main/m1", "app:git"] {
		_gives(_of(account, [_review({"of": of})]), {_never}, set())
	}
}

test_the_last_review_is_told if {
	reviews := [_review({"at": "2025-10-01T08:00:00Z"}), _review({"of": "app:crm", "at": "2025-11-01T08:00:00Z"})]
	_gives(_of(_old, reviews), {_last("2025-11-01T08:00:00Z")}, set())
}

test_a_review_that_says_revoke_was_one_and_one_that_left_it_open_was_none if {
	_clean(_of(_old, [_review({"decision": "revoke"})]))
	_gives(_of(_old, [_review({"decision": "undecided"})]), {_never}, set())
}

_privileged := {"severity": "high", "why": "The account is privileged."}

test_privileged_access_has_its_own_limit_and_is_high if {
	account := {"privileged": true, "grants": [fixture.grant({"privileged": true})]}
	review := _review({"of": "grant:crm/main/g1", "at": "2026-08-24T08:00:00Z"})
	_clean(_of(account, [review]))
	late := object.union(review, {"at": "2026-08-24T07:59:59Z"})
	_gives(_of(account, [late]), {object.union(_last("2026-08-24T07:59:59Z"), _privileged)}, set())
}

test_reviews_of_ordinary_grants_and_of_the_application_say_nothing_of_privileged_access if {
	account := object.union(_old, {
		"privileged": true,
		"grants": [fixture.grant({}), fixture.grant({"record": {"id": "grant:crm/main/g2"}, "privileged": true})],
	})
	every of in ["grant:crm/main/g1", "app:crm"] {
		_gives(_of(account, [_review({"of": of})]), {object.union(_never, _privileged)}, set())
	}
}

test_machines_have_their_own_limit if {
	every machine in [_machine(_old), object.union(_of(object.union(_old, {"kind": "service"}), []), {"kind": "human"})] {
		_clean(object.union(machine, {"reviews": [_review({"at": "2026-08-24T08:00:00Z"})]}))
		late := object.union(machine, {"reviews": [_review({"at": "2026-08-24T07:59:59Z"})]})
		_gives(late, {_last("2026-08-24T07:59:59Z")}, set())
		whole := object.union(machine, {"reviews": [_review({"of": "app:crm"})]})
		_gives(whole, {_never}, set())
	}
}

_machine(account) := object.union(_of(account, []), {"kind": "service"})

test_machines_of_the_first_tier_are_high_and_people_are_not if {
	first := object.union(_estate, {"apps": {"crm": {"tier": 1}}})
	high := {"severity": "high", "why": "A machine has it, in an application of tier 1."}
	rule.deny == {object.union(_never, high)} with input as _machine(_old) with data.estate as first
	rule.deny == {_never} with input as _of(_old, []) with data.estate as first
}

test_an_application_as_a_whole_counts_for_people_to_the_second if {
	_clean(_of(_old, [_review({"of": "app:crm", "at": "2025-11-22T08:00:00Z"})]))
	late := _review({"of": "app:crm", "at": "2025-11-22T07:59:59Z"})
	_gives(_of(_old, [late]), {_last("2025-11-22T07:59:59Z")}, set())
}

test_a_day_that_a_directory_notes_counts_to_its_end if {
	every case in [["2026-05-26", true], ["2026-05-25", false], ["2026-05-26T08:00:00Z", true], ["2026-05-26T07:59:59Z", false]] {
		[at, is_clean] := case
		noted := object.union(_of(_old, []), {"identities": [fixture.worker({"record": {"reviewedAt": at}})]})
		found := rule.deny with input as noted with data.estate as _estate
		count(found) == 0 == is_clean
	}
	noted := object.union(_of(_old, []), {"identities": [fixture.worker({"record": {"reviewedAt": "2026-05-25"}})]})
	_gives(noted, {_last("2026-05-25T23:59:59Z")}, set())
}

test_what_is_younger_than_the_limit_is_clean_to_the_second if {
	_clean(_of({"created": "2026-05-26T08:00:00Z"}, []))
	text := "was made at 2026-05-26T07:59:59Z, and no review of it is known"
	_gives(_of({"created": "2026-05-26T07:59:59Z"}, []), {_finding("never", text)}, set())
}

test_what_came_after_the_first_look_is_as_old_as_that if {
	text := "is there since 2026-02-01T08:00:00Z, and no review of it is known"
	_gives(_of({"firstSeen": "2026-02-01T08:00:00Z"}, []), {_finding("never", text)}, set())
	_clean(_of({"firstSeen": "2026-06-01T08:00:00Z"}, []))
}

test_what_was_there_at_the_first_look_is_at_least_as_old if {
	text := "is there at least since 2026-01-10T08:00:00Z, and no review of it is known"
	_gives(_of({"firstSeen": "2026-01-10T08:00:00Z"}, []), {_finding("never", text)}, set())
}

_ageless := _undecided("age-unknown", "none is known, and not how old it is")

test_how_old_it_is_is_not_known if {
	_gives(_of({}, []), set(), {_ageless})
	document := _of({"firstSeen": "2026-05-26T08:00:00Z"}, [])
	late := object.union(_estate, {"sources": {"crm": {"role": "application", "firstLook": "2026-05-26T08:00:00Z"}}})
	rule.deny == set() with input as document with data.estate as late
	rule.unknown == {_ageless} with input as document with data.estate as late
	_clean(_of({"record": {"status": "unknown"}}, []))
}

_untold := "of a review it is not known what was decided, or when"

test_what_is_not_told_of_a_review_leaves_it_open if {
	every of in ["account:crm/main/a7", "identity:hr/main/7"] {
		every review in [object.remove(_review({"of": of}), ["at"]), _review({"of": of, "decision": "unknown"})] {
			_gives(_of(_old, [review]), set(), {_undecided("review-unknown", _untold)})
			_clean(_of({}, [review]))
		}
	}
	before := _review({"decision": "unknown", "at": "2026-05-26T07:59:59Z"})
	_gives(_of(_old, [before]), {_never}, set())
	others := object.remove(_review({"of": "account:crm/main/a8"}), ["at"])
	_gives(_of(_old, [others]), {_never}, set())
	open := object.remove(_review({"decision": "undecided"}), ["at"])
	_gives(_of(_old, [open]), {_never}, set())
}

test_an_unknown_status_leaves_it_open if {
	account := object.union(_old, {"record": {"status": "unknown"}})
	_gives(_of(account, []), set(), {_undecided("account-unknown", "its status is not known")})
	_clean(_of(account, [_review({})]))
}

test_what_is_not_there_or_off_or_a_leavers_is_clean if {
	_clean(_of(object.union(_old, {"record": {"status": "disabled"}}), []))
	_clean(_of(object.union(_old, {"expires": "2026-11-01T08:00:00Z"}), []))
	_clean(object.union(_of({}, []), {"accounts": [object.remove(fixture.account(_old), ["observed"])]}))
	_clean(object.union(_of(_old, []), {"identities": [fixture.leaver]}))
}

test_an_application_without_reviews_is_not_walked if {
	blind := object.union(_estate, {"blind": {"recert-overdue": {"crm": {"code": "nothing-declared", "text": "none"}}}})
	rule.deny == set() with input as _of(_old, []) with data.estate as blind
	rule.unknown == set() with input as _of({}, []) with data.estate as blind
}

_moved := "2026-09-20T08:00:00Z"

_owned(entry, reviews) := fixture.subject({
	"id": "identity:okta/main/u7",
	"kind": "service",
	"identities": [fixture.user(object.union({"record": {"owners": ["person:li"]}, "ownersUntil": _moved}, entry))],
	"reviews": reviews,
})

_changed := {
	"id": "identity:okta/main/u7",
	"app": "okta",
	"reason": "owner-changed",
	"identity": "identity:okta/main/u7",
	"msg": concat("", [
		"identity:okta/main/u7 got another owner some time after 2026-09-20T08:00:00Z, ",
		"and nobody has confirmed it since.",
	]),
}

_confirmed(at) := _review({"of": "identity:okta/main/u7", "at": at})

test_another_owner_and_nobody_confirmed_it_violates if {
	_gives(_owned({}, []), {_changed}, set())
	_gives(_owned({}, [_confirmed(_moved)]), {_changed}, set())
	_clean(_owned({}, [_confirmed("2026-09-20T08:00:01Z")]))
}

test_another_owner_exactly_at_the_limit_is_in_time if {
	_clean(_owned({"ownersUntil": "2026-10-23T08:00:00Z"}, []))
	late := rule.deny with input as _owned({"ownersUntil": "2026-10-23T07:59:59Z"}, []) with data.estate as _estate
	count(late) == 1
}

test_other_owners_than_a_machines_in_use_are_not_asked if {
	_clean(object.union(_owned({}, []), {"kind": "human"}))
	_clean(_owned({"record": {"status": "staged", "owners": ["person:li"]}}, []))
	nobodys := object.remove(fixture.user({"ownersUntil": _moved}), ["owners"])
	_clean(object.union(_owned({}, []), {"identities": [nobodys]}))
	_clean(object.union(_owned({}, []), {"identities": [object.remove(fixture.user({"record": {"owners": ["person:li"]}}), ["ownersUntil"])]}))
	gone := fixture.worker({"record": {"status": "terminated", "rawStatus": "T"}})
	_clean(object.union(_owned({}, []), {"identities": array.concat(_owned({}, []).identities, [gone])}))
}

test_one_finding_where_the_account_is_overdue_too if {
	document := object.union(_owned({}, []), {"accounts": [fixture.account(_old)]})
	_gives(document, {_never}, set())
	open := object.remove(_review({"of": "identity:okta/main/u7"}), ["at"])
	unsure := object.union(_owned({}, [open]), {"accounts": [fixture.account(_old)]})
	_gives(unsure, set(), {_undecided("review-unknown", _untold)})
}

test_whether_anybody_confirmed_it_is_not_told if {
	expected := object.union(_changed, {"reason": "review-unknown", "msg": concat("", [
		"Whether anybody confirmed identity:okta/main/u7 since its owner changed cannot be judged: ",
		_untold,
		".",
	])})
	_gives(_owned({}, [object.remove(_confirmed(""), ["at"])]), set(), {expected})
	_gives(_owned({}, [object.union(_confirmed("2026-09-20T08:00:01Z"), {"decision": "unknown"})]), set(), {expected})
	_gives(_owned({}, [object.union(_confirmed(_moved), {"decision": "unknown"})]), {_changed}, set())
	_gives(_owned({}, [object.remove(_review({"of": "account:crm/main/a7"}), ["at"])]), {_changed}, set())
}

_in_doubt(reason, why) := {object.union(_changed, {"reason": reason, "msg": concat("", [
	"Whether anybody confirmed identity:okta/main/u7 since its owner changed cannot be judged: ",
	why,
	".",
])})}

_unread_owners(record) := fixture.subject({
	"kind": "service",
	"identities": [fixture.user({"record": object.union({"unknown": ["owners"]}, record), "ownersUntil": _moved})],
})

test_owners_that_could_not_be_read_are_unknown if {
	_gives(_unread_owners({}), set(), _in_doubt("owners-unread", "who owns it now could not be read"))
	_clean(_unread_owners({"status": "disabled"}))
	_clean(_unread_owners({"reviewedAt": "2026-11-01"}))
}

test_another_owner_of_what_may_be_off_is_unknown if {
	untold := {"record": {"status": "unknown", "owners": ["person:li"]}}
	_gives(_owned(untold, []), set(), _in_doubt("status-unknown", "its status is not known"))
	_clean(_owned(untold, [_confirmed("2026-11-01T08:00:00Z")]))
	_clean(_unread_owners({"status": "unknown"}))
}

test_nothing_is_doubted_of_whoever_has_left if {
	gone := {"identities": [fixture.leaver]}
	_clean(object.union(_of(object.union(_old, {"record": {"status": "unknown"}}), []), gone))
	_clean(object.union(_of({}, []), gone))
	ended := fixture.worker({"record": {"status": "terminated"}})
	machine := _unread_owners({})
	_clean(object.union(machine, {"identities": array.concat(machine.identities, [ended])}))
}

test_a_machine_at_rest_is_not_asked_who_confirmed_it if {
	open := object.remove(_confirmed(""), ["at"])
	_clean(_owned({"record": {"status": "suspended", "owners": ["person:li"]}}, [open]))
}

test_an_old_account_that_is_off_does_not_hide_another_owner if {
	off := fixture.account(object.union(_old, {"record": {"status": "disabled"}}))
	_gives(object.union(_owned({}, []), {"accounts": [off]}), {_changed}, set())
}

test_what_is_not_told_of_a_review_at_the_limit_leaves_it_open if {
	at := _review({"decision": "unknown", "at": "2026-05-26T08:00:00Z"})
	_gives(_of(_old, [at]), set(), {_undecided("review-unknown", _untold)})
}
