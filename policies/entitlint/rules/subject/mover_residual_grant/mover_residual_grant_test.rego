package entitlint.rules.subject.mover_residual_grant_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.mover_residual_grant as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("mover-residual-grant", "grace", "2026-11-15T08:00:00Z"),
	{"params": {"mover-residual-grant": {"accumulation": 5}}},
)

_moved := {"at": "2026-11-01T08:00:00Z", "field": "department", "before": "Sales"}

_former := {"former": {"role": "sales", "until": "2026-11-01T08:00:00Z"}}

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "residual",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 still holds role/editor in crm, which the role sales gave until 2026-11-01T08:00:00Z.",
}

_of(account, grants) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(fixture.account({}), object.union(account, {"grants": grants}))],
	"moved": _moved,
})

_holder(patch) := _of({}, [fixture.grant(patch)])

_clean(document) if rule.deny == set() with input as document with data.estate as _estate

test_access_of_the_earlier_job_violates if {
	rule.deny == {_finding} with input as _holder(_former) with data.estate as _estate
	high := object.union(_finding, {"severity": "high"})
	rule.deny == {high} with input as _holder(object.union(_former, {"privileged": true})) with data.estate as _estate
}

test_time_to_hand_over if {
	_clean(_holder({"former": {"role": "sales", "until": "2026-11-15T08:00:00Z"}}))
	late := _holder({"former": {"role": "sales", "until": "2026-11-15T07:59:59Z"}})
	count(rule.deny) == 1 with input as late with data.estate as _estate
}

test_granted_before_the_move_and_decided_by_roles if {
	old := {"listed": true, "record": {"grantedAt": "2026-10-01T08:00:00Z"}}
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"account:crm/main/a7 still holds role/editor in crm, ",
		"granted before another department after 2026-11-01T08:00:00Z.",
	])})} with input as _holder(old)
		with data.estate as _estate
	_clean(_holder({"listed": true, "record": {"grantedAt": "2026-11-02T08:00:00Z"}}))
	_clean(_holder({"record": {"grantedAt": "2026-10-01T08:00:00Z"}}))
}

test_what_is_declared_or_approved_is_clean if {
	_clean(_holder(object.union(_former, {"declared": {"file": "access/roles/sales.yaml", "line": 5}})))
	_clean(_holder(object.union(_former, {"record": {"approvalRef": "REQ-7"}})))
	_clean(_holder(object.union(_former, {"isDefault": true})))
	_clean(_of({"record": {"status": "disabled"}}, [fixture.grant(_former)]))
}

_five := [fixture.grant({
	"name": concat("", ["role/", number]),
	"listed": true,
	"record": {"id": concat("", ["grant:crm/main/g", number])},
}) |
	some number in ["1", "2", "3", "4", "5"]
]

test_much_that_has_piled_up_is_one_finding if {
	_clean(_of({}, array.slice(_five, 0, 4)))
	rule.deny == {{
		"id": "identity:hr/main/7",
		"app": "crm",
		"reason": "accumulation",
		"identity": "identity:hr/main/7",
		"msg": concat("", [
			"identity:hr/main/7 has moved (another department after 2026-11-01T08:00:00Z) ",
			"and holds 5 entitlements that no role of theirs gives.",
		]),
	}} with input as _of({}, _five)
		with data.estate as _estate
}

test_what_is_still_handed_over_does_not_pile_up if {
	just := [object.union(grant, {"former": {"role": "sales", "until": "2026-11-15T08:00:00Z"}}) | some grant in _five]
	_clean(_of({}, just))
	long := array.concat(just, [object.union(grant, {"name": concat("", ["more/", grant.name])}) | some grant in _five])
	count(rule.deny) == 1 with input as _of({}, long) with data.estate as _estate
}

test_a_role_of_unread_attributes_is_unknown if {
	document := _holder(object.union(_former, {"unsettled": "everybody"}))
	_clean(document)
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "selector-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7 may keep role/editor in crm cannot be judged: ",
			"the role everybody is given by attributes that no source reads.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_what_nobody_asks_after_is_clean if {
	_clean(object.union(_holder(_former), {"identities": [fixture.leaver]}))
	_clean(_holder(object.union(_former, {"expires": "2026-11-21T08:00:00Z"})))
	_clean(_of({}, array.concat(array.slice(_five, 0, 4), [object.union(_five[4], {"unsettled": "everybody"})])))
}

test_time_to_hand_over_counts_from_the_role_where_one_gave_it if {
	_clean(_holder({
		"former": {"role": "sales", "until": "2026-11-20T08:00:00Z"},
		"record": {"grantedAt": "2026-09-01T08:00:00Z"},
	}))
}

test_granted_at_the_move_is_of_the_new_job if {
	_clean(_holder({"listed": true, "record": {"grantedAt": _moved.at}}))
}

_aged(limit) := fixture.ageing(_estate, "mover-residual-grant", "medium", limit)

_overdue(from, to, since) := fixture.lasted("mover-residual-grant", from, to, since)

test_what_lasts_becomes_graver if {
	raised := object.union(_finding, _overdue("medium", "high", "since 2026-11-01T08:00:00Z"))
	rule.deny == {raised} with input as _holder(_former) with data.estate as _aged("2026-11-01T08:00:01Z")
	rule.deny == {_finding} with input as _holder(_former) with data.estate as _aged("2026-11-01T08:00:00Z")
	privileged := _holder(object.union(_former, {"privileged": true}))
	worse := object.union(_finding, _overdue("high", "critical", "since 2026-11-01T08:00:00Z"))
	rule.deny == {worse} with input as privileged with data.estate as _aged("2026-11-01T08:00:01Z")
}
