package entitlint.rules.subject.nhi_third_party_unreviewed_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_third_party_unreviewed as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("nhi-third-party-unreviewed", "review", "2026-05-26T08:00:00Z"),
	{
		"params": {"nhi-third-party-unreviewed": {
			"administrative": ["admin:*"],
			"wide": ["*.All", "repo", "admin:read"],
			"overseen": ["planner", "credential:crm/main/k2"],
		}},
		"sources": {"crm": {"role": "application", "firstLook": "2026-01-10T08:00:00Z"}},
	},
)

_usual := {"type": "oauth-consent", "thirdParty": true, "scopes": ["repo"], "createdAt": "2025-02-01T08:00:00Z"}

_entry(record, beside) := object.union(fixture.credential({"record": object.union(_usual, record)}), beside)

_without(entry, fields) := object.union(
	object.remove(entry, ["record"]),
	{"record": object.remove(entry.record, fields)},
)

_of(entry, reviews) := fixture.subject({
	"identities": [fixture.worker({})],
	"credentials": [entry],
	"reviews": reviews,
})

_with(record) := _of(_entry(record, {}), [])

_review(patch) := object.union(
	{"of": "credential:crm/main/k1", "decision": "keep", "at": "2026-05-26T08:00:00Z", "campaign": "spring"},
	patch,
)

_reviewed(reviews) := _of(_entry({}, {}), reviews)

_found(reason, rights, late) := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": reason,
	"credential": "credential:crm/main/k1",
	"msg": concat("", ["credential:crm/main/k1 of a third party has ", rights, "; it ", late, "."]),
}

_wide := "wide rights by repo"

_made := "was made at 2025-02-01T08:00:00Z, and no review of it is known"

_never := _found("never", _wide, _made)

_overdue := _found("overdue", _wide, "was last reviewed at 2026-05-26T07:59:59Z")

_undecided(reason, why) := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": reason,
	"credential": "credential:crm/main/k1",
	"msg": concat("", [
		"Whether credential:crm/main/k1 is a third party's with wide rights that nobody has reviewed cannot be judged: ",
		why,
		".",
	]),
}

_gives(document, denied, unknown) if {
	rule.deny == denied with input as document with data.estate as _estate
	rule.unknown == unknown with input as document with data.estate as _estate
}

_clean(document) if _gives(document, set(), set())

test_a_third_party_that_nobody_reviewed_violates if {
	_gives(_with({}), {_never}, set())
	_gives(object.remove(_with({}), ["reviews"]), {_never}, set())
}

test_a_review_holds_to_the_second_of_its_limit if {
	every of in ["credential:crm/main/k1", "account:crm/main/a7", "identity:hr/main/7"] {
		_clean(_reviewed([_review({"of": of})]))
		_clean(_reviewed([_review({"of": of, "decision": "revoke"})]))
		_gives(_reviewed([_review({"of": of, "at": "2026-05-26T07:59:59Z"})]), {_overdue}, set())
	}
	_clean(_reviewed([_review({"at": "2026-01-01T08:00:00Z"}), _review({})]))
}

test_reviews_of_other_things_do_not_count if {
	every of in ["credential:crm/main/k9", "account:crm/main/a8", "app:crm"] {
		_gives(_reviewed([_review({"of": of})]), {_never}, set())
	}
	_gives(_reviewed([_review({"decision": "undecided"})]), {_never}, set())
}

test_the_right_to_administer_is_high if {
	high := {"severity": "high"}
	admin := "the right to administer by admin:org"
	_gives(_with({"scopes": ["repo", "admin:org"]}), {object.union(_found("never", admin, _made), high)}, set())
	both := "the right to administer by admin:org, admin:read"
	_gives(_with({"scopes": ["admin:read", "admin:org"]}), {object.union(_found("never", both, _made), high)}, set())
	every star in ["*", "*:*", "*/*", "*.*"] {
		stars := concat(" ", ["the right to administer by", star])
		_gives(_with({"scopes": [star]}), {object.union(_found("never", stars, _made), high)}, set())
	}
}

test_every_wide_scope_is_told if {
	wide := "wide rights by Files.Read.All, repo"
	_gives(_with({"scopes": ["repo", "Files.Read.All", "openid"]}), {_found("never", wide, _made)}, set())
}

test_narrow_rights_or_none_are_clean if {
	_clean(_with({"scopes": ["openid", "email"]}))
	_clean(_with({"scopes": []}))
	_clean(_of(_without(_entry({}, {}), ["scopes"]), []))
}

test_what_is_our_own_is_clean if {
	_clean(_with({"thirdParty": false}))
	_clean(_of(_without(_entry({}, {}), ["thirdParty"]), []))
}

test_what_is_looked_after_in_another_way_is_clean if {
	_clean(_with({"issuer": "planner"}))
	_clean(_with({"id": "credential:crm/main/k2"}))
	_gives(_with({"issuer": "other"}), {_never}, set())
}

