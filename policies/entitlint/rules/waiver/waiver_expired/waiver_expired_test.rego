package entitlint.rules.waiver.waiver_expired_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.waiver.waiver_expired as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"waiver-expired": {"warn": 1209600}}})

_finding(reason, severity, text) := {
	"id": "waiver:w-1",
	"app": "access",
	"reason": reason,
	"severity": severity,
	"msg": concat("", ["waiver:w-1 ", text, "."]),
}

_found(patch, finding) if {
	rule.deny == {finding} with input as fixture.waiver(patch) with data.estate as _estate
}

_clean(patch) if {
	rule.deny == set() with input as fixture.waiver(patch) with data.estate as _estate
}

test_waiver_with_time_left_is_clean if {
	_clean({})
}

test_waiver_holds_to_its_last_second if {
	_found(
		{"secondsLeft": 0},
		_finding("soon", "info", "ends on 2027-01-31; after that orphan-account stands on account:crm/main/a7"),
	)
	_found(
		{"secondsLeft": -1},
		_finding("expired", "medium", "ended on 2027-01-31: orphan-account stands again on account:crm/main/a7"),
	)
}

test_expired_is_as_grave_as_what_stands_again if {
	text := "ended on 2027-01-31: orphan-account stands again on account:crm/main/a7"
	every severity, given in {"info": "medium", "low": "medium", "high": "high", "critical": "critical"} {
		_found({"secondsLeft": -1, "matched": {"gravest": severity}}, _finding("expired", given, text))
	}
}

test_expired_where_nothing_is_left if {
	patch := {"secondsLeft": -1, "matched": {"findings": 0, "objects": 0, "standing": 0}}
	_found(patch, _finding("expired", "low", "ended on 2027-01-31, and there is nothing left that it was about"))
}

test_end_is_announced_two_weeks_ahead if {
	_clean({"secondsLeft": 1209601})
	_found(
		{"secondsLeft": 1209600},
		_finding("soon", "info", "ends on 2027-01-31; after that orphan-account stands on account:crm/main/a7"),
	)
}

test_end_of_what_waives_nothing_is_not_announced if {
	_clean({"secondsLeft": 100, "matched": {"findings": 0, "objects": 0, "standing": 0}})
	_clean({"secondsLeft": 0, "matched": {"findings": 0, "objects": 0, "standing": 0}})
}
