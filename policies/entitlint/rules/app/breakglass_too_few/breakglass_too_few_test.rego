package entitlint.rules.app.breakglass_too_few_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.breakglass_too_few as rule
import future.keywords.not

_at_least(min) := fixture.estate_with({
	"apps": {"crm": {"tier": 1, "channel": "scim", "mode": "observe"}},
	"params": {"breakglass-too-few": {"min": min}},
})

_app(entries) := fixture.app({"emergencies": entries})

_there(name, patch) := object.union(
	{
		"id": concat("", ["account:crm/main/", name]),
		"observedAt": fixture.now,
		"record": {"id": concat("", ["account:crm/main/", name]), "status": "active"},
	},
	patch,
)

_in(status) := {"record": {"status": status}}

_gone(name, patch) := object.union(object.remove(_there(name, {}), ["record"]), patch)

_found(msg) := {"id": "app:crm/breakglass/main", "app": "crm", "reason": "too-few", "msg": msg}

_ended(msg) := object.union(_found(msg), {"reason": "ended"})

_one(others) := _found(concat("", [
	"1 emergency account of crm/main works (account:crm/main/a), and at least 2 are to",
	others,
	".",
]))

_undecided(reason, why) := {"id": "app:crm/breakglass/main", "app": "crm", "reason": reason, "msg": concat("", [
	"Whether enough emergency accounts of crm/main work cannot be judged: ",
	why,
	".",
])}

_gives(document, estate, denied, unknown) if {
	rule.deny == denied with input as document with data.estate as estate
	rule.unknown == unknown with input as document with data.estate as estate
}

_clean(entries) if _gives(_app(entries), _at_least(2), set(), set())

test_as_many_as_there_have_to_be_are_clean if {
	_clean([_there("a", {}), _there("b", {})])
	_clean([_there("a", {}), _there("b", {}), _there("c", _in("disabled"))])
	_clean([_there("a", {}), _there("b", _in("locked"))])
}

test_one_fewer_violates if {
	_gives(_app([_there("a", {})]), _at_least(2), {_one("")}, set())
	two := _found("2 emergency accounts of crm/main work (account:crm/main/a, account:crm/main/b), and at least 3 are to.")
	_gives(_app([_there("a", {}), _there("b", {})]), _at_least(3), {two}, set())
}

test_those_that_do_not_work_are_named_with_why if {
	every status in ["disabled", "suspended", "leave", "staged", "terminated", "deleted", "invited"] {
		text := concat("", ["; these do not: account:crm/main/b (", status, ")"])
		_gives(_app([_there("a", {}), _there("b", _in(status))]), _at_least(2), {_one(text)}, set())
	}
	absent := _one("; these do not: account:crm/main/b (not there)")
	_gives(_app([_there("a", {}), _gone("b", {})]), _at_least(2), {absent}, set())
	none := _found(concat("", [
		"0 emergency accounts of crm/main work, and at least 2 are to; these do not: ",
		"account:crm/main/a (not there), account:crm/main/b (disabled).",
	]))
	_gives(_app([_gone("a", {}), _there("b", _in("disabled"))]), _at_least(2), {none}, set())
}

_over := {"expires": "2026-11-22T07:59:59Z"}

_over_text := "; these do not: account:crm/main/b (ended on 2026-11-22)"

test_one_works_to_its_last_second if {
	_clean([_there("a", {}), _there("b", {"expires": fixture.now})])
	text := object.union(_one(_over_text), {"reason": "ended"})
	_gives(_app([_there("a", {}), _there("b", _over)]), _at_least(2), {text}, set())
	ending := [_there("a", {"expires": "2026-12-31T23:59:59Z"}), _there("b", _over)]
	_gives(_app(ending), _at_least(2), {text}, set())
}

test_what_the_end_does_not_decide_is_too_few if {
	alone := _app([_there("a", {}), _there("b", _over)])
	short := "1 emergency account of crm/main works (account:crm/main/a), and at least 3 are to"
	_gives(alone, _at_least(3), {_found(concat("", [short, _over_text, "."]))}, set())
	every status in ["disabled", "invited"] {
		text := concat("", ["; these do not: account:crm/main/b (", status, ")"])
		_gives(_app([_there("a", {}), _there("b", object.union(_over, _in(status)))]), _at_least(2), {_one(text)}, set())
	}
}

