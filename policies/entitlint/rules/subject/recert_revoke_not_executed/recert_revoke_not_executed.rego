# METADATA
# title: Review said revoke, and it is still there
# description: |
#   A review of access decided days ago that a grant, an account, a key or all access of somebody is to be taken away, and it is still
#   there. What a later review says otherwise, or what was approved anew since, counts.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: What was to be revoked is privileged.
#   examines: subject
#   reasons:
#     grant: not-executed
#     account: not-executed
#     credential: not-executed
#     account-unknown: undecided
#     decided-unknown: undecided
#     credential-unknown: undecided
#   params:
#     days:
#       type: duration
#       description: How long carrying a decision out may take.
#       default: P5D
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - declared: reviews
#   rests_on:
#     - reasons: [grant]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant, values: {principalType: [account, identity]}}
#         - {declared: reviews}
#     - reasons: [account]
#       facts:
#         - {kind: account, fields: [status]}
#         - {declared: reviews}
#     - reasons: [credential]
#       facts:
#         - {kind: credential, fields: [status]}
#         - {declared: reviews}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, PR.AA-05, AC-2, AC-6(7), CIS 6.2, A.5.18, CC6.3, AI MANAGE 2.4]
#   remediation: Take it away now, and find out why nobody did.
#   false_positives:
#     - What was approved and given anew after the decision is another grant.
#     - A later review of the same thing decides.
#     - What comes by a group is decided about the group, and its owner has to act.
package entitlint.rules.subject.recert_revoke_not_executed

import data.entitlint.lib.decided
import data.entitlint.lib.exposure
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "recert-revoke-not-executed"

deny contains finding if {
	some [review, entry, app, base] in _standing
	review.at < limits.cutoff(app, _id, "days")
	raised := wording.raised(
		object.union(base, {"msg": concat("", [
			base.id,
			" was to be revoked by ",
			review.campaign,
			" at ",
			review.at,
			_line(review),
			", and is still there.",
		])}),
		entry,
		"critical",
	)
	finding := exposure.lasting(raised, _id, exposure.from(review.at))
}

unknown contains finding if {
	some [review, _, _, base] in _standing
	not review.at
	finding := object.union(base, {"reason": "decided-unknown", "msg": concat("", [
		"Whether ",
		base.id,
		" should be gone by now cannot be judged: when ",
		review.campaign,
		" decided so is not known.",
	])})
}

unknown contains finding if {
	some review in _revoking
	some account in input.accounts
	_is_about(review, account)
	status.undecided(account)
	finding := object.union(_account(account), {"reason": "account-unknown", "msg": concat("", [
		"Whether ",
		account.record.id,
		" was revoked as ",
		review.campaign,
		" decided cannot be judged: its status is not known.",
	])})
}

unknown contains finding if {
	some review in _revoking
	some credential in input.credentials
	credential.record.id == review.of
	status.perhaps_working(credential)
	not _is_approved(credential.record.id, review)
	not review.at >= limits.cutoff(credential.app, _id, "days")
	finding := object.union(_credential(credential), {"reason": "credential-unknown", "msg": concat("", [
		"Whether ",
		credential.record.id,
		" was revoked as ",
		review.campaign,
		" decided cannot be judged: its status is not known.",
	])})
}

# The last word on each thing.
_revoking contains review if {
	some review in input.reviews
	review.decision == "revoke"
	later := [other | some other in input.reviews; other.of == review.of; other.at > review.at; other.decision in {"keep", "revoke"}]
	count(later) == 0
}

_standing contains [review, account, account.app, _account(account)] if {
	some review in _revoking
	some account in input.accounts
	_is_about(review, account)
	status.usable(account)
	not _is_approved(account.record.id, review)
}

_standing contains [review, grant, grant.system, base] if {
	some review in _revoking
	some account in input.accounts
	not status.ended(account)
	some grant in account.grants
	grant.record.id == review.of
	grant.observed
	not grant.via
	decided.works(grant, account.observedAt)
	not _is_anew(grant, review)
	base := {
		"id": grant.record.id,
		"app": grant.system,
		"reason": "grant",
		"account": account.record.id,
		"grant": grant.record.id,
	}
}

_standing contains [review, {}, credential.app, _credential(credential)] if {
	some review in _revoking
	some credential in input.credentials
	credential.record.id == review.of
	status.working(credential)
	not _is_approved(credential.record.id, review)
}

# Of a person, a machine or an identity as a whole, everything is to go.
_is_about(review, account) if review.of == account.record.id

_is_about(review, _) if review.of == input.id

_is_about(review, _) if {
	some entry in input.identities
	review.of == entry.record.id
}

_is_anew(grant, review) if {
	grant.record.approvalRef
	grant.record.grantedAt > review.at
}

_is_anew(grant, review) if _is_approved(grant.record.id, review)

_is_approved(id, review) if {
	some approval in input.approvals
	approval.of == id
	approval.at > review.at
}

_line(review) := concat("", [" (", line, ")"]) if line := decided.line(review)

else := ""

_account(account) := {
	"id": account.record.id,
	"app": account.app,
	"reason": "account",
	"account": account.record.id,
}

_credential(credential) := {
	"id": credential.record.id,
	"app": credential.app,
	"reason": "credential",
	"credential": credential.record.id,
}
