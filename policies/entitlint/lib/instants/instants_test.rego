package entitlint.lib.instants_test

import data.entitlint.lib.instants
import future.keywords.not

test_seconds_of_instants if {
	every instant, seconds in {
		"1970-01-01T00:00:00Z": 0,
		"1970-01-02T00:00:01Z": 86401,
		"2000-02-29T12:00:00Z": 951825600,
		"2000-03-01T00:00:00Z": 951868800,
		"2024-12-31T23:59:59Z": 1735689599,
		"2026-11-22T08:00:00Z": 1795334400,
		"2100-03-01T00:00:00Z": 4107542400,
	} {
		instants.seconds(instant) == seconds
	}
}

test_near_includes_the_span_itself if {
	instants.near("2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z", 86400)
	instants.near("2026-11-23T08:00:00Z", "2026-11-22T08:00:00Z", 86400)
	not instants.near("2026-11-22T08:00:00Z", "2026-11-23T08:00:01Z", 86400)
}
