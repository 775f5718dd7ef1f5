# METADATA
# title: Permission left inside something that was taken away
# description: |
#   Somebody holds a permission that lies in another one which has to be held to be inside at all, such as a channel in a workspace, and
#   holds nothing of what it lies in. Provisioning took the outer one away and left the inner one, which works again as soon as somebody
#   lets them in.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged.
#   examines: grant
#   reasons:
#     residue: residue
#     account-unknown: undecided
#   params:
#     parents:
#       type: list
#       of: entitlement-kind
#       description: Kinds of entitlements without which nobody is to hold what lies in them.
#       default: [org, workspace]
#     sla:
#       type: duration
#       description: How long the outer permission may take to arrive, where the application declares no time of its own.
#       default: PT24H
#   needs:
#     - kind: entitlement
#       fields: [parentId]
#     - kind: grant
#   rests_on:
#     - reasons: [residue]
#       facts:
#         - {kind: entitlement, fields: [kind, parentId], values: {kind: [org, workspace]}}
#         - {kind: grant, fields: [principal, entitlement]}
#         - {kind: account, fields: [status]}
#   controls: [NHI1:2025, PR.AA-05, AC-2(3), AC-6, AC-3, CIS 6.2, A.5.18, A.8.3, CC6.3, AI GOVERN 1.7]
#   remediation: Take the inner permission away, or give back what it lies in.
#   false_positives:
#     - What can be shared by itself, such as a folder or a repository, is not of the kinds of `parents`.
#     - Guests are let into single things on purpose.
#     - What was granted less than the time for changes ago may be there before the outer one is.
#     - What everybody has leaves nothing behind.
package entitlint.rules.subject.scim_gap_nested_residue

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "scim-gap-nested-residue"

deny contains finding if {
	some [account, grant] in _residues
	status.usable(account)
	told := object.union_n([_base(account, grant, "residue"), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" holds ",
		grant.name,
		" in ",
		grant.system,
		decided.ways(grant),
		", and nothing of ",
		grant.outside.name,
		", in which it lies.",
	])}])
	finding := wording.raised(told, grant, "high")
}

unknown contains finding if {
	some [account, grant] in _residues
	status.undecided(account)
	finding := object.union(_base(account, grant, "account-unknown"), {"msg": concat("", [
		"Whether ",
		grant.name,
		" in ",
		grant.system,
		" is left to ",
		account.record.id,
		" cannot be judged: the status of the account is not known.",
	])})
}

_residues contains [account, grant] if {
	decided.concerned
	some account in input.accounts
	account.kind != "external"
	some grant in account.grants
	grant.outside.kind in data.estate.params[_id].parents
	grant.observed
	not grant.isDefault
	decided.works(grant, account.observedAt)
	not grant.record.grantedAt > limits.cutoff(grant.system, _id, "sla")
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
