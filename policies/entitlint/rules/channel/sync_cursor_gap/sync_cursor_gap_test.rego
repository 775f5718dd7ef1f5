package entitlint.rules.channel.sync_cursor_gap_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.sync_cursor_gap as rule
import future.keywords.not

_finding(reason, words) := {
	"id": "channel:prov/main/crm",
	"app": "crm",
	"reason": reason,
	"msg": concat("", words),
}

_found(document) := found if {
	found := rule.deny with input as document with data.estate as fixture.estate
}

_numbered(steps) := fixture.channel({"sequence": {
	"numbered": 10,
	"steps": steps,
	"missing": 3,
	"gaps": [{"after": "4", "before": "8", "missing": 3}],
}})

test_hole_in_the_numbers_violates if {
	_found(_numbered(8)) == {_finding("gap", [
		"The log of channel:prov/main/crm to crm leaves out 3 events; ",
		"the first hole lies between 4 and 8.",
	])}
	count(_found(_numbered(5))) == 1
}

test_numbers_that_others_share_are_clean if _found(_numbered(4)) == set()

test_log_that_begins_with_a_high_number_is_clean if {
	document := fixture.channel({"sequence": {"numbered": 10, "steps": 9, "missing": 0, "gaps": []}})
	_found(document) == set()
}

_kept(seconds) := fixture.channel({
	"retentionSeconds": seconds,
	"waiting": {"since": "2026-11-21T08:00:00Z", "about": "identity:okta/main/u7", "changes": 1},
})

test_place_older_than_what_is_kept_violates if {
	_found(_kept(86399)) == {_finding("expired", [
		"channel:prov/main/crm to crm has worked through its events up to 2026-11-21T08:00:00Z, ",
		"and they are kept for 23 hours; identity:okta/main/u7 was changed at 2026-11-21T08:00:00Z.",
	])}
	_found(_kept(86400)) == set()
	_found(object.union(object.remove(_kept(86399), ["events"]), {"events": {
		"count": 3,
		"results": {"success": 3},
		"last": "2026-11-21T08:00:00Z",
	}})) == set()
}

test_channel_with_nothing_to_do_is_clean if _found(object.remove(_kept(60), ["waiting"])) == set()

_read := {"read": {"channel": ["cursor", "jobState"], "event": ["result"]}}

test_place_that_is_lost_violates if {
	_found(fixture.channel(_read)) == {_finding("lost", [
		"channel:prov/main/crm to crm no longer knows up to where it has worked through its events; ",
		"the last was at 2026-11-21T08:00:00Z.",
	])}
}

test_place_that_is_known_or_was_not_read_is_clean if {
	_found(fixture.channel(object.union(_read, {"record": {"cursor": "c-1"}}))) == set()
	_found(fixture.channel({})) == set()
}

test_channel_that_has_not_run_is_clean if {
	document := fixture.channel(_read)
	fresh := object.union(object.remove(document, ["events"]), {"events": {"count": 0, "results": {}}})
	_found(fresh) == set()
}

test_job_that_was_started_anew_is_clean if {
	_found(fixture.channel(object.union(_read, {"record": {"startedAt": "2026-11-21T09:00:00Z"}}))) == set()
	every before in ["2026-11-01T09:00:00Z", "2026-11-21T08:00:00Z"] {
		count(_found(fixture.channel(object.union(_read, {"record": {"startedAt": before}})))) == 1
	}
}

test_channel_without_record_is_clean if _found(object.remove(fixture.channel(_read), ["record"])) == set()