test_whatever_would_do_but_for_its_end_is_told_as_ended if {
	told := concat("", [
		"0 emergency accounts of crm/main work, and at least 2 are to; these do not: ",
		"account:crm/main/a (nothing tells whether), account:crm/main/b (ended on 2026-11-22).",
	])
	_gives(_app([_there("a", _in("unknown")), _there("b", _over)]), _at_least(2), {_ended(told)}, set())
}

test_each_tenant_is_counted_for_itself if {
	_clean([_there("a", {}), _there("b", {}), _side("c"), _side("d")])
	other := object.union(
		_found("1 emergency account of crm/side works (account:crm/side/c), and at least 2 are to."),
		{"id": "app:crm/breakglass/side"},
	)
	_gives(_app([_there("a", {}), _there("b", {}), _side("c")]), _at_least(2), {other}, set())
	_gives(_app([_there("a", {}), _side("c")]), _at_least(2), {_one(""), other}, set())
	doubtful := _undecided("account-unknown", "the status is not known of account:crm/main/b")
	_gives(_app([_there("a", {}), _there("b", _in("unknown")), _side("c")]), _at_least(2), {other}, {doubtful})
}

_side(name) := object.union(_there(name, {}), {
	"id": concat("", ["account:crm/side/", name]),
	"record": {"id": concat("", ["account:crm/side/", name])},
})

test_a_system_of_which_none_is_declared_is_not_asked if {
	_gives(fixture.app({}), _at_least(2), set(), set())
	_clean([])
}

test_a_status_that_is_not_known_is_undecided_and_no_violation if {
	doubtful := {_undecided("account-unknown", "the status is not known of account:crm/main/b")}
	every record in [{"status": "unknown"}, {"unknown": ["status"]}, {"status": "disabled", "unknown": ["status"]}] {
		entry := _there("b", {"record": record})
		_gives(_app([_there("a", {}), entry]), _at_least(2), set(), doubtful)
		_gives(_app([_gone("a", {}), _there("c", {}), entry]), _at_least(2), set(), doubtful)
		short := "0 emergency accounts of crm/main work, and at least 2 are to; these do not: "
		told := "account:crm/main/a (not there), account:crm/main/b (nothing tells whether)."
		_gives(_app([_gone("a", {}), entry]), _at_least(2), {_found(concat("", [short, told]))}, set())
		_clean([_there("a", {}), entry, _there("c", {})])
	}
}

test_accounts_that_were_not_read_to_the_end_are_undecided if {
	missing := _gone("b", {"unread": true})
	why := "its accounts were not read to the end, and among those that were is no account:crm/main/b"
	_gives(_app([_there("a", {}), missing]), _at_least(2), set(), {_undecided("account-unread", why)})
	_clean([_there("a", {}), missing, _there("c", {})])
}

test_an_end_that_could_not_be_read_is_undecided if {
	unread := _there("b", {"record": {"unknown": ["expiresAt"]}})
	doubtful := {_undecided("end-unread", "the end could not be read of account:crm/main/b")}
	_gives(_app([_there("a", {}), unread]), _at_least(2), set(), doubtful)
	every status in ["disabled", "invited"] {
		text := _one(concat("", ["; these do not: account:crm/main/b (", status, ")"]))
		_gives(_app([_there("a", {}), object.union(unread, {"record": {"status": status}})]), _at_least(2), {text}, set())
	}
}

test_all_that_is_doubtful_is_told_sorted if {
	entries := [
		_there("c", _in("unknown")),
		_there("b", _in("unknown")),
		_gone("a", {"unread": true}),
	]
	_gives(_app(entries), _at_least(2), set(), {
		_undecided("account-unknown", "the status is not known of account:crm/main/b, account:crm/main/c"),
		_undecided(
			"account-unread",
			"its accounts were not read to the end, and among those that were is no account:crm/main/a",
		),
	})
}

test_the_number_may_differ_by_application if {
	alone := _app([_there("a", {})])
	every key in ["crm", "tier1", "scim", "observe"] {
		_gives(alone, _at_least({"default": 2, key: 1}), set(), set())
	}
	_gives(alone, _at_least({"default": 2, "wiki": 1}), {_one("")}, set())
	_gives(_app([_gone("a", {})]), _at_least(0), set(), set())
}
