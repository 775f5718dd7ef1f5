package entitlint.lib.exposure_test

import data.entitlint.lib.exposure
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_estate := object.union(
	fixture.limited("some-rule", "overdue", "2026-10-23T08:00:00Z"),
	{"severities": {"some-rule": "medium"}},
)

_finding := {"id": "account:crm/main/a7", "app": "crm", "reason": "inactive", "msg": "It is there."}

_late := exposure.from("2026-10-23T07:59:59Z")

_raised(from, to) := object.union(_finding, {"severity": to, "overdue": {
	"from": from,
	"why": "It has lasted since 2026-10-23T07:59:59Z, longer than `overdue` of some-rule allows.",
}})

test_what_lasts_is_one_graver_than_its_rule if {
	exposure.lasting(_finding, "some-rule", _late) == _raised("medium", "high") with data.estate as _estate
}

test_what_is_graver_already_becomes_graver_still if {
	steps := {"low": "medium", "medium": "high", "high": "critical"}
	every from, to in steps {
		given := object.union(_finding, {"severity": from})
		exposure.lasting(given, "some-rule", _late) == _raised(from, to) with data.estate as _estate
	}
}

test_what_informs_and_what_is_critical_stay_so if {
	every severity in ["info", "critical"] {
		given := object.union(_finding, {"severity": severity})
		exposure.lasting(given, "some-rule", _late) == given with data.estate as _estate
	}
}

test_exactly_at_the_limit_is_in_time if {
	at := exposure.from("2026-10-23T08:00:00Z")
	exposure.lasting(_finding, "some-rule", at) == _finding with data.estate as _estate
}

test_nothing_is_raised_without_limit_or_start if {
	exposure.lasting(_finding, "some-rule", {}) == _finding with data.estate as _estate
	exposure.lasting(_finding, "other-rule", _late) == _finding with data.estate as _estate
	exposure.lasting(_finding, "some-rule", _late) == _finding with data.estate as fixture.estate
}

_dated := object.union(_estate, {"dates": true})

test_where_dates_are_asked_for_a_finding_tells_its_own if {
	told := {"since": {"at": _late.at, "kind": "at"}}
	aged := object.union(_raised("medium", "high"), told)
	exposure.lasting(_finding, "some-rule", _late) == aged with data.estate as _dated
	exposure.lasting(_finding, "other-rule", _late) == object.union(_finding, told) with data.estate as _dated
}

test_an_instant_that_is_a_limit_alone_is_told_as_one if {
	at := _late.at
	told := {"since": {"at": at, "kind": "after"}}
	since := {"at": at, "text": concat(" ", ["some time after", at]), "kind": "after"}
	exposure.lasting(_finding, "other-rule", since) == object.union(_finding, told) with data.estate as _dated
	bare := {"since": {"at": at, "kind": "at"}}
	exposure.lasting(_finding, "other-rule", {"at": at, "text": "then"}) == object.union(_finding, bare) with data.estate as _dated
}

test_where_nobody_knows_no_date_is_told if {
	exposure.lasting(_finding, "some-rule", {}) == _finding with data.estate as _dated
}