test_what_is_younger_than_the_limit_is_clean_to_the_second if {
	_clean(_with({"createdAt": "2026-05-26T08:00:00Z"}))
	made := "was made at 2026-05-26T07:59:59Z, and no review of it is known"
	_gives(_with({"createdAt": "2026-05-26T07:59:59Z"}), {_found("never", _wide, made)}, set())
}

_seen(first) := _of(_without(_entry({}, {"firstSeen": first}), ["createdAt"]), [])

_ageless := _undecided("age-unknown", "no review is known, and not how old it is")

test_what_tells_no_age_is_as_old_as_it_was_seen if {
	came := "is there since 2026-02-01T08:00:00Z, and no review of it is known"
	_gives(_seen("2026-02-01T08:00:00Z"), {_found("never", _wide, came)}, set())
	_clean(_seen("2026-06-01T08:00:00Z"))
	there := "is there at least since 2026-01-10T08:00:00Z, and no review of it is known"
	_gives(_seen("2026-01-10T08:00:00Z"), {_found("never", _wide, there)}, set())
}

test_an_age_that_nothing_tells_is_unknown if {
	entry := object.remove(_seen("").credentials[0], ["firstSeen"])
	_gives(_of(entry, []), set(), {_ageless})
	late := object.union(_estate, {"sources": {"crm": {"role": "application", "firstLook": "2026-05-26T08:00:00Z"}}})
	rule.deny == set() with input as _seen("2026-05-26T08:00:00Z") with data.estate as late
	rule.unknown == {_ageless} with input as _seen("2026-05-26T08:00:00Z") with data.estate as late
	_gives(_of(entry, [_review({"at": "2026-05-26T07:59:59Z"})]), {_overdue}, set())
	_clean(_of(entry, [_review({})]))
	narrow := object.union(entry, {"record": {"scopes": ["openid"]}})
	_clean(_of(narrow, []))
}

_untold := _undecided("review-unknown", "of a review it is not known what was decided, or when")

test_a_review_of_which_not_all_is_told_leaves_it_open if {
	every of in ["credential:crm/main/k1", "account:crm/main/a7", "identity:hr/main/7"] {
		_gives(_reviewed([object.remove(_review({"of": of}), ["at"])]), set(), {_untold})
		_gives(_reviewed([_review({"of": of, "decision": "unknown"})]), set(), {_untold})
	}
	_gives(_reviewed([_review({"decision": "unknown", "at": "2026-05-26T07:59:59Z"})]), {_never}, set())
	_gives(_reviewed([object.remove(_review({"of": "account:crm/main/a8"}), ["at"])]), {_never}, set())
	before := _review({"at": "2026-05-26T07:59:59Z"})
	_gives(_reviewed([before, _review({"decision": "unknown"})]), set(), {_untold})
	_clean(_reviewed([_review({}), _review({"decision": "unknown"})]))
}

test_a_status_that_is_not_known_leaves_it_open if {
	text := "its status is not known"
	_gives(_with({"status": "unknown"}), set(), {_undecided("credential-unknown", text)})
	_clean(_with({"status": "unknown", "scopes": ["openid"]}))
	_clean(_with({"status": "unknown", "createdAt": "2026-06-01T08:00:00Z"}))
	expired := _of(_entry({"status": "unknown"}, {"expires": "2026-11-22T07:59:59Z"}), [])
	_clean(expired)
}

test_what_does_not_work_is_clean if {
	_clean(_with({"status": "revoked"}))
	_clean(_of(_entry({}, {"expires": "2026-11-22T07:59:59Z"}), []))
	_gives(_of(_entry({}, {"expires": fixture.now}), []), {_never}, set())
}

test_whose_it_is_could_not_be_read if {
	entry := _without(_entry({"unknown": ["thirdParty"]}, {}), ["thirdParty"])
	_gives(_of(entry, []), set(), {_undecided("party-unread", "whose it is could not be read")})
	_clean(_of(entry, [_review({})]))
	_clean(_of(object.union(entry, {"record": {"scopes": ["openid"]}}), []))
}

test_scopes_that_could_not_be_read_leave_it_open if {
	entry := _without(_entry({"unknown": ["scopes"]}, {}), ["scopes"])
	_gives(_of(entry, []), set(), {_undecided("scopes-unread", "its scopes could not be read")})
	_clean(_of(entry, [_review({})]))
	_clean(_of(object.union(entry, {"record": {"createdAt": "2026-06-01T08:00:00Z"}}), []))
	some_read := object.union(entry, {"record": {"scopes": ["repo"]}})
	_gives(_of(some_read, []), {_never}, set())
}

test_what_leavers_let_in_is_told_by_the_rules_about_leavers if {
	_clean(object.union(_with({}), {"identities": [fixture.leaver]}))
	_gives(object.union(_with({}), {"identities": []}), {_never}, set())
}

test_an_application_without_reviews_is_not_walked if {
	none := {"blind": {"nhi-third-party-unreviewed": {"crm": {"code": "nothing-declared", "text": "none"}}}}
	rule.deny == set() with input as _with({}) with data.estate as object.union(_estate, none)
	rule.unknown == set() with input as _with({"status": "unknown"}) with data.estate as object.union(_estate, none)
}
