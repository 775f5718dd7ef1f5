package entitlint.rules.channel.sync_lag_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.sync_lag as rule
import future.keywords.not

_params := {
	"disable": {"default": 3600, "batch": 86400},
	"other": {"default": 14400, "batch": 86400},
	"initial": 86400,
}

_estate := fixture.estate_with({"params": {"sync-lag": _params}})

_slow(op, seconds) := fixture.op({
	"op": op,
	"lag": {"measured": 3, "p50": 600, "p95": seconds, "longest": seconds},
	"slowest": [{
		"event": "event:prov/main/e1",
		"about": "account:crm/main/a7",
		"requestedAt": "2026-11-20T08:00:00Z",
		"ackedAt": "2026-11-20T09:30:00Z",
		"seconds": seconds,
	}],
})

_with(op, patch) := fixture.channel(object.union({"ops": [op]}, patch))

_late_disable := {
	"id": "channel:prov/main/crm/disable",
	"app": "crm",
	"reason": "slow",
	"severity": "high",
	"msg": concat("", [
		"Of 3 changes of the sort disable that channel:prov/main/crm to crm carried, half took 10 minutes or less and ",
		"95 % 90 minutes, where 60 minutes are allowed; event:prov/main/e1 took 90 minutes (account:crm/main/a7).",
	]),
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_change_that_took_too_long_violates if {
	rule.deny == {_late_disable} with input as _with(_slow("disable", 5400), {}) with data.estate as _estate
}

_untimed_finding(number) := {
	"id": "channel:prov/main/crm/disable",
	"app": "crm",
	"reason": "unmeasured",
	"severity": "high",
	"msg": concat("", [
		"Whether changes of the sort disable reach crm by channel:prov/main/crm in time cannot be judged of ",
		number,
		" of them: nothing tells when they arrived.",
	]),
}

test_changes_that_arrived_nobody_knows_when_are_unknown if {
	none := _with(object.remove(fixture.op({}), ["lag"]), {})
	rule.unknown == {_untimed_finding("1")} with input as none with data.estate as _estate
	rule.deny == set() with input as none with data.estate as _estate
	some_of := _with(fixture.op({"results": {"success": 3}}), {})
	rule.unknown == {_untimed_finding("2")} with input as some_of with data.estate as _estate
	_none(_with(fixture.op({"results": {"failure": 2}}), {}))
}

test_of_one_change_there_is_no_half if {
	one := object.union(_slow("disable", 5400), {"lag": {"measured": 1, "p50": 5400, "p95": 5400, "longest": 5400}})
	rule.deny == {object.union(_late_disable, {"msg": concat("", [
		"The one change of the sort disable that channel:prov/main/crm to crm carried took 90 minutes, where 60 minutes are allowed: ",
		"event:prov/main/e1 (account:crm/main/a7).",
	])})} with input as _with(one, {}) with data.estate as _estate
}

test_exactly_in_time_is_clean if _none(_with(_slow("disable", 3600), {}))

test_what_gives_access_may_take_longer if {
	_none(_with(_slow("create", 14400), {}))
	rule.deny == {{
		"id": "channel:prov/main/crm/create",
		"app": "crm",
		"reason": "slow",
		"msg": concat("", [
			"Of 3 changes of the sort create that channel:prov/main/crm to crm carried, half took 10 minutes or less and ",
			"95 % 4 hours, where 4 hours are allowed; event:prov/main/e1 took 4 hours (account:crm/main/a7).",
		]),
	}} with input as _with(_slow("create", 14401), {}) with data.estate as _estate
}

test_what_the_access_file_allows_comes_first if {
	_none(_with(_slow("disable", 5400), {"sla": 5400}))
	_none(_with(_slow("create", 5400), {"sla": 5400}))
	rule.deny == {object.union(_late_disable, {"msg": replace(_late_disable.msg, "where 60", "where 50")})} with input as _with(
		_slow("disable", 5400),
		{"sla": 3000},
	)
		with data.estate as _estate
}

test_batches_have_a_day if _none(_with(_slow("disable", 86400), {"record": {"mode": "batch"}}))

_started(at) := {"record": {"startedAt": at}}

test_first_cycle_is_clean if {
	_none(_with(_slow("create", 90000), _started("2026-11-19T08:00:00Z")))
	count(rule.deny) == 1 with input as _with(_slow("create", 90000), _started("2026-11-19T07:59:59Z"))
		with data.estate as _estate
	count(rule.deny) == 1 with input as _with(_slow("disable", 90000), _started("2026-11-19T08:00:00Z"))
		with data.estate as _estate
}

test_ten_that_came_too_late_hide_nothing if {
	one := _slow("create", 90000)
	ten := object.union(object.remove(one, ["slowest"]), {"slowest": [one.slowest[0] | some _ in numbers.range(1, 10)]})
	document := _with(ten, _started("2026-11-19T07:59:59Z"))
	count(rule.deny) == 1 with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_ten_of_the_first_cycle_hide_others if {
	one := _slow("create", 90000)
	ten := object.union(object.remove(one, ["slowest"]), {"slowest": [one.slowest[0] | some _ in numbers.range(1, 10)]})
	document := _with(ten, _started("2026-11-20T07:00:00Z"))
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "channel:prov/main/crm/create",
		"app": "crm",
		"reason": "initial",
		"msg": concat("", [
			"Whether changes of the sort create reach crm by channel:prov/main/crm in time cannot be judged yet: ",
			"the slowest of them belong to its first cycle.",
		]),
	}} with input as document with data.estate as _estate
}

_pending(at) := fixture.op({
	"results": {"success": 1, "pending": 2},
	"pending": [{"event": "event:prov/main/e2", "about": "account:crm/main/a7", "requestedAt": at}],
})

test_change_on_its_way_for_too_long_violates if {
	rule.deny == {{
		"id": "channel:prov/main/crm/disable",
		"app": "crm",
		"reason": "pending",
		"severity": "high",
		"msg": concat("", [
			"A change of the sort disable that channel:prov/main/crm to crm was to carry is on its way since ",
			"2026-11-22T06:30:00Z, with 1 other: event:prov/main/e2 (account:crm/main/a7).",
		]),
	}} with input as _with(_pending("2026-11-22T06:30:00Z"), {}) with data.estate as _estate
	_none(_with(_pending("2026-11-22T07:00:00Z"), {}))
}

test_further_changes_on_their_way_are_counted if {
	three := object.union(_pending("2026-11-22T06:30:00Z"), {"results": {"pending": 3}})
	some finding in rule.deny with input as _with(three, {}) with data.estate as _estate
	contains(finding.msg, "06:30:00Z, with 2 others: event")
}

test_one_change_on_its_way_stands_alone if {
	one := object.union(_pending("2026-11-22T06:30:00Z"), {"results": {"pending": 1}})
	some finding in rule.deny with input as _with(one, {}) with data.estate as _estate
	contains(finding.msg, "06:30:00Z: event")
}

test_quarantine_is_told_of_by_another_rule if {
	_none(_with(_pending("2026-11-22T06:30:00Z"), {"record": {"jobState": "quarantine"}}))
}
