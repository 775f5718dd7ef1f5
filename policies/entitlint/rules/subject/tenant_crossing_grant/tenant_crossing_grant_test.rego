package entitlint.rules.subject.tenant_crossing_grant_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.tenant_crossing_grant as rule
import future.keywords.not

_untrusted := {"from": "crm/partner", "to": "crm/main"}

_untold := object.union(_untrusted, {"untold": true})

_agreed(until) := object.union(_untrusted, {"trust": {
	"until": until,
	"declared": {"file": "access/trusts.yaml", "line": 3},
}})

_current := _agreed(fixture.now)

_ended := _agreed("2026-11-22T07:59:59Z")

_from(tenant, step) := object.union(step, {"from": tenant})

_with(account, grant, steps) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(
		fixture.account({
			"crosses": true,
			"grants": [fixture.grant(object.union({"crosses": steps}, grant))],
		}),
		account,
	)],
})

_crossing(steps) := _with({}, {}, steps)

_found(reason, text) := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": reason,
	"identity": "identity:hr/main/7",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": concat("", ["account:crm/main/a7 holds role/editor in crm", text, "."]),
}

_steps_text := ", from crm/partner into crm/main"

_finding := _found("untrusted", concat("", [_steps_text, ", and no agreement allows that"]))

_undecided(reason, why) := object.union(object.remove(_finding, ["identity"]), {"reason": reason, "msg": concat("", [
	"Whether account:crm/main/a7 may hold role/editor in crm, from crm/partner into crm/main, cannot be judged: ",
	why,
	".",
])})

_status_unknown := _undecided("account-unknown", "the status of the account is not known")

_nothing_agreed := _undecided("trusts-untold", "nobody has agreed on anything between tenants of the system")

_gives(document, denied, unknown) if {
	rule.deny == denied with input as document with data.estate as fixture.estate
	rule.unknown == unknown with input as document with data.estate as fixture.estate
}

_clean(document) if _gives(document, set(), set())

test_access_without_an_agreement_violates if _gives(_crossing([_untrusted]), {_finding}, set())

test_privileged_access_is_high if {
	_gives(_with({}, {"privileged": true}, [_untrusted]), {object.union(_finding, {"severity": "high"})}, set())
}

test_an_agreement_holds_to_its_last_second if {
	_clean(_crossing([_current]))
	text := concat("", [_steps_text, ", and the agreement in access/trusts.yaml:3 ended at 2026-11-22T07:59:59Z"])
	_gives(_crossing([_ended]), {_found("trust-ended", text)}, set())
}

test_every_step_needs_an_agreement if {
	other := _from("crm/sister", _untrusted)
	text := ", from crm/sister into crm/main, and no agreement allows that"
	_gives(_crossing([_current, other]), {_found("untrusted", text)}, set())
	_gives(_crossing([_ended, other]), {_found("untrusted", text)}, set())
	both := ", from crm/partner into crm/main and crm/sister into crm/main, and no agreement allows that"
	_gives(_crossing([_untrusted, other]), {_found("untrusted", both)}, set())
	_clean(_crossing([_current, _from("crm/sister", _current)]))
}

test_every_agreement_that_ended_is_told if {
	text := concat("", [
		", from crm/partner into crm/main and crm/sister into crm/main, ",
		"and the agreement in access/trusts.yaml:3 ended at 2026-11-22T07:59:59Z ",
		"and the agreement in access/trusts.yaml:3 ended at 2026-10-31T23:59:59Z",
	])
	older := _from("crm/sister", _agreed("2026-10-31T23:59:59Z"))
	_gives(_crossing([_ended, older, _from("crm/lab", _current)]), {_found("trust-ended", text)}, set())
}

test_nothing_was_agreed_between_any_tenants if {
	_gives(_crossing([_untold]), set(), {_nothing_agreed})
	_gives(_crossing([_current, _untold]), set(), {_nothing_agreed})
	elsewhere := {"from": "okta/partner", "to": "okta/main", "untold": true}
	_gives(_crossing([_untrusted, elsewhere]), {_finding}, set())
	ended := concat("", [_steps_text, ", and the agreement in access/trusts.yaml:3 ended at 2026-11-22T07:59:59Z"])
	_gives(_crossing([_ended, elsewhere]), {_found("trust-ended", ended)}, set())
}

test_the_way_is_told if {
	via := {"via": ["group:crm/partner/crew", "group:crm/main/all"], "otherWays": 1}
	text := concat("", [
		" by group:crm/partner/crew, group:crm/main/all (and in another way)",
		", from crm/partner into crm/main, and no agreement allows that",
	])
	_gives(_with({}, via, [_untrusted]), {_found("untrusted", text)}, set())
}

test_what_is_only_declared_violates_too if {
	declared := {"declared": {"file": "access/crm.csv", "line": 9}}
	whole := _with({}, declared, [_untrusted])
	account := whole.accounts[0]
	document := object.union(whole, {"accounts": [object.union(account, {"grants": [object.remove(
		account.grants[0],
		["observed"],
	)]})]})
	text := ", from crm/partner into crm/main (declared in access/crm.csv:9), and no agreement allows that"
	_gives(document, {_found("untrusted", text)}, set())
}

test_whoever_is_known_to_nobody_is_judged_too if {
	document := object.union(_crossing([_untrusted]), {"identities": []})
	_gives(document, {object.remove(_finding, ["identity"])}, set())
}

test_access_within_a_tenant_or_from_another_system_is_clean if {
	_clean(fixture.subject({"accounts": [fixture.account({"grants": [fixture.grant({})]})]}))
	beside := fixture.grant({"record": {"id": "grant:crm/main/g2"}})
	one := _crossing([_untrusted])
	account := object.union(one.accounts[0], {"grants": [one.accounts[0].grants[0], beside]})
	_gives(object.union(one, {"accounts": [account]}), {_finding}, set())
}

test_an_account_that_is_not_said_to_cross_is_not_walked if {
	one := _crossing([_untrusted])
	_clean(object.union(one, {"accounts": [object.remove(one.accounts[0], ["crosses"])]}))
}

test_what_gives_nothing_is_clean if {
	every patch in [
		{"record": {"effect": "deny"}},
		{"denied": true},
		{"expires": "2026-11-22T07:59:59Z"},
		{"record": {"window": {"to": "2026-11-22T07:59:59Z"}}},
	] {
		_clean(_with({}, patch, [_untrusted]))
		_clean(_with({}, patch, [_untold]))
	}
	_gives(_with({}, {"expires": fixture.now}, [_untrusted]), {_finding}, set())
}

test_an_account_that_nobody_can_use_is_clean if {
	every record in [{"status": "disabled"}, {"status": "suspended"}] {
		_clean(_with({"record": record}, {}, [_untrusted]))
		_clean(_with({"record": record}, {}, [_untold]))
	}
}

test_an_account_of_which_nothing_is_known_is_undecided if {
	unclear := {"record": {"status": "unknown"}}
	_gives(_with(unclear, {}, [_untrusted]), set(), {_status_unknown})
	_clean(_with(unclear, {}, [_current]))
	_gives(_with(unclear, {}, [_untold]), set(), {_nothing_agreed})
	unread := {"record": {"unknown": ["status"]}}
	_gives(_with(unread, {}, [_untrusted]), set(), {_status_unknown})
}
