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

_off := {"status": "disabled", "disabledAt": "2026-11-10T08:00:00Z"}

_at_home(patch) := fixture.account({"record": object.union(_off, patch)})

_guest(patch) := object.union(fixture.account({"kind": "external", "record": {"id": "account:crm/partner/g7"}}), patch)

_of(accounts) := fixture.subject({"identities": [fixture.worker({})], "accounts": accounts})

_left := {
	"id": "account:crm/partner/g7",
	"app": "crm",
	"reason": "inactive-at-home",
	"severity": "high",
	"identity": "identity:hr/main/7",
	"account": "account:crm/partner/g7",
	"msg": "account:crm/partner/g7 is a guest in crm/partner and works, and account:crm/main/a7 has been disabled since 2026-11-10T08:00:00Z.",
}

_since_the_tenth := "has been disabled since 2026-11-10T08:00:00Z"

_told(how) := object.union(_left, {"msg": replace(_left.msg, _since_the_tenth, how)})

_unsure(reason, why) := {
	"id": "account:crm/partner/g7",
	"app": "crm",
	"reason": reason,
	"account": "account:crm/partner/g7",
	"msg": concat("", [
		"Whether account:crm/partner/g7 has outlived whoever it is in their own tenant cannot be judged: ",
		why,
		".",
	]),
}

_unsure_of_home := _unsure("home-unknown", "the status of the account there is not known")

_unsure_of_guest := _unsure("account-unknown", "the status of the account is not known")

_unsure_of_kind := _unsure("kind-unread", "whether it is a guest there could not be read")

_limited := fixture.limited("tenant-crossing-grant", "grace", "2026-11-21T08:00:00Z")

_judged(document, denied, unknown) if {
	rule.deny == denied with input as document with data.estate as _limited
	rule.unknown == unknown with input as document with data.estate as _limited
}

_passes(accounts) if _judged(_of(accounts), set(), set())

test_a_guest_who_was_ended_at_home_violates if {
	every status in ["disabled", "terminated", "deleted"] {
		told := object.union(_left, {"msg": replace(_left.msg, "been disabled", concat(" ", ["been", status]))})
		_judged(_of([_at_home({"status": status}), _guest({})]), {told}, set())
	}
	second := _at_home({"id": "account:crm/sister/a7"})
	both := object.union(_left, {"msg": replace(
		_left.msg,
		"and account:crm/main/a7",
		"and account:crm/main/a7 has been disabled since 2026-11-10T08:00:00Z and account:crm/sister/a7",
	)})
	_judged(_of([_at_home({}), second, _guest({})]), {both}, set())
}

test_a_guest_whom_nobody_else_knows_violates_too if {
	document := object.union(_of([_at_home({}), _guest({})]), {"identities": []})
	_judged(document, {object.remove(_left, ["identity"])}, set())
	unsure := object.union(_of([_at_home({}), _guest({})]), {"identities": [fixture.worker({"record": {"status": "unknown"}})]})
	_judged(unsure, {_left}, set())
}

test_whoever_is_no_guest_or_still_at_home_is_clean if {
	_passes([_guest({})])
	_passes([_at_home({}), _guest({"kind": "human"})])
	_passes([object.union(_at_home({}), {"kind": "service"}), _guest({})])
	_passes([object.union(_at_home({}), {"kind": "external"}), _guest({})])
	_passes([_at_home({"id": "account:crm/partner/a7"}), _guest({})])
	_passes([object.union(_at_home({"id": "account:okta/main/a7"}), {"app": "okta"}), _guest({})])
	_passes([_at_home({}), _guest({"record": {"status": "disabled"}})])
	every status in ["active", "locked", "leave", "suspended", "staged"] {
		_passes([_at_home({"status": status}), _guest({})])
		_passes([_at_home({}), _at_home({"id": "account:crm/main/b7", "status": status}), _guest({})])
	}
}

test_what_was_ended_a_moment_ago_is_on_its_way if {
	now := "2026-11-21T08:00:00Z"
	_passes([_at_home({"disabledAt": now}), _guest({})])
	just := _told("has been disabled since 2026-11-21T07:59:59Z")
	_judged(_of([_at_home({"disabledAt": "2026-11-21T07:59:59Z"}), _guest({})]), {just}, set())
	seen := object.union(object.remove(_at_home({}), ["record"]), {
		"record": object.remove(_at_home({}).record, ["disabledAt"]),
		"statusSince": now,
	})
	_passes([seen, _guest({})])
	_judged(_of([object.union(_at_home({}), {"statusSince": now}), _guest({})]), {_left}, set())
}

_off_without(patch) := object.union(
	object.remove(_at_home({}), ["record"]),
	object.union({"record": object.remove(_at_home({}).record, ["disabledAt"])}, patch),
)

_milder(found) := object.remove(found, ["severity"])

test_what_was_off_when_it_was_first_seen_is_not_raised if {
	here := _told(concat("", ["has been disabled at least since ", fixture.now]))
	_judged(_of([_off_without({}), _guest({})]), {_milder(here)}, set())
	edge := _told("has been disabled at least since 2026-11-21T08:00:00Z")
	_judged(_of([_off_without({"firstSeen": "2026-11-21T08:00:00Z"}), _guest({})]), {_milder(edge)}, set())
	before := _told("has been disabled at least since 2026-11-21T07:59:59Z")
	_judged(_of([_off_without({"firstSeen": "2026-11-21T07:59:59Z"}), _guest({})]), {before}, set())
	both := _told(concat("", [_since_the_tenth, " and account:crm/sister/a7 has been disabled at least since ", fixture.now]))
	second := _off_without({"record": {"id": "account:crm/sister/a7"}})
	_judged(_of([_at_home({}), second, _guest({})]), {_milder(both)}, set())
}

