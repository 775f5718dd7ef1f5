package entitlint.rules.subject.nhi_no_owner_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_no_owner as rule
import future.keywords.not

_finding := {"id": "nhi:ci", "app": "crm", "reason": "none", "msg": "nhi:ci has no owner."}

_ownerless(patch) := fixture.machine(object.union({"owners": []}, patch))

_stub(decide_by) := fixture.machine({
	"owners": [],
	"registry": {"proposed": {"who": "person:li@example.com", "decideBy": decide_by}},
})

test_machine_without_owner_violates if {
	every kind in ["service", "agent", "workload", "shared"] {
		rule.deny == {_finding} with input as _ownerless({"kind": kind}) with data.estate as fixture.estate
		rule.unknown == set() with input as _ownerless({"kind": kind}) with data.estate as fixture.estate
	}
}

test_privileged_machine_is_critical if {
	privileged := _ownerless({"accounts": [fixture.account({"privileged": true})]})
	critical := object.union(_finding, {"severity": "critical"})
	rule.deny == {critical} with input as privileged with data.estate as fixture.estate
}

test_one_owner_is_enough if {
	rule.deny == set() with input as fixture.machine({}) with data.estate as fixture.estate
}

test_people_are_not_asked if {
	every kind in ["human", "external", "system", "break-glass", "unknown"] {
		rule.deny == set() with input as _ownerless({"kind": kind}) with data.estate as fixture.estate
	}
}

test_unregistered_machine_is_asked_to_register_first if {
	document := object.remove(_ownerless({}), ["registry"])
	rule.deny == set() with input as document with data.estate as fixture.estate
}

test_machine_of_a_directory_needs_an_owner_too if {
	agent := fixture.user({"record": {"kind": "agent"}})
	document := object.remove(_ownerless({"kind": "agent", "identities": [agent]}), ["registry"])
	rule.deny == {_finding} with input as document with data.estate as fixture.estate
	retired := fixture.user({"record": {"kind": "agent", "status": "disabled"}})
	gone := object.remove(_ownerless({"kind": "agent", "identities": [retired]}), ["registry"])
	rule.deny == set() with input as gone with data.estate as fixture.estate
}

test_proposed_owner_informs_until_its_day if {
	proposed := {
		"id": "nhi:ci",
		"app": "crm",
		"reason": "proposed",
		"severity": "info",
		"msg": "nhi:ci has no owner yet: person:li@example.com is proposed, to be decided by 2026-11-22.",
	}
	rule.deny == {proposed} with input as _stub(fixture.now) with data.estate as fixture.estate
	undecided := {
		"id": "nhi:ci",
		"app": "crm",
		"reason": "undecided",
		"msg": "nhi:ci has no owner: person:li@example.com was proposed, and nobody had decided by 2026-11-22.",
	}
	rule.deny == {undecided} with input as _stub("2026-11-22T07:59:59Z") with data.estate as fixture.estate
}

test_proposal_is_told_with_what_it_rests_on if {
	stub := object.union(_stub("2027-01-15T23:59:59Z"), {"registry": {"proposed": {"because": "managedBy"}}})
	told := {finding.msg | some finding in rule.deny} with input as stub with data.estate as fixture.estate
	told == {"nhi:ci has no owner yet: person:li@example.com (managedBy) is proposed, to be decided by 2027-01-15."}
}

# The system's word spares nobody the decision that the registry asks for.
test_owner_of_the_system_does_not_decide_a_stub if {
	stub := object.union(_stub("2026-11-22T07:59:59Z"), {"owners": [fixture.owner({"source": "system"})]})
	reasons := {finding.reason | some finding in rule.deny} with input as stub with data.estate as fixture.estate
	reasons == {"undecided"}
}

test_missing_data_is_unknown if {
	every record, expected in {
		{"kind": "service", "unknown": ["owners"]}: ["owners-unread", "its owners could not be read"],
		{"kind": "service", "status": "unknown"}: ["subject-unknown", "it is not known whether it is still in use"],
	} {
		document := _ownerless({"identities": [fixture.user({"record": record})]})
		rule.deny == set() with input as document with data.estate as fixture.estate
		rule.unknown == {object.union(_finding, {
			"reason": expected[0],
			"msg": concat("", ["Whether nhi:ci needs an owner cannot be judged: ", expected[1], "."]),
		})} with input as document
			with data.estate as fixture.estate
	}
}

test_a_role_given_to_a_stub_does_not_wait if {
	stub := fixture.subject({"id": "nhi:etl", "kind": "service", "home": "access", "registry": {
		"id": "nhi:etl",
		"kind": "service",
		"declared": {"file": "access/identities/etl.yaml", "line": 1},
		"proposed": {"who": "person:ana", "decideBy": "2027-01-15T23:59:59Z"},
	}})
	entry := {
		"id": "nhi:etl/entitlement:crm/main/e1",
		"kind": "entitlement",
		"target": "entitlement:crm/main/e1",
		"system": "crm",
		"name": "role/editor",
		"role": "editors",
		"by": "member",
		"declared": {"file": "access/roles/editors.yaml", "line": 4},
	}
	reasons := {finding.reason | some finding in rule.deny} with input as stub with data.estate as fixture.estate
	reasons == {"proposed"}
	rule.deny == {{
		"id": "nhi:etl",
		"app": "access",
		"reason": "given",
		"msg": "nhi:etl has no owner, person:ana is only proposed, and the role editors is given to it.",
	}} with input as object.union(stub, {"expected": [entry]})
		with data.estate as fixture.estate
	held := fixture.account({"grants": [fixture.grant({"role": "editors"})]})
	given := {finding.reason | some finding in rule.deny} with input as object.union(stub, {"accounts": [held]})
		with data.estate as fixture.estate
	given == {"given"}
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_may_be_off := {"identities": [fixture.user({"record": {"kind": "service", "status": "unknown"}})]}

_given(patch) := object.union(patch, {"accounts": [fixture.account({
	"privileged": true,
	"grants": [fixture.grant({"role": "export"})],
})]})

test_whoever_is_not_asked_is_not_doubted if {
	_calm(object.union(_ownerless(_may_be_off), {"kind": "human"}))
	_calm(fixture.machine({"identities": [fixture.user({"record": {"unknown": ["owners"]}})]}))
	_calm(object.union(_stub("2027-01-15T23:59:59Z"), _may_be_off))
	_calm(_given(fixture.machine({})))
}

_graver(document) := {[one.reason, one.severity] | some one in found} if {
	found := rule.deny with input as document with data.estate as fixture.estate
}

test_a_privileged_machine_is_graver_unless_it_waits if {
	privileged := {"accounts": [fixture.account({"privileged": true})]}
	_graver(object.union(_stub("2027-01-15T23:59:59Z"), privileged)) == {["proposed", "info"]}
	_graver(object.union(_stub("2026-11-15T23:59:59Z"), privileged)) == {["undecided", "critical"]}
	_graver(_given(_stub("2027-01-15T23:59:59Z"))) == {["given", "critical"]}
	_graver(_given(_ownerless({}))) == {["none", "critical"]}
}
