package entitlint.rules.source.sync_snapshot_stale_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.source.sync_snapshot_stale as rule
import future.keywords.not

_entry(patch) := object.union(
	{
		"kind": "identity",
		"observedAt": "2026-11-20T08:00:00Z",
		"completeness": "full",
		"count": 3,
		"freshness": "stale",
	},
	patch,
)

_source(role, entry) := fixture.source({"role": role, "kinds": [entry]})

_finding := {
	"id": "source:okta/identity",
	"app": "okta",
	"reason": "stale",
	"severity": "high",
	"msg": "identity of okta was observed at 2026-11-20T08:00:00Z and is older than its schedule allows.",
}

test_stale_directory_is_high if {
	every role in ["directory", "authoritative-identity"] {
		rule.deny == {_finding} with input as _source(role, _entry({})) with data.estate as fixture.estate
	}
}

test_stale_application_is_medium if {
	rule.deny == {object.remove(_finding, ["severity"])} with input as _source("application", _entry({}))
		with data.estate as fixture.estate
}

test_observation_in_the_future_violates if {
	rule.deny == {object.union(_finding, {
		"reason": "future",
		"msg": "identity of okta was observed at 2026-11-20T08:00:00Z, which lies in the future.",
	})} with input as _source("directory", _entry({"freshness": "future"}))
		with data.estate as fixture.estate
}

test_fresh_source_is_clean if {
	rule.deny == set() with input as _source("directory", _entry({"freshness": "fresh"})) with data.estate as fixture.estate
}

test_nothing_is_stale_where_time_is_given_by_hand if {
	untimed := object.remove(_entry({}), ["freshness"])
	rule.deny == set() with input as _source("directory", untimed) with data.estate as fixture.estate
}

test_kind_that_is_not_collected_has_no_age if {
	entry := _entry({"completeness": "not-collected"})
	rule.deny == set() with input as _source("directory", entry) with data.estate as fixture.estate
}
