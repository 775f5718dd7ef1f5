package entitlint.rules.subject.leaver_hr_directory_lag_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leaver_hr_directory_lag as rule
import future.keywords.not

_estate := fixture.limited("leaver-hr-directory-lag", "grace", "2026-11-21T08:00:00Z")

_finding := {
	"id": "identity:okta/main/u7",
	"app": "okta",
	"reason": "inactive",
	"identity": "identity:okta/main/u7",
	"msg": concat("", [
		"identity:okta/main/u7 is active in okta, but the authority has ended this person ",
		"since 2026-11-20T12:00:00Z.",
	]),
}

_both(worker, user) := fixture.subject({"identities": [worker, user]})

test_directory_that_lags_violates if {
	rule.deny == {_finding} with input as _both(fixture.leaver, fixture.user({})) with data.estate as _estate
	rule.unknown == set() with input as _both(fixture.leaver, fixture.user({})) with data.estate as _estate
}

test_directory_that_followed_is_clean if {
	every status in ["disabled", "deleted", "suspended", "staged"] {
		user := fixture.user({"record": {"status": status}})
		rule.deny == set() with input as _both(fixture.leaver, user) with data.estate as _estate
	}
}

test_person_who_is_here_is_clean if {
	every status in ["active", "leave"] {
		worker := fixture.worker({"record": {"status": status}})
		rule.deny == set() with input as _both(worker, fixture.user({})) with data.estate as _estate
	}
	second := fixture.subject({"identities": [fixture.leaver, fixture.worker({}), fixture.user({})]})
	rule.deny == set() with input as second with data.estate as _estate
}

test_directory_alone_is_its_own_authority if {
	gone := fixture.user({"record": {"status": "disabled"}})
	rule.deny == set() with input as fixture.subject({"identities": [gone, fixture.user({})]}) with data.estate as _estate
}

test_contract_holds_to_its_last_second if {
	today := fixture.worker({"ends": fixture.now})
	rule.deny == set() with input as _both(today, fixture.user({})) with data.estate as _estate
	ended := fixture.worker({"ends": "2026-11-20T22:59:59Z"})
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"identity:okta/main/u7 is active in okta, but the authority has ended this person ",
		"since 2026-11-20T22:59:59Z.",
	])})} with input as _both(ended, fixture.user({}))
		with data.estate as _estate
}

test_late_entry_counts_from_when_it_was_entered if {
	late := fixture.worker({
		"record": {"status": "terminated", "statusChangedAt": "2026-11-22T07:00:00Z"},
		"ends": "2026-11-01T22:59:59Z",
	})
	rule.deny == set() with input as _both(late, fixture.user({})) with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	at := fixture.limited("leaver-hr-directory-lag", "grace", "2026-11-20T12:00:00Z")
	rule.deny == set() with input as _both(fixture.leaver, fixture.user({})) with data.estate as at
	after := fixture.limited("leaver-hr-directory-lag", "grace", "2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as _both(fixture.leaver, fixture.user({})) with data.estate as after
}

_undecided(document, reason, text) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": reason,
		"msg": concat("", ["Whether identity:okta/main/u7 outlives a contract cannot be judged: ", text, "."]),
	})} with input as document
		with data.estate as _estate
}

test_missing_data_is_unknown if {
	nobody_knows := fixture.worker({"record": {"status": "unknown"}})
	_undecided(_both(nobody_knows, fixture.user({})), "subject-unknown", "the authority does not tell the person's status")
	unread := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})
	_undecided(_both(unread, fixture.user({})), "since-unread", "since when the person is inactive could not be read")
	every record in [{"status": "unknown"}, {"unknown": ["status"]}] {
		user := fixture.user({"record": record})
		_undecided(_both(fixture.leaver, user), "directory-unknown", "the status in the directory is not known")
	}
}

test_person_whom_the_authority_dropped_violates if {
	gone := {"id": "identity:hr/main/7", "lastSeen": "2026-11-20T06:00:00Z"}
	document := fixture.subject({"identities": [fixture.user({"authoritative": "deleted", "gone": [gone]})]})
	after := fixture.limited("leaver-hr-directory-lag", "grace", "2026-11-20T06:00:01Z")
	rule.deny == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "deleted",
		"identity": "identity:okta/main/u7",
		"msg": concat(" ", [
			"identity:okta/main/u7 is active in okta, but the authority has ended this person",
			"some time after 2026-11-20T06:00:00Z.",
		]),
	}} with input as document
		with data.estate as after
	at := fixture.limited("leaver-hr-directory-lag", "grace", "2026-11-20T06:00:00Z")
	rule.deny == set() with input as document with data.estate as at
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_without_an_authority_nothing_lags if {
	_nothing(fixture.subject({"identities": [fixture.user({"ends": "2026-11-01T00:00:00Z"})]}))
	_nothing(fixture.subject({"identities": [fixture.user({"record": {"unknown": ["endDate"]}})]}))
}

test_of_somebody_here_nothing_is_in_doubt if {
	_nothing(_both(fixture.worker({"record": {"unknown": ["statusChangedAt"]}}), fixture.user({})))
	_nothing(_both(fixture.worker({}), fixture.user({"record": {"status": "unknown"}})))
}

test_only_directories_are_to_follow if {
	_nothing(_both(fixture.leaver, fixture.user({"role": "application", "record": {"status": "unknown"}})))
}

_aged(limit) := fixture.ageing(_estate, "leaver-hr-directory-lag", "high", limit)

_overdue(from, to, since) := fixture.lasted("leaver-hr-directory-lag", from, to, since)

test_what_lasts_becomes_graver if {
	document := _both(fixture.leaver, fixture.user({}))
	raised := object.union(_finding, _overdue("high", "critical", "since 2026-11-20T12:00:00Z"))
	rule.deny == {raised} with input as document with data.estate as _aged("2026-11-20T12:00:01Z")
	rule.deny == {_finding} with input as document with data.estate as _aged("2026-11-20T12:00:00Z")
}
