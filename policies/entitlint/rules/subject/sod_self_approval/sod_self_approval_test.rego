package entitlint.rules.subject.sod_self_approval_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.sod_self_approval as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"sod-self-approval": {"automation": ["birthright"]}}})

_record(patch) := object.union({"system": "hr", "role": "authoritative-identity", "status": "active"}, patch)

_sam := {"ref": "sam@example.com", "subject": "identity:hr/main/9", "records": [_record({})]}

_given(patch) := fixture.event(object.union(
	{"op": "grant", "object": "entitlement:crm/main/e1", "approver": _sam},
	patch,
))

_with(event) := fixture.subject({"events": fixture.events([event])})

_finding(reason, who, words) := {
	"id": "event:prov/main/e1",
	"app": "crm",
	"reason": reason,
	"msg": concat("", [
		"grant of account:crm/main/a7 to entitlement:crm/main/e1 in crm was approved by ",
		who,
		", who ",
		words,
		" (event:prov/main/e1).",
	]),
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_approval_by_somebody_else_is_clean if _none(_with(_given({})))

test_event_without_approver_is_clean if _none(_with(fixture.event({"op": "grant"})))

_self := {"approver": {"ref": "ana@example.com", "subject": "identity:hr/main/7"}}

test_own_approval_violates if {
	rule.deny == {_finding("self", "ana@example.com", "got it")} with input as _with(_given(_self)) with data.estate as _estate
	every op in ["create", "enable", "update", "member-add"] {
		count(rule.deny) == 1 with input as _with(_given(object.union(_self, {"op": op}))) with data.estate as _estate
	}
}

test_change_of_an_account_names_no_object if {
	rule.deny == {{
		"id": "event:prov/main/e1",
		"app": "crm",
		"reason": "self",
		"msg": "enable of account:crm/main/a7 in crm was approved by ana@example.com, who got it (event:prov/main/e1).",
	}} with input as _with(fixture.event(object.union(_self, {"op": "enable"}))) with data.estate as _estate
}

test_approval_by_whoever_asked_violates if {
	rule.deny == {_finding("requester", "sam@example.com", "asked for it")} with input as _with(_given({"requester": _sam}))
		with data.estate as _estate
	nobody := {"ref": "svc-desk"}
	rule.deny == {_finding("requester", "svc-desk", "asked for it")} with input as _with(object.union(
		object.remove(_given({}), ["approver"]),
		{"approver": nobody, "requester": nobody},
	))
		with data.estate as _estate
	rule.unknown == set() with input as _with(fixture.event({"op": "grant", "approver": nobody, "requester": nobody}))
		with data.estate as _estate
}

_gone(since) := {"approver": {"records": [_record({"status": "terminated", "since": since})]}}

test_approver_who_had_left_violates if {
	words := "had left by then, at 2026-11-22T04:59:59Z"
	rule.deny == {_finding("inactive", "sam@example.com", words)} with input as _with(_given(_gone("2026-11-22T04:59:59Z")))
		with data.estate as _estate
}

test_approver_whose_contract_had_ended_violates if {
	ended := {"approver": {"records": [_record({"ends": "2026-11-01T00:00:00Z"})]}}
	words := "had left by then, at 2026-11-01T00:00:00Z"
	rule.deny == {_finding("inactive", "sam@example.com", words)} with input as _with(_given(ended))
		with data.estate as _estate
	rule.unknown == set() with input as _with(_given(ended)) with data.estate as _estate
}

test_approver_who_left_later_is_clean if {
	every since in ["2026-11-22T05:00:00Z", "2026-11-22T07:00:00Z"] {
		_none(_with(_given(_gone(since))))
	}
}

test_approver_who_left_nobody_knows_when_is_unknown if {
	gone := {"approver": {"records": [_record({"status": "terminated"})]}}
	rule.deny == set() with input as _with(_given(gone)) with data.estate as _estate
	rule.unknown == {{
		"id": "event:prov/main/e1",
		"app": "crm",
		"reason": "since-unknown",
		"msg": concat("", [
			"Whether sam@example.com was still here when grant of account:crm/main/a7 to entitlement:crm/main/e1 in crm was approved ",
			"cannot be judged: nothing tells since when they are gone (event:prov/main/e1).",
		]),
	}} with input as _with(_given(gone)) with data.estate as _estate
}

test_taking_needs_nobody if {
	every op in ["disable", "delete", "revoke", "member-remove"] {
		_none(_with(_given(object.union(_self, {"op": op}))))
	}
}

test_what_came_to_nothing_is_clean if {
	every result in ["failure", "skipped"] {
		_none(_with(_given(object.union(_self, {"result": result}))))
	}
}

test_rule_that_approves_is_nobody if {
	by_rule := object.union(object.remove(_given({}), ["approver"]), {"approver": {"ref": "birthright"}})
	_none(_with(by_rule))
}

test_approver_whom_nobody_knows_is_unknown if {
	document := _with(object.union(object.remove(_given({}), ["approver"]), {"approver": {"ref": "j.doe"}}))
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "event:prov/main/e1",
		"app": "crm",
		"reason": "approver-unknown",
		"msg": concat("", [
			"Who approved grant of account:crm/main/a7 to entitlement:crm/main/e1 in crm cannot be judged: ",
			"j.doe names nobody, or more than one (event:prov/main/e1).",
		]),
	}} with input as document with data.estate as _estate
}

test_what_may_have_come_to_something_violates if {
	every result in ["success", "pending", "unknown"] {
		count(rule.deny) == 1 with input as _with(_given(object.union(_self, {"result": result}))) with data.estate as _estate
	}
}

test_whoever_asked_by_another_name_is_the_same if {
	alias := {"ref": "svc-sam", "subject": "identity:hr/main/9"}
	rule.deny == {_finding("requester", "sam@example.com", "asked for it")} with input as _with(_given({"requester": alias}))
		with data.estate as _estate
	_none(_with(_given({"requester": {"ref": "li@example.com", "subject": "identity:hr/main/8"}})))
}

test_approver_who_left_and_was_hired_again_is_clean if {
	former := _record({"status": "terminated", "since": "2026-01-31T23:59:59Z"})
	_none(_with(_given({"approver": {"records": [former, _record({})]}})))
}

test_approver_who_asked_for_it_and_has_gone_is_told_once if {
	gone := object.union(_sam, {"records": [_record({"status": "terminated"})]})
	document := _with(_given({"approver": gone, "requester": _sam}))
	rule.deny == {_finding("requester", "sam@example.com", "asked for it")} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}
