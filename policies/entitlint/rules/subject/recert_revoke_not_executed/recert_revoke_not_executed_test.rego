package entitlint.rules.subject.recert_revoke_not_executed_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.recert_revoke_not_executed as rule
import future.keywords.not

_estate := fixture.limited("recert-revoke-not-executed", "days", "2026-11-17T08:00:00Z")

_review(of, patch) := object.union(
	{"of": of, "decision": "revoke", "at": "2026-11-10T08:00:00Z", "campaign": "autumn"},
	patch,
)

_of(reviews, more) := fixture.subject(object.union(
	{
		"identities": [fixture.worker({})],
		"accounts": [fixture.account({"grants": [fixture.grant({})]})],
		"credentials": [fixture.credential({})],
		"reviews": reviews,
	},
	more,
))

_grant := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "grant",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": "grant:crm/main/g1 was to be revoked by autumn at 2026-11-10T08:00:00Z, and is still there.",
}

_account := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "account",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 was to be revoked by autumn at 2026-11-10T08:00:00Z, and is still there.",
}

_credential := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "credential",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 was to be revoked by autumn at 2026-11-10T08:00:00Z, and is still there.",
}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_each_thing_that_is_still_there_violates if {
	every expected in [_grant, _account, _credential] {
		document := _of([_review(expected.id, {})], {})
		rule.deny == {expected} with input as document with data.estate as _estate
		rule.unknown == set() with input as document with data.estate as _estate
	}
}

test_of_somebody_as_a_whole_all_accounts_are_to_go if {
	every of in ["identity:hr/main/7", "nhi:ci"] {
		document := _of([_review(of, {})], {"id": of})
		rule.deny == {_account} with input as document with data.estate as _estate
	}
	other := _of([_review("identity:hr/main/7", {})], {"id": "identity:hr/main/1"})
	rule.deny == {_account} with input as other with data.estate as _estate
}

test_something_privileged_is_critical if {
	document := _of([_review("grant:crm/main/g1", {})], {"accounts": [fixture.account({"grants": [fixture.grant({
		"privileged": true,
	})]})]})
	rule.deny == {object.union(_grant, {"severity": "critical"})} with input as document with data.estate as _estate
}

test_the_line_of_an_access_file_is_named if {
	declared := {"declared": {"file": "access/reviews/autumn.yaml", "line": 3}}
	messages := {finding.msg | some finding in rule.deny} with input as _of([_review("grant:crm/main/g1", declared)], {})
		with data.estate as _estate
	messages == {concat("", [
		"grant:crm/main/g1 was to be revoked by autumn at 2026-11-10T08:00:00Z ",
		"(access/reviews/autumn.yaml:3), and is still there.",
	])}
}

test_exactly_at_the_limit_is_in_time if {
	_clean(_of([_review("grant:crm/main/g1", {"at": "2026-11-17T08:00:00Z"})], {}))
	late := _of([_review("grant:crm/main/g1", {"at": "2026-11-17T07:59:59Z"})], {})
	count(rule.deny) == 1 with input as late with data.estate as _estate
}

test_what_was_kept_or_never_reviewed_is_clean if {
	every decision in ["keep", "undecided", "unknown"] {
		_clean(_of([_review("grant:crm/main/g1", {"decision": decision})], {}))
	}
	_clean(_of([_review("grant:crm/main/g9", {})], {}))
	_clean(object.remove(_of([], {}), ["reviews"]))
}

test_a_later_review_decides if {
	first := _review("grant:crm/main/g1", {})
	kept := _review("grant:crm/main/g1", {"decision": "keep", "at": "2026-11-12T08:00:00Z", "campaign": "again"})
	_clean(_of([first, kept], {}))
	earlier := object.union(kept, {"at": "2026-11-09T08:00:00Z"})
	rule.deny == {_grant} with input as _of([first, earlier], {}) with data.estate as _estate
}

test_what_was_given_anew_with_an_approval_is_clean if {
	review := _review("grant:crm/main/g1", {})
	_clean(_of([review], _given({"approvalRef": "REQ-7", "grantedAt": "2026-11-11T08:00:00Z"})))
	rule.deny == {_grant} with input as _of([review], _given({"grantedAt": "2026-11-11T08:00:00Z"}))
		with data.estate as _estate
	rule.deny == {_grant} with input as _of([review], _given({"approvalRef": "REQ-7", "grantedAt": "2026-01-11T08:00:00Z"}))
		with data.estate as _estate
}

_given(record) := {"accounts": [fixture.account({"grants": [fixture.grant({"record": record})]})]}

test_an_approval_in_the_log_counts_too if {
	every expected in [_grant, _account, _credential] {
		_clean(_of([_review(expected.id, {})], _approved(expected.id, "2026-11-11T08:00:00Z")))
		before := _of([_review(expected.id, {})], _approved(expected.id, "2026-11-09T08:00:00Z"))
		rule.deny == {expected} with input as before with data.estate as _estate
	}
}

