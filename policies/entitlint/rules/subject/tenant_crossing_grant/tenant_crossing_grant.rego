# METADATA
# title: Access in one tenant that another one has not agreed to or has ended
# description: |
#   Somebody of one tenant of a system holds access in another one, or a group or a key of another tenant brings the access, and
#   `access/trusts.yaml` has no agreement that allows it, or one that has ended. Whoever leaves the one tenant, or changes its groups,
#   is seen by nobody in the other. An agreement allows one direction and one pair of tenants. Or somebody is a guest of one tenant and
#   can be used there, while every account of theirs in their own tenants of the system has been ended. Whoever has gone by the word of
#   HR is left to `leaver-hr-directory-lag` and `leaver-account-enabled`, which find each account that is left. Where an account was off
#   when it was first seen and nothing tells since when, it is told at least since then. An account that is deleted and listed no more
#   has no end here: what is gone may have been removed by mistake.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     high:
#       untrusted: The grant is privileged.
#       trust-ended: The grant is privileged.
#       inactive-at-home: Somebody was ended in their own tenant, and that for longer than `grace`.
#   examines: account
#   reasons:
#     untrusted: untrusted
#     trust-ended: trust-ended
#     inactive-at-home: inactive
#     trusts-untold: undecided
#     account-unknown: undecided
#     home-unknown: undecided
#     end-unread: undecided
#     kind-unread: undecided
#   shared:
#     trusts-untold: no agreement in `access/trusts.yaml` says whose people may have access in which of its tenants
#   params:
#     grace:
#       type: duration
#       description: How long a tenant may take to end a guest whom their own tenant has ended.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [untrusted, trust-ended]
#       facts:
#         - {tenants: several}
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {declared: trusts}
#     - reasons: [inactive-at-home]
#       facts:
#         - {tenants: several}
#         - {kind: account, fields: [status, kind], values: {kind: [external], status: [disabled, terminated, deleted]}}
#         - {kind: identity, of: people}
#   cause_of: grant-no-active-record
#   controls: [NHI8:2025, PR.AA-05, PR.AA-01, AC-20, AC-3, CIS 6.7, CIS 15.7, A.5.18, A.5.23, CC6.3, CC6.6, AI GOVERN 2.1]
#   remediation: >-
#     Remove the access, or agree on it with an owner and an end in `access/trusts.yaml`; end the guest of whom the own tenant has ended
#     every account.
#   false_positives:
#     - A managed service whose people work in the tenants of its customers has an agreement for each of them.
#     - Tenants that are federated with each other have an agreement for each direction.
#     - A tenant for tests in which others may work has an agreement.
#     - Where nobody has agreed on anything between tenants of a system, it is told once for the application, as undecided.
#     - What comes from another system, such as a group of the directory, comes from no other tenant.
#     - Whoever has moved into another tenant is no guest there, also where the guest's account was left.
#     - A guest who is away or suspended in their own tenant, or on leave by the word of HR, has not been ended.
#     - A guest with another account in their own tenant that works is still there.
#     - What the own tenant ended less than a day ago may still be on its way.
#     - A guest who has gone by the word of HR is told by the rules about leavers alone.
package entitlint.rules.subject.tenant_crossing_grant

import data.entitlint.lib.decided
import data.entitlint.lib.guests
import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "tenant-crossing-grant"

deny contains finding if {
	some [account, grant] in _crossing
	status.usable(account)
	reason := _reason(account, grant)
	told := object.union_n([_base(account, grant, reason), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" holds ",
		_access(grant, reason, account.observedAt),
		wording.where(grant),
		", and ",
		_text(account, grant, reason),
		".",
	])}])
	finding := wording.raised(told, grant, "high")
}

deny contains finding if {
	some [guest, homes] in _left_behind
	not guests.doubt(_id, guest, homes)
	told := object.union_n([_about(guest, "inactive-at-home"), lifecycle.about, {
		"msg": concat("", [
			guest.record.id,
			" is a guest in ",
			guests.tenant(guest),
			" and works",
			wording.where(guest),
			", and ",
			guests.ended_text(_id, homes),
			".",
		]),
	}])
	finding := object.union(told, _severity(homes))
}

unknown contains finding if {
	some [guest, homes] in _left_behind
	doubt := guests.doubt(_id, guest, homes)
	finding := object.union(_about(guest, doubt), {"msg": concat("", [
		"Whether ",
		guest.record.id,
		" has outlived whoever it is in their own tenant cannot be judged: ",
		_guest_doubt_text[doubt],
		".",
	])})
}

unknown contains finding if {
	some [account, grant] in _crossing
	reason := _doubt(account, grant)
	finding := object.union(_base(account, grant, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" may hold ",
		_access(grant, reason, account.observedAt),
		", cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_left_behind := guests.left_behind(_id)

default _severity(_) := {}

_severity(homes) := {"severity": "high"} if guests.for_long(_id, homes)

_crossing contains [account, grant] if {
	some account in input.accounts
	account.crosses
	not status.unusable(account)
	some grant in account.grants
	grant.crosses
	decided.works(grant, account.observedAt)
}

_reason(account, grant) := "untrusted" if {
	count(_steps(grant, "untrusted", account.observedAt)) > 0
}

else := "trust-ended" if {
	count(_steps(grant, "trust-ended", account.observedAt)) > 0
}

_doubt(account, grant) := "account-unknown" if {
	status.undecided(account)
	_reason(account, grant)
}

else := "trusts-untold" if {
	not _reason(account, grant)
	count(_steps(grant, "trusts-untold", account.observedAt)) > 0
}

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"trusts-untold": "nobody has agreed on anything between tenants of the system",
}

# The steps from one tenant into another that the reason is about; any of them, where it is about the account.
_steps(grant, "untrusted", _) := [step |
	some step in grant.crosses
	not step.trust
	not step.untold
]

_steps(grant, "trust-ended", at) := [step |
	some step in grant.crosses
	step.trust.until < at
]

_steps(grant, "trusts-untold", _) := [step |
	some step in grant.crosses
	step.untold
]

_steps(grant, "account-unknown", _) := grant.crosses

_text(_, _, "untrusted") := "no agreement allows that"

_text(account, grant, "trust-ended") := concat(" and ", [text |
	some step in _steps(grant, "trust-ended", account.observedAt)
	text := concat("", ["the agreement in ", decided.line(step.trust), " ended at ", step.trust.until])
])

_access(grant, reason, at) := concat("", [
	grant.name,
	" in ",
	grant.system,
	_way(grant),
	decided.ways(grant),
	", from ",
	concat(" and ", [text |
		some step in _steps(grant, reason, at)
		text := concat(" into ", [step.from, step.to])
	]),
])

default _way(_) := ""

_way(grant) := concat(" ", [" by", concat(", ", grant.via)])

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}

_guest_doubt_text := {
	"kind-unread": "whether it is a guest there could not be read",
	"account-unknown": "the status of the account is not known",
	"end-unread": "when the account there was ended could not be read",
	"home-unknown": "the status of the account there is not known",
}

_about(guest, reason) := {
	"id": guest.record.id,
	"app": guest.app,
	"reason": reason,
	"account": guest.record.id,
}
