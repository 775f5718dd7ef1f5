package entitlint.rules.channel.sync_job_unhealthy_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.sync_job_unhealthy as rule
import future.keywords.not

_params := {"silent": 172800, "failRatio": 0.05, "least": 20, "warn": 2592000, "creations": 7776000}

_estate := fixture.estate_with({
	"params": {"sync-job-unhealthy": _params},
	"cutoffs": {system: {"sync-job-unhealthy": {"silent": "2026-11-20T08:00:00Z"}} | some system in ["crm", "prov"]},
})

_finding(reason, words) := {
	"id": "channel:prov/main/crm",
	"app": "crm",
	"reason": reason,
	"msg": concat("", ["The job of channel:prov/main/crm to crm ", words, "."]),
}

_grave(finding) := object.union(finding, {"severity": "high"})

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_job_that_works_is_clean if _none(fixture.channel({}))

test_every_bad_state_violates if {
	every state, finding in {
		"quarantine": _grave(_finding("quarantine", "is in quarantine")),
		"error": _grave(_finding("error", "reports an error")),
		"disabled": _finding("disabled", "is switched off"),
		"delayed": _finding("delayed", "is late"),
	} {
		rule.deny == {finding} with input as fixture.channel({"record": {"jobState": state}}) with data.estate as _estate
	}
}

test_application_without_accounts_needs_no_job if {
	_none(fixture.channel({"accounts": 0, "record": {"jobState": "quarantine"}}))
	_none(fixture.channel({"accounts": 0, "record": {"jobState": "unknown"}, "events": {"count": 0, "results": {}}}))
}

test_state_that_could_not_be_read_is_unknown_whatever_the_log_shows if {
	unread := {"record": {"jobState": "unknown", "unknown": ["jobState"]}}
	rule.unknown == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "state-unread",
		"msg": "Whether the job of channel:prov/main/crm to crm works cannot be judged: its state could not be read.",
	}} with input as fixture.channel(unread)
		with data.estate as _estate
	_none(fixture.channel(object.union(unread, {"accounts": 0})))
	_none(fixture.channel({"record": {"jobState": "unknown"}}))
}

_with(failure, success) := fixture.channel({"events": {"results": {"failure": failure, "success": success}}})

test_too_many_failures_violate if {
	rule.deny == {_finding("failing", "failed in 2 of 39 changes")} with input as _with(2, 37) with data.estate as _estate
	rule.deny == {_finding("failing", "failed in 20 of 20 changes")} with input as _with(20, 0) with data.estate as _estate
}

test_exactly_the_share_is_clean if _none(_with(2, 38))

test_failures_among_few_changes_are_clean if _none(_with(19, 0))

_waiting(since) := fixture.channel({"waiting": {"since": since, "about": "identity:okta/main/u7", "changes": 1}})

test_silence_while_a_change_waits_violates if {
	rule.deny == {_finding("silent", concat("", [
		"has done nothing since 2026-11-21T08:00:00Z, ",
		"and identity:okta/main/u7 was changed at 2026-11-20T07:59:59Z",
	]))} with input as _waiting("2026-11-20T07:59:59Z")
		with data.estate as _estate
}

test_change_exactly_at_the_limit_may_wait if _none(_waiting("2026-11-20T08:00:00Z"))

test_log_that_is_not_whole_shows_no_silence if {
	document := _waiting("2026-11-20T07:59:59Z")
	_none(object.union(object.remove(document, ["events"]), {"events": object.remove(document.events, ["whole"])}))
}

test_silence_without_a_change_is_clean if {
	_none(fixture.channel({"events": {"last": "2026-11-02T08:00:00Z", "lastSuccess": "2026-11-02T08:00:00Z"}}))
}

_token(end) := fixture.channel({"record": {"tokenExpiresAt": end}})

_log(ops, first) := fixture.channel({"events": {"count": 40, "whole": true, "first": first}, "ops": [{"op": op, "count": count, "results": {"success": count}, "slowest": [], "pending": [], "lacking": []} |
	some op, count in ops
]})

test_creations_alone_for_months_violate if {
	words := "has made 20 accounts since 2026-08-24T08:00:00Z, and changed or ended none"
	rule.deny == {_finding("creations-alone", words)} with input as _log({"create": 20}, "2026-08-24T08:00:00Z")
		with data.estate as _estate
}

test_few_creations_a_short_log_or_any_other_change_are_clean if {
	_none(_log({"create": 19}, "2026-08-24T08:00:00Z"))
	_none(_log({"create": 20}, "2026-08-24T08:00:01Z"))
	_none(_log({"create": 20, "disable": 1}, "2026-08-24T08:00:00Z"))
	part := object.remove(_log({"create": 20}, "2026-08-24T08:00:00Z"), {"events"})
	_none(object.union(part, {"events": {"count": 20, "results": {"success": 20}, "first": "2026-08-24T08:00:00Z"}}))
}

test_token_that_has_run_out_violates if {
	words := "signs in with a token that ran out at 2026-11-22T07:59:59Z"
	rule.deny == {_grave(_finding("token-expired", words))} with input as _token("2026-11-22T07:59:59Z")
		with data.estate as _estate
}

test_token_about_to_run_out_violates if {
	every end in ["2026-11-22T08:00:00Z", "2026-12-22T08:00:00Z"] {
		words := concat(" ", ["signs in with a token that runs out at", end])
		rule.deny == {_finding("token-expiring", words)} with input as _token(end) with data.estate as _estate
	}
	_none(_token("2026-12-22T08:00:01Z"))
}

test_token_whose_end_could_not_be_read_is_unknown if {
	document := fixture.channel({"record": {"unknown": ["tokenExpiresAt"]}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "token-unread",
		"msg": concat("", [
			"Whether the token of the job of channel:prov/main/crm to crm runs out cannot be judged: ",
			"its end could not be read.",
		]),
	}} with input as document with data.estate as _estate
}

test_state_that_nothing_tells_is_unknown if {
	silent := {"count": 0, "results": {}}
	document := object.union(object.remove(fixture.channel({}), ["record", "events"]), {"events": silent})
	every one in [document, object.union(document, {"record": {"jobState": "unknown"}})] {
		rule.deny == set() with input as one with data.estate as _estate
		rule.unknown == {{
			"id": "channel:prov/main/crm",
			"app": "crm",
			"reason": "state-unread",
			"msg": concat("", [
				"Whether the job of channel:prov/main/crm to crm works cannot be judged: ",
				"its state is not told, and its log shows nothing.",
			]),
		}} with input as one with data.estate as _estate
	}
}

test_log_that_shows_work_speaks_for_the_job if _none(fixture.channel({"record": {"jobState": "unknown"}}))