_approved(id, at) := {"approvals": [{"of": id, "at": at, "ref": "REQ-7"}]}

test_what_does_not_work_any_more_is_clean if {
	review := _review("grant:crm/main/g1", {})
	_clean(_of([review], {"accounts": [fixture.account({"record": {"status": "disabled"}, "grants": [fixture.grant({})]})]}))
	_clean(_of([review], {"accounts": [fixture.account({"grants": [fixture.grant({"denied": true})]})]}))
	_clean(_of([review], {"accounts": [fixture.account({"grants": [object.remove(fixture.grant({}), ["observed"])]})]}))
	_clean(_of([_review("account:crm/main/a7", {})], {"accounts": [fixture.account({"record": {"status": "disabled"}})]}))
	_clean(_of([_review("credential:crm/main/k1", {})], {"credentials": [fixture.credential({"record": {"status": "revoked"}})]}))
}

test_what_comes_by_a_group_is_the_groups if {
	grouped := {"accounts": [fixture.account({"grants": [fixture.grant({"via": ["group:crm/main/g"]})]})]}
	_clean(_of([_review("grant:crm/main/g1", {})], grouped))
}

test_when_it_was_decided_is_not_known if {
	document := _of([object.remove(_review("grant:crm/main/g1", {}), ["at"])], {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_grant, {
		"reason": "decided-unknown",
		"msg": "Whether grant:crm/main/g1 should be gone by now cannot be judged: when autumn decided so is not known.",
	})} with input as document
		with data.estate as _estate
}

test_an_unknown_status_is_unknown if {
	document := _of([_review("account:crm/main/a7", {})], {"accounts": [fixture.account({"record": {"status": "unknown"}})]})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_account, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 was revoked as autumn decided cannot be judged: ",
			"its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}

_aged(limit) := fixture.ageing(_estate, "recert-revoke-not-executed", "high", limit)

_overdue(from, to, since) := fixture.lasted("recert-revoke-not-executed", from, to, since)

test_what_lasts_becomes_graver if {
	document := _of([_review(_grant.id, {})], {})
	raised := object.union(_grant, _overdue("high", "critical", "since 2026-11-10T08:00:00Z"))
	rule.deny == {raised} with input as document with data.estate as _aged("2026-11-10T08:00:01Z")
	rule.deny == {_grant} with input as document with data.estate as _aged("2026-11-10T08:00:00Z")
}

test_a_key_that_may_work_is_unknown if {
	untold := {"credentials": [fixture.credential({"record": {"status": "unknown"}})]}
	every review in [_review(_credential.id, {}), object.remove(_review(_credential.id, {}), ["at"])] {
		document := _of([review], untold)
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(_credential, {
			"reason": "credential-unknown",
			"msg": "Whether credential:crm/main/k1 was revoked as autumn decided cannot be judged: its status is not known.",
		})} with input as document
			with data.estate as _estate
	}
	_clean(_of([_review(_credential.id, {"at": "2026-11-17T08:00:00Z"})], untold))
	_clean(_of([_review("credential:crm/main/k9", {})], untold))
	approved := {"approvals": [{"of": _credential.id, "at": "2026-11-12T08:00:00Z"}]}
	_clean(_of([_review(_credential.id, {})], object.union(untold, approved)))
}

_denied(document, expected) if {
	rule.deny == expected with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_grant_of_an_account_that_may_be_off_is_told_alone if {
	untold := fixture.account({"record": {"status": "unknown"}, "grants": [fixture.grant({})]})
	_denied(_of([_review(_grant.id, {})], {"accounts": [untold]}), {_grant})
}

test_only_a_decision_on_the_same_thing_takes_it_back if {
	later := "2026-11-12T08:00:00Z"
	_denied(_of([_review(_grant.id, {}), _review(_account.id, {"decision": "keep", "at": later})], {}), {_grant})
	_denied(_of([_review(_grant.id, {}), _review(_grant.id, {"decision": "undecided", "at": later})], {}), {_grant})
}

test_what_two_campaigns_revoked_is_told_once if {
	before := _review(_grant.id, {"at": "2026-08-10T08:00:00Z", "campaign": "summer"})
	_denied(_of([before, _review(_grant.id, {})], {}), {_grant})
}

test_what_was_given_or_approved_as_it_was_revoked_is_not_given_anew if {
	at := "2026-11-10T08:00:00Z"
	_denied(_of([_review(_grant.id, {})], _given({"approvalRef": "REQ-7", "grantedAt": at})), {_grant})
	_denied(_of([_review(_grant.id, {})], _approved(_grant.id, at)), {_grant})
}

test_an_approval_of_something_else_says_nothing if {
	_denied(_of([_review(_grant.id, {})], _approved("grant:crm/main/g2", "2026-11-12T08:00:00Z")), {_grant})
}
