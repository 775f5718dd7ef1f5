# METADATA
# title: Agent gone, its tools left
# description: |
#   An agent is off, or what it belongs to or acts for is gone, and it still holds tools, scopes of interfaces, or consents and
#   refresh tokens that act for somebody. Taking an agent away takes none of them away by itself.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: critical
#   examines: subject
#   reasons:
#     agent: residual
#     backer: residual
#     agent-unknown: undecided
#     backer-unknown: undecided
#   params:
#     grace:
#       type: duration
#       description: How long its tools may stay after an agent is off, or what it belongs to or acts for is gone.
#       default: PT60M
#   rests_on:
#     - reasons: [agent]
#       facts:
#         - {kind: identity, fields: [status, kind], values: {status: [disabled, terminated, deleted], kind: [agent]}}
#         - {kind: entitlement, fields: [kind], values: {kind: [tool, api-scope]}}
#         - {kind: grant}
#     - reasons: [agent]
#       facts:
#         - {kind: account, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {registry: [onBehalfOf]}
#         - {kind: entitlement, fields: [kind], values: {kind: [tool, api-scope]}}
#         - {kind: grant}
#     - reasons: [agent]
#       facts:
#         - {kind: identity, fields: [status, kind], values: {status: [disabled, terminated, deleted], kind: [agent]}}
#         - {kind: credential, fields: [status, type], values: {type: [oauth-consent, oauth-refresh]}}
#     - reasons: [backer]
#       facts:
#         - {kind: identity, fields: [status, kind, parentId], values: {kind: [agent]}}
#         - {kind: entitlement, fields: [kind], values: {kind: [tool, api-scope]}}
#         - {kind: grant}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [backer]
#       facts:
#         - {kind: identity, fields: [status, kind, sponsors], values: {kind: [agent]}}
#         - {kind: entitlement, fields: [kind], values: {kind: [tool, api-scope]}}
#         - {kind: grant}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [backer]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [onBehalfOf]}
#         - {kind: entitlement, fields: [kind], values: {kind: [tool, api-scope]}}
#         - {kind: grant}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#   controls: [NHI1:2025, NHI5:2025, PR.AA-05, PR.AA-01, ID.AM-08, AC-2(3), AC-6, IA-9, CIS 5.5, CIS 6.2, A.5.18, CC6.3, AI GOVERN 1.7, AI MANAGE 2.4, ZT tenet 6]
#   remediation: Revoke its tools, its consents and its refresh tokens, and take its bindings to tools away. Where only a sponsor has left, name another first.
#   false_positives:
#     - A binding that belongs to the platform and is shared by its agents is marked immutable, and is not the agent's to lose.
#     - An agent that is paused, such as for an upgrade, is suspended, and suspended is not gone.
#     - One sponsor among several who is still here is enough.
package entitlint.rules.subject.nhi_agent_tool_residual

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.owners
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-agent-tool-residual"

_acting := {"oauth-consent", "oauth-refresh"}

deny contains finding if {
	some residue in _residues
	reason := _reason(residue, limits.cutoff(residue.app, _id, "grace"))
	finding := object.union_n([_base(residue, reason), lifecycle.about, {"msg": concat("", [
		residue.text,
		" is left to the agent ",
		input.id,
		", ",
		_text(reason),
		".",
	])}])
}

unknown contains finding if {
	some residue in _residues
	doubt := _doubt
	finding := object.union_n([_base(residue, doubt), lifecycle.about, {"msg": concat("", [
		"Whether ",
		residue.text,
		" is left to an agent that is gone cannot be judged: ",
		_doubt_text[doubt],
		".",
	])}])
}

_residues contains {"app": grant.system, "text": concat(" in ", [grant.name, grant.system]), "about": {
	"id": grant.record.id,
	"account": account.record.id,
	"grant": grant.record.id,
}} if {
	input.kind == "agent"
	some account in input.accounts
	some grant in account.grants
	grant.kind in {"tool", "api-scope"}
	grant.observed
	grant.record.effect == "allow"
	not grant.denied
	not grant.record.immutable
	not grant.expires < data.estate.run.now
}

_residues contains {"app": entry.app, "text": entry.record.id, "about": {
	"id": entry.record.id,
	"credential": entry.record.id,
}} if {
	input.kind == "agent"
	some entry in input.credentials
	entry.record.type in _acting
	status.working(entry)
}

_reason(residue, cutoff) := "agent" if {
	lifecycle.state == "inactive"
	lifecycle.overdue(cutoff)
}

else := "agent" if {
	lifecycle.state == "active"
	some account in input.accounts
	account.record.id == residue.about.account
	status.ended(account)
	not _ended(account) >= cutoff
}

else := "backer" if {
	lifecycle.state != "inactive"
	count(_lost) > 0
}

# Since when an account is off: by its system's word, else since it was first seen to be.
_ended(account) := account.record.disabledAt

_ended(account) := account.statusSince if not account.record.disabledAt

# Its platform, or the person for whom it acts, is one; of sponsors all have to be gone.
_lost contains backer.ref if {
	some backer in input.backers
	backer.relation in {"parent", "principal"}
	owners.state(backer) == "inactive"
	not _has_just_left(backer)
}

_lost contains backer.ref if {
	states := {owners.state(other) | some other in input.backers; other.relation == "sponsor"}
	count(states & {"active", "unknown"}) == 0
	some backer in input.backers
	backer.relation == "sponsor"
	owners.state(backer) in {"inactive", "empty"}
	not _has_just_left(backer)
}

_has_just_left(backer) if owners.left([backer]) >= limits.cutoff(input.home, _id, "grace")

_doubt := "agent-unknown" if {
	lifecycle.state == "unknown"
	count(_lost) == 0
}

else := "agent-unknown" if {
	lifecycle.state == "inactive"
	lifecycle.change.kind == "unread"
}

else := "backer-unknown" if {
	lifecycle.state != "inactive"
	count(_lost) == 0
	some backer in input.backers
	backer.relation in {"parent", "principal"}
	owners.state(backer) == "unknown"
}

_text("agent") := concat(" ", ["which is off", lifecycle.since]) if lifecycle.state == "inactive"

else := "whose account is off"

_text("backer") := concat(" ", ["which is not to act without", concat(" and ", sort(_lost)), "any more"])

_doubt_text := {
	"agent-unknown": "it is not known whether the agent is still in use, or since when it is not",
	"backer-unknown": "the status of what it belongs to or acts for is not known",
}

_base(residue, reason) := object.union(residue.about, {"app": residue.app, "reason": reason})