test_an_end_that_could_not_be_read_is_undecided if {
	unsure := {_unsure("end-unread", "when the account there was ended could not be read")}
	unread := {"record": {"unknown": ["disabledAt"]}}
	_judged(_of([_off_without(unread), _guest({})]), set(), unsure)
	_judged(_of([_off_without(unread), _at_home({"id": "account:crm/sister/a7"}), _guest({})]), set(), unsure)
	long := {"firstSeen": "2026-11-21T07:59:59Z"}
	before := _told("has been disabled at least since 2026-11-21T07:59:59Z")
	_judged(_of([_off_without(object.union(unread, long)), _guest({})]), {before}, set())
	noticed := _told("has been disabled since 2026-11-12T08:00:00Z")
	_judged(_of([_off_without(object.union(unread, {"statusSince": "2026-11-12T08:00:00Z"})), _guest({})]), {noticed}, set())
	over := _off_without({"record": {"status": "active", "unknown": ["disabledAt"]}, "expires": "2026-11-20T08:00:00Z"})
	_judged(_of([over, _guest({})]), {_told("has ended on 2026-11-20")}, set())
	home := fixture.account({"app": "okta", "record": {"id": "account:okta/main/u7", "status": "disabled"}})
	guest := _guest({"app": "okta", "record": {"id": "account:okta/partner/g7"}})
	changed := object.union(_of([home, guest]), {"identities": [
		fixture.worker({}),
		fixture.user({"record": {"status": "disabled", "unknown": ["statusChangedAt"]}}),
	]})
	reasons := {finding.reason | some finding in rule.unknown with input as changed with data.estate as _limited}
	reasons == {"end-unread"}
}

test_since_when_a_user_of_a_directory_is_off_its_record_tells if {
	home := fixture.account({"app": "okta", "record": {"id": "account:okta/main/u7", "status": "disabled"}})
	guest := _guest({"app": "okta", "record": {"id": "account:okta/partner/g7"}})
	_judged(_off_since([home, guest], "2026-11-21T08:00:00Z"), set(), set())
	told := rule.deny with input as _off_since([home, guest], "2026-11-21T07:59:59Z") with data.estate as _limited
	{finding.id | some finding in told} == {"account:okta/partner/g7"}
}

_off_since(accounts, moment) := object.union(_of(accounts), {"identities": [
	fixture.worker({"record": {"statusChangedAt": "2026-11-01T08:00:00Z"}}),
	fixture.user({"record": {"status": "disabled", "statusChangedAt": moment}}),
]})

test_whoever_has_gone_is_left_to_the_rules_about_leavers if {
	document := object.union(_of([_at_home({}), _guest({})]), {"identities": [fixture.leaver]})
	_judged(document, set(), set())
}

test_what_is_not_known_of_a_guest_or_of_their_home_is_undecided if {
	every record in [{"status": "unknown"}, {"unknown": ["status"]}] {
		_judged(_of([_at_home(record), _guest({})]), set(), {_unsure_of_home})
		_judged(_of([_at_home({}), _guest({"record": record})]), set(), {_unsure_of_guest})
		_passes([_at_home(record), _at_home({"id": "account:crm/main/b7", "status": "active"}), _guest({})])
	}
	unread := {"kind": "unknown", "record": {"unknown": ["kind"]}}
	_judged(_of([_at_home({}), _guest(unread)]), set(), {_unsure_of_kind})
	_judged(_of([object.union(_at_home({}), unread), _guest({})]), set(), {_unsure_of_kind})
	_judged(_of([_at_home({}), _guest({"kind": "unknown"})]), set(), {_unsure_of_kind})
	_judged(_of([object.union(_at_home({}), {"record": {"unknown": ["kind"]}}), _guest({})]), set(), {_unsure_of_kind})
}

_ran_out(at) := object.union(_at_home({"status": "active"}), {"expires": at})

_there(patch) := fixture.account(object.union({"record": {"id": "account:crm/partner/a8"}}, patch))

test_an_account_at_home_that_has_run_out_was_ended if {
	told := object.union(_left, {"msg": replace(_left.msg, _since_the_tenth, "has ended on 2026-11-21")})
	_judged(_of([_ran_out("2026-11-21T07:59:59Z"), _guest({})]), {told}, set())
	_passes([_ran_out("2026-11-21T08:00:00Z"), _guest({})])
	_passes([_ran_out("2026-12-31T08:00:00Z"), _guest({})])
	_judged(_of([object.union(_at_home({}), {"expires": "2026-12-31T08:00:00Z"}), _guest({})]), {_left}, set())
}

test_whoever_has_moved_or_is_on_leave_has_not_been_ended if {
	_passes([_at_home({}), _there({}), _guest({})])
	every patch in [{"record": {"status": "disabled"}}, {"kind": "service"}, {"record": {"id": "account:crm/sister/a8"}}] {
		found := {finding.id |
			some finding in rule.deny with input as _of([_at_home({}), _there(patch), _guest({})]) with data.estate as _limited
		}
		found == _found_beside(patch)
	}
	elsewhere := _there({"app": "wiki", "record": {"id": "account:wiki/main/a8"}})
	_judged(_of([_at_home({}), elsewhere, _guest({})]), {_left}, set())
	on_leave := object.union(_of([_at_home({}), _guest({})]), {"identities": [fixture.worker({"record": {"status": "leave"}})]})
	_judged(on_leave, set(), set())
}

# Whoever works elsewhere at home is a guest by right; else the guest has been left behind.
_found_beside(patch) := set() if patch.record.id

else := {"account:crm/partner/g7"}
