# METADATA
# title: Access without an active person or machine behind it
# description: |
#   Somebody can still use an entitlement, by an account that lets people in or by a key that still works, although the
#   person or machine it belongs to has gone, or although nobody knows whose it is. This rule owns the finding; rules
#   that explain why the access is there are shown under it as its causes. What a role gives to somebody who has gone is found
#   before anybody applies it, as medium, or high where it is privileged. In a pull request it is found whether it is there
#   already or not, because its line would make it right.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: The grant is privileged.
#     medium: It is declared, and nobody has seen it in the application yet, or a pull request declares it.
#   examines: grant
#   reasons:
#     inactive: inactive
#     deleted: inactive
#     none: none
#     declared: declared
#     uncorrelated: undecided
#     disputed: undecided
#     weak: undecided
#     subject-unknown: undecided
#     account-unknown: undecided
#     since-unread: undecided
#   shared:
#     uncorrelated: too few accounts of the application match anybody
#   params:
#     grace:
#       type: duration
#       description: How long access may outlast the person or machine, or precede the link of a new account.
#       default: PT60M
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: grant
#     - kind: identity
#       of: people
#       fields: [status]
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [deleted]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people}
#     - reasons: [none]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people}
#     - reasons: [declared]
#       facts:
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {declared: access}
#   controls: [NHI1:2025, PR.AA-05, PR.AA-01, AC-2(3), AC-2, IA-4, CIS 5.1, CIS 6.2, A.5.16, A.5.18, CC6.2, CC6.3, AI GOVERN 1.7, ZT tenet 6]
#   remediation: Disable the account, remove the grant, or link the account to its person or its entry in the registry.
#   false_positives:
#     - People on leave, suspended or locked out count as being here.
#     - Guests, emergency, shared and system accounts that match nobody have rules of their own.
#     - Where most accounts of an application match nobody, correlation is not set up, and the access is not judged.
#     - Somebody who left in one place and works on in another has a current record, and is here.
package entitlint.rules.subject.grant_no_active_record

import data.entitlint.lib.decided
import data.entitlint.lib.exposure
import data.entitlint.lib.lapse
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "grant-no-active-record"

_ownerless_kinds := {"human", "unknown", "service", "agent", "workload"}

deny contains finding if {
	some account in input.accounts
	reason := lapse.reason(account)
	_concerns(account, reason)
	lapse.overdue(account, reason, limits.cutoff(account.app, _id, "grace"))
	not _uncorrelated(account, reason)
	means := _means(account)
	some grant in account.grants
	grant.record.effect == "allow"
	raised := wording.raised(
		object.union_n([_base(account, grant, reason), lifecycle.about, lapse.about(account), means, {"msg": concat("", [
			_access(account, grant),
			" ",
			lapse.reason_text(account, reason),
			wording.where(grant),
			".",
		])}]),
		grant,
		"critical",
	)
	finding := exposure.lasting(raised, _id, lapse.lasting(account))
}

deny contains finding if {
	lifecycle.state == "inactive"
	some entry in _declared
	lifecycle.overdue(limits.cutoff(entry.system, _id, "grace"))
	finding := wording.raised(
		object.union_n([{"id": entry.id, "app": entry.system, "reason": "declared", "severity": "medium"}, lifecycle.about, {"msg": concat("", [
			entry.name,
			" in ",
			entry.system,
			" is declared at ",
			decided.line(entry),
			" for ",
			input.id,
			", who is gone ",
			lifecycle.since,
			".",
		])}]),
		entry,
		"high",
	)
}

unknown contains finding if {
	some account in input.accounts
	doubt := lapse.doubt(account)
	some grant in account.grants
	grant.record.effect == "allow"
	finding := object.union_n([_base(account, grant, doubt), lifecycle.about, lapse.about(account), {"msg": concat("", [
		_access(account, grant),
		" cannot be judged: ",
		lapse.doubt_text[doubt],
		".",
	])}])
}

unknown contains finding if {
	some account in input.accounts
	_uncorrelated(account, lapse.reason(account))
	_concerns(account, "none")
	_means(account)
	some grant in account.grants
	grant.record.effect == "allow"
	finding := object.union(_base(account, grant, "uncorrelated"), {"msg": concat("", [
		_access(account, grant),
		" cannot be judged: too few accounts of the application match anybody.",
	])})
}

unknown contains finding if {
	lifecycle.state == "unknown"
	some account in input.accounts
	account.link.situation in {"linked", "unlinked"}
	means := _means(account)
	some grant in account.grants
	grant.record.effect == "allow"
	finding := object.union_n([_base(account, grant, "subject-unknown"), lifecycle.about, means, {"msg": concat("", [
		_access(account, grant),
		" by the key ",
		means.credential,
		" cannot be judged: ",
		lapse.doubt_text["subject-unknown"],
		".",
	])}])
}

unknown contains finding if {
	lifecycle.state == "unknown"
	some entry in input.expected
	finding := object.union_n([{"id": entry.id, "app": entry.system, "reason": "subject-unknown"}, lifecycle.about, {"msg": concat("", [
		entry.name,
		" in ",
		entry.system,
		" is declared at ",
		decided.line(entry),
		" for ",
		input.id,
		", and ",
		lapse.doubt_text["subject-unknown"],
		".",
	])}])
}

# That it is there already is told grant by grant above; where sides are compared, the line itself is told besides, because
# it is what one of them says and the other does not.
_declared contains entry if some entry in input.expected

_declared contains entry if some entry in input.applied

_concerns(_, reason) if reason in {"inactive", "deleted"}

_concerns(account, "none") if account.kind in _ownerless_kinds

# That most accounts match nobody says nothing about those who did match and have gone, so only `none` depends on it.
_uncorrelated(account, "none") if limits.blind("orphan-account", account.app)

# How the access can be used: by signing in, or by a key that outlives the disabled account.
_means(account) := {} if status.usable(account)

else := {"credential": credential} if {
	status.unusable(account)
	limits.blocks_use(account.app) != "verified"
	credential := min([entry.record.id |
		some entry in input.credentials
		entry.record.principal == account.record.id
		status.working(entry)
	])
}

_access(account, grant) := concat("", [grant.name, " in ", grant.system, " by ", account.record.id])

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
