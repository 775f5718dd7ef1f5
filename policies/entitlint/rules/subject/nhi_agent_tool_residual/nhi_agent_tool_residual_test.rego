package entitlint.rules.subject.nhi_agent_tool_residual_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_agent_tool_residual as rule
import future.keywords.not

_estate := fixture.limited("nhi-agent-tool-residual", "grace", "2026-11-22T07:00:00Z")

_tool(more) := fixture.grant(object.union({"kind": "tool", "name": "jira-write"}, more))

_agent(record, grants, more) := object.union(
	fixture.subject({
		"id": "identity:okta/main/u7",
		"kind": "agent",
		"home": "okta",
		"identities": [fixture.user({"record": object.union({"kind": "agent"}, record)})],
		"accounts": [fixture.account({"kind": "agent", "grants": grants})],
	}),
	more,
)

_off := {"status": "disabled", "statusChangedAt": "2026-11-20T12:00:00Z"}

_grant_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "agent",
	"identity": "identity:okta/main/u7",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": concat("", [
		"jira-write in crm is left to the agent identity:okta/main/u7, ",
		"which is off since 2026-11-20T12:00:00Z.",
	]),
}

test_tool_of_an_agent_that_is_off_violates if {
	every kind in ["tool", "api-scope"] {
		document := _agent(_off, [_tool({"kind": kind})], {})
		rule.deny == {_grant_finding} with input as document with data.estate as _estate
		rule.unknown == set() with input as document with data.estate as _estate
	}
}

test_agent_that_works_is_clean if {
	rule.deny == set() with input as _agent({}, [_tool({})], {}) with data.estate as _estate
	rule.unknown == set() with input as _agent({}, [_tool({})], {}) with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	at := fixture.limited("nhi-agent-tool-residual", "grace", "2026-11-20T12:00:00Z")
	rule.deny == set() with input as _agent(_off, [_tool({})], {}) with data.estate as at
}

test_other_grants_and_other_machines_are_clean if {
	role := fixture.grant({})
	rule.deny == set() with input as _agent(_off, [role], {}) with data.estate as _estate
	service := _agent(_off, [_tool({})], {"kind": "service"})
	rule.deny == set() with input as service with data.estate as _estate
}

test_grant_without_effect_is_clean if {
	every more in [
		{"record": {"effect": "deny"}},
		{"denied": true},
		{"expires": "2026-11-21T00:00:00Z"},
	] {
		rule.deny == set() with input as _agent(_off, [_tool(more)], {}) with data.estate as _estate
	}
	declared := object.remove(_tool({}), ["observed"])
	rule.deny == set() with input as _agent(_off, [declared], {}) with data.estate as _estate
}

test_binding_of_the_platform_is_clean if {
	shared := _tool({"record": {"immutable": true}})
	rule.deny == set() with input as _agent(_off, [shared], {}) with data.estate as _estate
}

test_paused_agent_is_clean if {
	paused := {"status": "suspended"}
	rule.deny == set() with input as _agent(paused, [_tool({})], {}) with data.estate as _estate
}

test_consent_of_an_agent_that_is_off_violates if {
	every type in ["oauth-consent", "oauth-refresh"] {
		key := fixture.credential({"record": {"type": type}})
		rule.deny == {{
			"id": "credential:crm/main/k1",
			"app": "crm",
			"reason": "agent",
			"identity": "identity:okta/main/u7",
			"credential": "credential:crm/main/k1",
			"msg": concat("", [
				"credential:crm/main/k1 is left to the agent identity:okta/main/u7, ",
				"which is off since 2026-11-20T12:00:00Z.",
			]),
		}} with input as _agent(_off, [], {"credentials": [key]})
			with data.estate as _estate
	}
	other := fixture.credential({})
	rule.deny == set() with input as _agent(_off, [], {"credentials": [other]}) with data.estate as _estate
}

_backer(relation, record) := object.union(
	object.remove(fixture.owner_in(record), ["source"]),
	{"relation": relation, "ref": concat(":", [relation, "x"])},
)

_backed(backers) := _agent({}, [_tool({})], {"backers": backers})

