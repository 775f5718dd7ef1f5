package entitlint.rules.channel.audit_evidence_incomplete_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.audit_evidence_incomplete as rule
import future.keywords.not

_required(fields) := fixture.estate_with({"params": {"audit-evidence-incomplete": {
	"required": fields,
	"retention": 31536000,
}}})

_estate := _required(["actor", "request", "response", "outcome"])

_read := ["actor", "approvalRef", "httpStatus", "requestDigest", "result"]

_lacking(op, field) := fixture.op({"op": op, "lacking": [{
	"field": field,
	"count": 2,
	"event": "event:prov/main/e1",
	"about": "account:crm/main/a7",
}]})

_with(ops) := fixture.channel({"ops": ops, "read": {"event": _read}})

_finding(reason, count, words) := {
	"id": "channel:prov/main/crm",
	"app": "crm",
	"reason": reason,
	"msg": concat("", [
		format_int(count, 10),
		" of 10 changes that channel:prov/main/crm to crm carried ",
		words,
		", such as event:prov/main/e1 (account:crm/main/a7).",
	]),
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_log_that_tells_all_is_clean if _none(_with([fixture.op({})]))

test_each_field_that_is_missing_violates if {
	every field, words in {
		"actor": "do not say who made them",
		"request": "do not say what was asked for",
		"response": "do not say what was answered",
		"outcome": "do not say what came of them",
	} {
		rule.deny == {_finding(field, 2, words)} with input as _with([_lacking("create", field)]) with data.estate as _estate
	}
}

test_all_sorts_of_change_are_one_finding if {
	high := object.union(_finding("actor", 4, "do not say who made them"), {"severity": "high"})
	rule.deny == {high} with input as _with([_lacking("create", "actor"), _lacking("disable", "actor")])
		with data.estate as _estate
}

test_approval_is_asked_for_only_where_the_config_says_so if {
	document := _with([_lacking("grant", "approval")])
	_none(document)
	rule.deny == {_finding("approval", 2, "do not say who approved them")} with input as document
		with data.estate as _required(["approval"])
}

test_word_that_names_no_evidence_asks_for_nothing if {
rule.deny | rule.unknown == set() with input as _with([_lacking("grant", "approval")])
	with data.estate as _required(["weather"])}

test_what_the_log_does_not_hold_is_unknown if {
	document := fixture.channel({"ops": [_lacking("disable", "actor")], "read": {"event": ["result", "httpStatus"]}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "unread",
		"msg": concat("", [
			"Whether changes that channel:prov/main/crm to crm carries can be shown is open: ",
			"its log was read without actor, request.",
		]),
	}} with input as document with data.estate as _estate
}

test_channel_without_events_asks_for_nothing if {
	document := fixture.channel({"read": {"event": []}})
	_none(object.union(object.remove(document, ["events"]), {"events": {"count": 0, "results": {}}}))
}

test_log_that_is_kept_too_short_violates if {
	short := object.union(_with([]), {"retentionSeconds": 2592000})
	rule.deny == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "retention",
		"msg": "The log of channel:prov/main/crm to crm is kept for 30 days, and reviews look back 365 days.",
	}} with input as short with data.estate as _estate
	_none(object.union(_with([]), {"retentionSeconds": 31536000}))
}
