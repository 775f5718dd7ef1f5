package entitlint.rules.subject.scim_gap_nested_residue_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.scim_gap_nested_residue as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("scim-gap-nested-residue", "sla", "2026-11-21T08:00:00Z"),
	{"params": {"scim-gap-nested-residue": {"parents": ["workspace"]}}},
)

_outside := {"id": "entitlement:crm/main/w1", "kind": "workspace", "name": "sales"}

_of(account, grant) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(
		fixture.account({"grants": [object.union(fixture.grant({"name": "deals", "outside": _outside}), grant)]}),
		account,
	)],
})

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "residue",
	"identity": "identity:hr/main/7",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": "account:crm/main/a7 holds deals in crm, and nothing of sales, in which it lies.",
}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_what_is_left_inside_violates if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of({}, {"privileged": true})
		with data.estate as _estate
}

test_another_way_is_told if {
	told := "account:crm/main/a7 holds deals in crm (and in another way), and nothing of sales, in which it lies."
	rule.deny == {object.union(_finding, {"msg": told})} with input as _of({}, {"otherWays": 1}) with data.estate as _estate
}

test_what_can_be_shared_by_itself_is_clean if _clean(_of({}, {"outside": {"kind": "project"}}))

test_guests_are_clean if _clean(_of({"kind": "external"}, {}))

test_what_is_new_is_clean if {
	_clean(_of({}, {"record": {"grantedAt": "2026-11-21T08:00:01Z"}}))
	rule.deny == {_finding} with input as _of({}, {"record": {"grantedAt": "2026-11-21T08:00:00Z"}})
		with data.estate as _estate
}

test_what_everybody_has_or_nobody_can_use_is_clean if {
	_clean(_of({}, {"isDefault": true}))
	_clean(_of({}, {"denied": true}))
	_clean(_of({"record": {"status": "disabled"}}, {}))
	declared := fixture.grant({"outside": _outside, "declared": {"file": "a", "line": 1}})
	_clean(_of({"grants": [object.remove(declared, ["observed"])]}, {}))
}

test_whoever_is_inside_and_leavers_are_clean if {
	_clean(_of({"grants": [fixture.grant({})]}, {}))
	_clean(object.union(_of({}, {}), {"identities": [fixture.leaver]}))
}

test_account_of_which_nothing_is_known_is_undecided if {
	document := _of({"record": {"status": "unknown"}}, {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether deals in crm is left to account:crm/main/a7 cannot be judged: ",
			"the status of the account is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}