_lost(names) := object.union(_grant_finding, {"reason": "backer", "msg": concat("", [
	"jira-write in crm is left to the agent identity:okta/main/u7, which is not to act without ",
	names,
	" any more.",
])})

test_agent_whose_platform_or_person_is_gone_violates if {
	every relation in ["parent", "principal"] {
		document := _backed([_backer(relation, {"status": "disabled"}), _backer("sponsor", {"status": "active"})])
		rule.deny == {_lost(concat(":", [relation, "x"]))} with input as document with data.estate as _estate
	}
	rule.deny == set() with input as _backed([_backer("parent", {"status": "active"})]) with data.estate as _estate
}

test_backer_who_has_just_left_leaves_time if {
	cutoffs := {"okta": {"nhi-agent-tool-residual": {"grace": "2026-11-22T06:00:00Z"}}}
	estate := fixture.estate_with({"cutoffs": cutoffs})
	every relation in ["parent", "principal", "sponsor"] {
		just := _backed([_backer(relation, {"status": "terminated", "since": "2026-11-22T06:00:00Z"})])
		rule.deny == set() with input as just with data.estate as estate
		long := _backed([_backer(relation, {"status": "terminated", "since": "2026-11-22T05:59:59Z"})])
		rule.deny == {_lost(concat(":", [relation, "x"]))} with input as long with data.estate as estate
	}
}

_registered(account) := object.union(
	object.remove(_agent({}, [], {"id": "nhi:triage", "registry": {"id": "nhi:triage", "kind": "agent"}}), ["identities"]),
	{"identities": [], "accounts": [fixture.account(object.union({"kind": "agent", "grants": [_tool({})]}, account))]},
)

test_registered_agent_whose_account_is_off_violates if {
	found := object.union(object.remove(_grant_finding, ["identity"]), {"msg": concat("", [
		"jira-write in crm is left to the agent nhi:triage, ",
		"whose account is off.",
	])})
	off := _registered({"record": {"status": "disabled", "disabledAt": "2026-11-22T06:59:59Z"}})
	rule.deny == {found} with input as off with data.estate as _estate
	rule.deny == {found} with input as _registered({"record": {"status": "disabled"}}) with data.estate as _estate
	seen := _registered({"record": {"status": "disabled"}, "statusSince": "2026-11-22T07:00:00Z"})
	rule.deny == set() with input as seen with data.estate as _estate
	just := _registered({"record": {"status": "disabled", "disabledAt": "2026-11-22T07:00:00Z"}})
	rule.deny == set() with input as just with data.estate as _estate
	rule.deny == set() with input as _registered({"record": {"status": "suspended"}}) with data.estate as _estate
	rule.deny == set() with input as _registered({}) with data.estate as _estate
}

test_when_its_system_switched_an_account_off_counts_before_when_that_was_seen if {
	record := {"status": "disabled", "disabledAt": "2026-11-22T06:59:59Z"}
	_reasons(_registered({"record": record, "statusSince": "2026-11-22T07:30:00Z"})) == {"agent"}
}

test_agent_of_the_directory_whose_account_is_off_is_told_of_by_its_account if {
	off := fixture.account({"kind": "agent", "grants": [_tool({})], "record": {"status": "disabled"}})
	found := object.union(_grant_finding, {"msg": concat("", [
		"jira-write in crm is left to the agent identity:okta/main/u7, ",
		"whose account is off.",
	])})
	rule.deny == {found} with input as _agent({}, [], {"accounts": [off]}) with data.estate as _estate
}

test_agent_just_switched_off_has_its_time_though_its_account_went_first if {
	just := {"status": "disabled", "statusChangedAt": "2026-11-22T07:30:00Z"}
	off := fixture.account({"kind": "agent", "grants": [_tool({})], "record": {"status": "disabled"}})
	_silent(_agent(just, [], {"accounts": [off]}))
}

test_tool_held_by_an_account_in_use_is_kept_though_another_account_is_off if {
	off := fixture.account({"kind": "agent", "record": {"id": "account:crm/main/a8", "status": "disabled"}})
	held := fixture.account({"kind": "agent", "grants": [_tool({})]})
	_silent(_agent({}, [], {"accounts": [off, held]}))
}

