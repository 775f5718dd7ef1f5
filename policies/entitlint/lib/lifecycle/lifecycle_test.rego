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
