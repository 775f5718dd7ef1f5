package entitlint.lib.usage_test

import data.entitlint.lib.usage
import future.keywords.not

_day := {"used": "2026-11-20T23:59:59Z", "usedFrom": "2026-11-20T00:00:00Z"}

test_a_day_lies_after_an_instant_from_its_first_second_on if {
	usage.after(_day, "2026-11-19T23:00:00Z", 3599)
	not usage.after(_day, "2026-11-19T23:00:00Z", 3600)
	not usage.after(_day, "2026-11-20T12:00:00Z", 0)
}

test_an_instant_lies_after_another_by_more_than_the_skew if {
	usage.after({"used": "2026-11-20T10:15:01Z"}, "2026-11-20T10:00:00Z", 900)
	not usage.after({"used": "2026-11-20T10:15:00Z"}, "2026-11-20T10:00:00Z", 900)
	not usage.after({"never": true}, "2026-11-20T10:00:00Z", 900)
}

test_idle_counts_from_the_last_second if {
	usage.idle(_day, "2026-11-21T00:00:00Z")
	not usage.idle(_day, "2026-11-20T23:59:59Z")
	not usage.idle({"never": true}, "2026-11-21T00:00:00Z")
}

test_only_real_and_exact_uses_are_certain if {
	usage.certain(_day)
	not usage.certain(object.union(_day, {"includesFailures": true}))
	not usage.certain(object.union(_day, {"granularity": "unknown"}))
	usage.certain(object.union(_day, {"granularity": "month"}))
}

test_words_say_how_exact_it_is if {
	usage.earliest_text(_day) == "on or after 2026-11-20T00:00:00Z"
	usage.earliest_text({"used": "2026-11-20T10:15:00Z"}) == "at 2026-11-20T10:15:00Z"
}