test_agent_whose_sponsors_have_all_gone_violates if {
	gone := _backer("sponsor", {"status": "terminated"})
	empty := {"relation": "sponsor", "ref": "group:okta/none", "kind": "group", "resolved": true, "holders": []}
	found := _lost("group:okta/none and sponsor:x")
	rule.deny == {found} with input as _backed([gone, empty]) with data.estate as _estate
}

test_one_sponsor_who_is_here_is_enough if {
	gone := _backer("sponsor", {"status": "terminated"})
	here := object.union(_backer("sponsor", {"status": "active"}), {"ref": "sponsor:y"})
	rule.deny == set() with input as _backed([gone, here]) with data.estate as _estate
	rule.unknown == set() with input as _backed([gone, here]) with data.estate as _estate
}

_doubt(reason, text) := {object.union(_grant_finding, {"reason": reason, "msg": concat("", [
	"Whether jira-write in crm is left to an agent that is gone cannot be judged: ",
	text,
	".",
])})}

test_missing_data_is_unknown if {
	text := "it is not known whether the agent is still in use, or since when it is not"
	every record in [{"status": "unknown"}, {"status": "disabled", "unknown": ["statusChangedAt"]}] {
		document := _agent(record, [_tool({})], {})
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == _doubt("agent-unknown", text) with input as document with data.estate as _estate
	}
	unknown := _backed([_backer("parent", {"status": "unknown"})])
	behind := "the status of what it belongs to or acts for is not known"
	rule.unknown == _doubt("backer-unknown", behind) with input as unknown with data.estate as _estate
	rule.deny == set() with input as unknown with data.estate as _estate
}

_backer(relation, status) := {
	"relation": relation,
	"ref": concat("-", [relation, status]),
	"kind": "person",
	"resolved": true,
	"holders": [{"count": 1, "records": [{"system": "hr", "role": "authoritative-identity", "status": status}]}],
}

_leaning(record, backers) := _agent(record, [_tool({})], {"backers": backers})

_reasons(document) := {one.reason | some one in found} if {
	found := rule.deny with input as document with data.estate as _estate
}

_doubts(document) := {one.reason | some one in found} if {
	found := rule.unknown with input as document with data.estate as _estate
}

_silent(document) if {
	_reasons(document) == set()
	_doubts(document) == set()
}

test_tool_until_this_very_second_is_left if {
	_reasons(_agent(_off, [_tool({"expires": fixture.now})], {})) == {"agent"}
}

test_consent_that_is_over_or_of_no_agent_is_clean if {
	consent := {"type": "oauth-consent"}
	_silent(_agent(_off, [], {"credentials": [fixture.credential({"record": object.union(consent, {"status": "revoked"})})]}))
	_silent(_agent(_off, [], {"kind": "service", "credentials": [fixture.credential({"record": consent})]}))
}

test_time_of_an_agent_that_is_off_is_its_own if {
	now := {"status": "disabled", "statusChangedAt": "2026-11-22T07:30:00Z"}
	_silent(_leaning(now, [_backer("principal", "terminated")]))
	_silent(_leaning(now, [_backer("principal", "unknown")]))
}

test_sponsors_are_asked_apart_from_the_platform if {
	_reasons(_leaning({}, [_backer("sponsor", "terminated"), _backer("parent", "active")])) == {"backer"}
	_silent(_leaning({}, [_backer("sponsor", "terminated"), _backer("sponsor", "unknown")]))
	_silent(_leaning({}, [_backer("principal", "active")]))
}

test_who_is_not_found_is_not_gone if {
	nobody := {"kind": "group", "holders": []}
	_silent(_leaning({}, [object.union(_backer("parent", "active"), nobody)]))
	_reasons(_leaning({}, [object.union(_backer("sponsor", "active"), nobody)])) == {"backer"}
	_silent(_leaning({}, [object.union(_backer("sponsor", "active"), {"resolved": false})]))
}

test_what_is_certain_is_not_doubted_beside_it if {
	_doubts(_leaning({"status": "unknown"}, [_backer("principal", "terminated")])) == set()
	_doubts(_leaning({}, [_backer("parent", "terminated"), _backer("principal", "unknown")])) == set()
	_doubts(_leaning({"unknown": ["statusChangedAt"]}, [])) == set()
}
