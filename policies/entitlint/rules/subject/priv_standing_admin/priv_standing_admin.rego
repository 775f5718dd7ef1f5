# METADATA
# title: Privileged access for good
# description: |
#   Somebody holds a privileged right at all hours and without an end, in an application in which rights can have an end or be
#   switched on when they are needed. Whoever gets hold of that person's session has the right at once.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   examines: grant
#   reasons:
#     standing: standing
#     term-unread: undecided
#     account-unknown: undecided
#     kind-unknown: undecided
#   shared:
#     kind-unknown: nothing tells whether those who hold it are people or machines
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: grant
#     - told: terms
#   rests_on:
#     - reasons: [standing]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#         - {kind: grant, fields: [expiresAt]}
#     - reasons: [standing]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#         - {kind: grant, fields: [eligibleOnly]}
#   cause_of: grant-no-active-record
#   controls: [PR.AA-05, AC-6(5), AC-6(2), CIS 5.4, CIS 6.8, A.8.2, CC6.3, ZT tenet 3]
#   remediation: Make the right one that is switched on for a task and for hours, or give it an end and renew it by a decision.
#   false_positives:
#     - Emergency accounts hold their rights for good; `access/breakglass.yaml` names them, and this rule in their `allow`.
#     - Machines cannot switch a right on; nhi-overprivileged looks at what they hold.
#     - A right that has to be switched on first is not held for good.
#     - A right that is given by a role or a group for a time has an end.
#     - Where no right of an application has an end or is switched on, nothing tells that one could have, and nothing is said.
package entitlint.rules.subject.priv_standing_admin

import data.entitlint.lib.decided
import data.entitlint.lib.emergency
import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "priv-standing-admin"

_people := {"human", "external"}

deny contains finding if {
	input.kind in _people
	some [account, grant] in _standing
	status.usable(account)
	not _term_unread(grant)
	finding := object.union_n([_base(account, grant, "standing"), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" holds the privileged ",
		grant.name,
		" in ",
		grant.system,
		" at all hours and without an end",
		wording.where(grant),
		decided.ways(grant),
		".",
	])}])
}

unknown contains finding if {
	some [account, grant] in _standing
	reason := _doubt(account, grant)
	finding := object.union(_base(account, grant, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" holds the privileged ",
		grant.name,
		" in ",
		grant.system,
		" for good cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_standing contains [account, grant] if {
	input.kind in (_people | {"unknown"})
	not lifecycle.state == "inactive"
	some account in input.accounts
	account.privileged
	not status.unusable(account)
	not emergency.spared(account, _id)
	some grant in account.grants
	grant.privileged
	decided.works(grant, account.observedAt)
	not _has_term(grant, account)
}

_has_term(grant, _) if grant.expires

_has_term(grant, _) if grant.until

_has_term(grant, _) if grant.record.window.to

_has_term(grant, _) if grant.record.eligibleOnly

# Rights for the moment have a rule of their own, which asks for their end.
_has_term(grant, _) if grant.record.source == "jit"

_has_term(grant, account) if {
	some membership in account.memberships
	membership.expires
	membership.group in grant.via
}

_term_unread(grant) if {
	some field in ["expiresAt", "eligibleOnly"]
	reading.unread(grant.record, field)
}

_doubt(account, grant) := "account-unknown" if {
	status.undecided(account)
}

else := "kind-unknown" if {
	input.kind == "unknown"
}

else := "term-unread" if {
	_term_unread(grant)
}

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"kind-unknown": "nothing tells whether a person or a machine holds it",
	"term-unread": "whether it has an end could not be read",
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
