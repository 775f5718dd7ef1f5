package entitlint.rules.subject.nhi_owner_inactive_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_owner_inactive as rule
import future.keywords.not

_estate := fixture.limited("nhi-owner-inactive", "grace", "2026-11-15T08:00:00Z")

_finding := {
	"id": "nhi:ci",
	"app": "crm",
	"reason": "inactive",
	"msg": "nhi:ci is owned by people who have all gone.",
}

_gone := fixture.owner_in({"status": "terminated", "since": "2026-11-01T08:00:00Z"})

_here := fixture.owner({})

_owned_by(owners) := fixture.machine({"owners": owners})

test_machine_whose_owner_left_violates if {
	rule.deny == {_finding} with input as _owned_by([_gone]) with data.estate as _estate
	rule.unknown == set() with input as _owned_by([_gone]) with data.estate as _estate
}

test_many_owners_gone_are_one_finding if {
	rule.deny == {_finding} with input as _owned_by([_gone, _gone, fixture.owner_in({"status": "deleted"})])
		with data.estate as _estate
}

test_privileged_machine_is_critical if {
	document := fixture.machine({"owners": [_gone], "accounts": [fixture.account({"privileged": true})]})
	rule.deny == {object.union(_finding, {"severity": "critical"})} with input as document with data.estate as _estate
}

test_one_active_owner_is_enough if {
	rule.deny == set() with input as _owned_by([_gone, _here]) with data.estate as _estate
	rule.unknown == set() with input as _owned_by([_here, fixture.owner_in({"status": "unknown"})])
		with data.estate as _estate
}

test_owner_on_leave_is_an_owner if {
	rule.deny == set() with input as _owned_by([fixture.owner_in({"status": "leave"})]) with data.estate as _estate
}

test_one_active_member_makes_a_group_active if {
	group := fixture.owner({"kind": "group", "holders": [
		{"count": 3, "records": [{"system": "hr", "role": "authoritative-identity", "status": "terminated"}]},
		{"count": 1, "records": [{"system": "okta", "role": "directory", "status": "active"}]},
	]})
	rule.deny == set() with input as _owned_by([group]) with data.estate as _estate
}

test_owner_is_judged_by_authority_then_directory_then_anything if {
	hr_decides := fixture.owner({"holders": [{"count": 1, "records": [
		{"system": "hr", "role": "authoritative-identity", "status": "terminated"},
		{"system": "okta", "role": "directory", "status": "active"},
	]}]})
	rule.deny == {_finding} with input as _owned_by([hr_decides]) with data.estate as _estate
	directory_decides := fixture.owner({"holders": [{"count": 1, "records": [
		{"system": "okta", "role": "directory", "status": "disabled"},
		{"system": "crm", "role": "application", "status": "active"},
	]}]})
	rule.deny == {_finding} with input as _owned_by([directory_decides]) with data.estate as _estate
	whatever_there_is := fixture.owner({"holders": [{"count": 1, "records": [
		{"system": "crm", "role": "application", "status": "deleted"},
	]}]})
	rule.deny == {_finding} with input as _owned_by([whatever_there_is]) with data.estate as _estate
}

test_ended_contract_counts_from_its_end if {
	long_ago := fixture.owner_in({"status": "active", "ends": "2026-11-15T07:59:59Z"})
	rule.deny == {_finding} with input as _owned_by([long_ago]) with data.estate as _estate
	lately := fixture.owner_in({"status": "active", "ends": "2026-11-15T08:00:00Z"})
	rule.deny == set() with input as _owned_by([lately]) with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	at := fixture.owner_in({"status": "terminated", "since": "2026-11-15T08:00:00Z"})
	rule.deny == set() with input as _owned_by([at]) with data.estate as _estate
	before := fixture.owner_in({"status": "terminated", "since": "2026-11-15T07:59:59Z"})
	rule.deny == {_finding} with input as _owned_by([before]) with data.estate as _estate
}

test_empty_group_and_dead_reference_violate if {
	empty := object.union(_finding, {"reason": "empty", "msg": "nhi:ci is owned by a group without members."})
	rule.deny == {empty} with input as _owned_by([fixture.owner({"kind": "group", "holders": []})])
		with data.estate as _estate
	nobody := object.union(_finding, {"reason": "unresolved", "msg": "nhi:ci is owned by a name that leads to nobody."})
	rule.deny == {nobody} with input as _owned_by([fixture.owner({"resolved": false, "holders": []})])
		with data.estate as _estate
}

test_stub_and_ownerless_machine_belong_to_another_rule if {
	rule.deny == set() with input as _owned_by([]) with data.estate as _estate
	proposed := {"who": "person:li@example.com", "decideBy": "2026-12-31T23:59:59Z"}
	stub := fixture.machine({"owners": [_gone], "registry": {"proposed": proposed}})
	rule.deny == set() with input as stub with data.estate as _estate
}

_undecided(document, reason, text) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": reason,
		"msg": concat("", ["Whether anybody answers for nhi:ci cannot be judged: ", text, "."]),
	})} with input as document
		with data.estate as _estate
}

test_missing_data_is_unknown if {
	unknown_owner := fixture.owner_in({"status": "unknown"})
	_undecided(_owned_by([_gone, unknown_owner]), "owner-unknown", "the status of its owners is not known")
	machine_owner := fixture.owner({"kind": "machine", "holders": []})
	_undecided(_owned_by([machine_owner]), "owner-unknown", "the status of its owners is not known")
	without_records := fixture.owner({"holders": [{"count": 1, "records": []}]})
	_undecided(_owned_by([without_records]), "owner-unknown", "the status of its owners is not known")
	doubtful := fixture.machine({
		"owners": [_gone],
		"identities": [fixture.user({"record": {"kind": "service", "status": "unknown"}})],
	})
	_undecided(doubtful, "subject-unknown", "it is not known whether it is still in use")
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_empty := fixture.owner({"kind": "group", "holders": []})

_unsure := fixture.owner_in({"status": "unknown"})

test_whoever_is_not_asked_is_not_doubted if {
	_calm(fixture.machine({"owners": [_unsure], "registry": {"proposed": {"who": "person:li@example.com", "decideBy": fixture.now}}}))
	_calm(fixture.machine({"owners": [_gone], "kind": "human"}))
	may_be_off := {"identities": [fixture.user({"record": {"kind": "service", "status": "unknown"}})]}
	_calm(fixture.machine(object.union(may_be_off, {"owners": [_here]})))
}

test_an_empty_group_beside_somebody_is_clean if {
	_calm(_owned_by([_empty, _here]))
	rule.deny == set() with input as _owned_by([_empty, _unsure]) with data.estate as _estate
}

_aged(limit) := fixture.ageing(_estate, "nhi-owner-inactive", "high", limit)

_overdue(from, to, since) := fixture.lasted("nhi-owner-inactive", from, to, since)

test_what_lasts_becomes_graver if {
	raised := object.union(_finding, _overdue("high", "critical", "since 2026-11-01T08:00:00Z"))
	rule.deny == {raised} with input as _owned_by([_gone]) with data.estate as _aged("2026-11-01T08:00:01Z")
	rule.deny == {_finding} with input as _owned_by([_gone]) with data.estate as _aged("2026-11-01T08:00:00Z")
}

test_an_owner_of_whom_nobody_knows_when_they_left_does_not_age if {
	document := _owned_by([fixture.owner_in({"status": "deleted"})])
	rule.deny == {_finding} with input as document with data.estate as _aged("2026-11-22T08:00:00Z")
}
