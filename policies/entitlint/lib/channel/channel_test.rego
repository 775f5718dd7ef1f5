package entitlint.lib.channel_test

import data.entitlint.lib.channel
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_estate(crm, prov) := fixture.estate_with({"cutoffs": {
	"crm": {"some-rule": {"limit": crm}},
	"prov": {"some-rule": {"limit": prov}},
}})

test_both_readings_have_to_be_late_enough if {
	at := "2026-11-22T05:00:00Z"
	later := "2026-11-22T06:00:00Z"
	channel.overdue(at, "some-rule", "limit") with input as fixture.channel({})
		with data.estate as _estate(later, later)
	not channel.overdue(at, "some-rule", "limit") with input as fixture.channel({})
		with data.estate as _estate(at, later)
	not channel.overdue(at, "some-rule", "limit") with input as fixture.channel({})
		with data.estate as _estate(later, at)
}

test_a_part_of_an_object_is_read_of_the_object if {
	document := fixture.channel({"read": {"channel": ["lastReconcile.endedAt"], "event": ["seq"]}})
	channel.reads_channel("lastReconcile") with input as document
	not channel.reads_channel("cursor") with input as document
	channel.reads_event("seq") with input as document
	not channel.reads_event("actor") with input as document
}

test_spans_are_told_in_whole_units if {
	channel.span(172800) == "2 days"
	channel.span(7200) == "2 hours"
	channel.span(7199) == "119 minutes"
	channel.span(119) == "119 seconds"
}

_param(value, patch) := found if {
	found := channel.param("some-rule", "limit") with input as fixture.channel(patch)
		with data.estate as fixture.estate_with({"params": {"some-rule": {"limit": value}}})
}

test_parameter_of_the_channel if {
	_param(60, {}) == 60
	by := {"default": 1, "scim": 2, "tier1": 3, "crm": 4}
	_param(by, {}) == 4
	_param(object.remove(by, ["crm"]), {"tier": 1}) == 3
	_param(object.remove(by, ["crm"]), {}) == 2
	_param({"default": 1, "batch": 5}, {}) == 1
}
