package entitlint.lib.lifecycle_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.lib.lifecycle
import future.keywords.not

_of(identities) := fixture.subject({"identities": identities})

test_authority_decides_over_the_directory if {
	lifecycle.state == "active" with input as _of([
		fixture.worker({}),
		fixture.user({"record": {"status": "disabled"}}),
	])
	lifecycle.state == "inactive" with input as _of([fixture.leaver, fixture.user({})])
}

test_any_current_record_makes_active if {
	unknown := fixture.worker({"record": {"status": "unknown"}})
	lifecycle.state == "active" with input as _of([fixture.leaver, unknown, fixture.worker({})])
	lifecycle.state == "unknown" with input as _of([fixture.leaver, unknown])
}

test_every_status_has_a_state if {
	every status, state in {
		"active": "active",
		"invited": "active",
		"staged": "active",
		"leave": "active",
		"suspended": "active",
		"locked": "active",
		"disabled": "inactive",
		"terminated": "inactive",
		"deleted": "inactive",
		"unknown": "unknown",
	} {
		lifecycle.state == state with input as _of([fixture.worker({"record": {"status": status}})])
	}
}

test_registry_makes_a_machine_active if {
	lifecycle.state == "active" with input as fixture.machine({})
	repository := fixture.user({"role": "application", "record": {"status": "disabled"}})
	lifecycle.state == "active" with input as fixture.machine({"identities": [repository]})
	lifecycle.state == "inactive" with input as _of([repository])
}

test_no_record_has_no_state if {
	lifecycle.state == "none" with input as _of([])
	lifecycle.about == {} with input as _of([])
}

test_all_deleted_is_deleted if {
	deleted := fixture.worker({"record": {"status": "deleted"}})
	lifecycle.reason == "deleted" with input as _of([deleted])
	lifecycle.reason == "inactive" with input as _of([deleted, fixture.leaver])
}

test_an_end_of_the_record_counts_before_the_first_sight_of_its_status if {
	entry := fixture.worker({
		"record": {"status": "terminated"},
		"statusSince": "2026-11-22T08:00:00Z",
		"ends": "2026-01-31T23:59:59Z",
	})
	document := fixture.subject({"identities": [entry]})
	lifecycle.change == {"kind": "at", "at": "2026-01-31T23:59:59Z"} with input as document
}

test_only_what_is_over_lasts if {
	at := "2026-11-20T12:00:00Z"
	since := {"at": at, "text": concat(" ", ["since", at]), "kind": "at"}
	lifecycle.lasting == since with input as _of([fixture.leaver])
	lifecycle.lasting == {} with input as _of([fixture.worker({})])
}

_week := 604800

_estate := _allowing({"lead": 86400, "gap": 2 * _week})

_allowing(params) := fixture.estate_with({"params": {"joiner-timing": params}})

_again(more) := fixture.worker(object.union({"starts": "2027-03-01T00:00:00Z", "record": {"id": "identity:hr/main/8"}}, more))

_ended(end) := fixture.worker({"ends": end})

_state(identities) := found if {
	found := lifecycle.state with input as _of(identities) with data.estate as _estate
}

test_a_contract_to_come_after_years_makes_nobody_active if {
	every later in [_again({}), _again({"record": {"status": "staged"}})] {
		document := _of([_ended("2024-03-31T23:59:59Z"), later])
		_state(document.identities) == "inactive"
		_state([later, fixture.leaver]) == "inactive"
		lifecycle.change == {"kind": "at", "at": "2024-03-31T23:59:59Z"} with input as document with data.estate as _estate
		lifecycle.about == {"identity": "identity:hr/main/7"} with input as document with data.estate as _estate
		lifecycle.return_text == ", who starts again at 2027-03-01T00:00:00Z" with input as document
			with data.estate as _estate
	}
	_state([_again({})]) == "active"
	_state([_ended("2024-03-31T23:59:59Z"), _again({}), fixture.worker({})]) == "active"
	lifecycle.return_text == "" with input as _of([fixture.leaver])
}

test_shortly_before_the_first_day_somebody_is_back if {
	old := _ended("2024-03-31T23:59:59Z")
	_state([old, _again({"starts": "2026-11-23T08:00:00Z"})]) == "active"
	_state([old, _again({"starts": "2026-11-23T08:00:01Z"})]) == "inactive"
	mail := _allowing({"lead": {"default": 86400, "mail": _week}, "gap": 0})
	lifecycle.state == "active" with data.estate as mail
		with input as _of([old, _again({"starts": "2026-11-29T08:00:00Z"})])
	lifecycle.state == "inactive" with data.estate as mail
		with input as _of([old, _again({"starts": "2026-11-29T08:00:01Z"})])
}

test_a_change_of_contract_with_a_short_gap_is_none_of_leaving if {
	_state([fixture.leaver, _again({"starts": "2026-12-04T12:00:00Z"})]) == "active"
	_state([fixture.leaver, _again({"starts": "2026-12-04T12:00:01Z"})]) == "inactive"
	_state([
		_ended("2024-03-31T23:59:59Z"),
		fixture.leaver,
		_again({"starts": "2026-12-04T12:00:00Z"}),
	]) == "active"
}

test_how_long_somebody_is_away_that_nothing_tells_is_unknown if {
	undated := fixture.worker({"record": {"status": "terminated"}})
	soon := _again({"starts": "2026-12-04T12:00:00Z"})
	_state([undated, soon]) == "unknown"
	_state([object.union(undated, {"firstSeen": "2026-11-20T11:59:59Z"}), soon]) == "inactive"
	_state([undated, _again({})]) == "inactive"
	_state([fixture.worker({"record": {"status": "unknown"}}), _again({})]) == "unknown"
}

test_nobody_knows_when_a_staged_contract_without_a_start_begins if {
	staged := fixture.worker({"record": {"id": "identity:hr/main/8", "status": "staged"}})
	_state([fixture.leaver, staged]) == "unknown"
	_state([fixture.leaver, object.union(staged, {"record": {"startDate": "2026-11-20"}})]) == "active"
	_state([staged]) == "active"
}

_first_day(identities) := found if {
	found := lifecycle.first_day with input as _of(identities) with data.estate as _estate
}

test_first_day_of_whoever_is_not_here_yet if {
	_first_day([_again({"starts": "2027-04-01T00:00:00Z"}), _again({})]) == "2027-03-01T00:00:00Z"
	_first_day([_ended("2024-03-31T23:59:59Z"), _again({"starts": "2026-11-23T07:00:00Z"})]) == "2026-11-23T07:00:00Z"
	every identities in [
		[fixture.worker({}), _again({})],
		[fixture.leaver, _again({"starts": "2026-11-23T07:00:00Z"})],
		[_ended("2024-03-31T23:59:59Z"), _again({})],
		[fixture.worker({"record": {"status": "unknown"}}), _again({"starts": "2026-11-23T07:00:00Z"})],
	] {
		not _first_day(identities)
	}
}
