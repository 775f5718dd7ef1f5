# METADATA
# title: Machine that serves production and other environments
# description: |
#   A machine holds access in production and in another environment, one of its keys is for both, or it is declared for the one and
#   reaches into the other. Whoever gets hold of it in the test environment, where less is guarded, is in production.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: machine
#   reasons:
#     access: mixed
#     declared: mixed
#     credential: mixed-key
#     account-unknown: undecided
#     credential-unknown: undecided
#     environments-unread: undecided
#   params:
#     production:
#       type: list
#       description: What the environment is called in which the real work is done, in lower case.
#       default: [prod, production, prd, live]
#     shared:
#       type: list
#       description: Names of environments in the registry by which somebody decides that a machine is there for all of them.
#       default: [shared, all]
#   needs:
#     - told: environments
#   rests_on:
#     - reasons: [access]
#       facts:
#         - {kind: account, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: entitlement, fields: [environment]}
#         - {kind: grant}
#     - reasons: [access]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [owner]}
#         - {kind: entitlement, fields: [environment]}
#         - {kind: grant}
#     - reasons: [declared]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [environment]}
#         - {kind: entitlement, fields: [environment]}
#         - {kind: grant}
#     - reasons: [credential]
#       facts:
#         - {kind: account, fields: [kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: credential, fields: [status, environments], values: {principal: [account]}}
#     - reasons: [credential]
#       facts:
#         - {kind: account}
#         - {registry: [owner]}
#         - {kind: credential, fields: [status, environments], values: {principal: [account]}}
#   controls: [NHI8:2025, PR.AA-05, PR.PS-01, AC-6, SC-7, CIS 5.5, A.8.31, CC6.1, AI MEASURE 2.8]
#   remediation: Give each environment a machine and keys of its own, and take from this one what lies outside its own.
#   false_positives:
#     - Tools that are there for all environments, such as the runners of a pipeline, are declared as `shared` in the registry.
#     - Access of which nothing tells the environment counts for none.
#     - Several environments of which none is production are not looked at.
package entitlint.rules.subject.nhi_shared_environments

import data.entitlint.lib.lifecycle
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-shared-environments"

deny contains finding if {
	_asked
	_mixed(_reached_now)
	finding := object.union(_base("access"), {"msg": concat("", [
		input.id,
		" holds access in ",
		_listed(_reached_now),
		".",
	])})
}

deny contains finding if {
	_asked
	not _mixed(_reached_now)
	some own in _own
	_mixed(_reached_now | {own})
	finding := object.union(_base("declared"), {"msg": concat("", [
		input.id,
		" is declared for ",
		own,
		" and holds access in ",
		_listed(_reached_now),
		".",
	])})
}

deny contains finding if {
	_asked
	some entry in input.credentials
	status.working(entry)
	_mixed(_named(entry))
	finding := object.union(_credential(entry, "credential"), {"msg": concat("", [
		entry.record.id,
		" of ",
		input.id,
		" is for ",
		_listed(_named(entry)),
		".",
	])})
}

unknown contains finding if {
	_asked
	not _mixed(_reached_now | _own)
	_mixed(_reached_perhaps | _own)
	finding := object.union(_base("account-unknown"), {"msg": concat("", [
		"Whether ",
		input.id,
		" holds access in production and elsewhere cannot be judged: the status of one of its accounts is not known.",
	])})
}

unknown contains finding if {
	_asked
	some entry in input.credentials
	reason := _doubt(entry)
	finding := object.union(_credential(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" of ",
		input.id,
		" is for production and elsewhere cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_asked if {
	input.kind in machine.kinds
	not lifecycle.state == "inactive"
	not _by_design
}

_by_design if lower(input.registry.environment) in data.estate.params[_id].shared

# What it is declared for, by the registry or by its own record.
_own := {name | name := _declared_for[0]}

_declared_for := [lower(source.environment) |
	some source in array.concat(
		[object.get(input, "registry", {})],
		[entry.record | some entry in input.identities],
	)
]

_reached_now := _reached({account | some account in input.accounts; status.usable(account)})

_reached_perhaps := _reached({account | some account in input.accounts; not status.unusable(account)})

_reached(accounts) := {lower(grant.environment) |
	some account in accounts
	some grant in account.grants
	grant.record.effect == "allow"
	not grant.denied
	not grant.expires < account.observedAt
}

_named(entry) := {lower(environment) | some environment in entry.record.environments}

_mixed(environments) if {
	some one in environments
	one in data.estate.params[_id].production
	some other in environments
	not other in data.estate.params[_id].production
}

_listed(environments) := concat(" and ", sort(environments))

_doubt(entry) := "credential-unknown" if {
	entry.record.status == "unknown"
	_mixed(_named(entry))
}

else := "environments-unread" if {
	status.working(entry)
	reading.unread(entry.record, "environments")
}

_doubt_text := {
	"credential-unknown": "its status is not known",
	"environments-unread": "what it is for could not be read",
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}

_credential(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
