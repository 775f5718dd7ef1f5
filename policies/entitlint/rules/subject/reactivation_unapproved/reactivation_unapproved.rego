# METADATA
# title: Switched on again without approval
# description: |
#   An account, a directory's identity or a key had been disabled or deleted and works again, and neither an approval nor a change
#   of the authority explains it. Access of its own that was gone and came back with an account is named.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: Its owner has gone, or it had been ended for good.
#   examines: subject
#   reasons:
#     account: reactivated
#     old-access-restored: reactivated
#     identity: reactivated
#     credential: reactivated
#     status-unknown: undecided
#   params:
#     window:
#       type: duration
#       by: nothing
#       description: How far an approval, or the authority's own change, may lie from the change it explains.
#       default: P7D
#   needs:
#     - told: past
#   rests_on:
#     - reasons: [account, old-access-restored]
#       facts:
#         - {kind: account, role: application, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [identity]
#       facts:
#         - {kind: identity, role: directory, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [credential]
#       facts:
#         - {kind: credential, fields: [status], values: {status: [disabled, revoked, deleted]}}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, PR.AA-01, PR.AA-05, AC-2, AC-2(4), CIS 6.1, A.5.16, A.5.18, CC6.2, AI MANAGE 2.4]
#   remediation: Disable it again, have it approved, and give back no more than is needed.
#   false_positives:
#     - Whoever comes back from leave is let in by the authority's own change.
#     - Whoever is hired again is let in by the authority, to whose records they come back.
#     - A directory's record that is deleted by mistake and restored within a day was never gone.
#     - An account that a directory's provisioning makes anew under the same id is its decision.
package entitlint.rules.subject.reactivation_unapproved

import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import future.keywords.not

_id := "reactivation-unapproved"

_ended := status.over | {"revoked"}

deny contains finding if {
	some [kind, entry, app, change] in _changes
	_works(kind, entry)
	not _is_explained(entry, change)
	returned := _returned(entry, change)
	finding := object.union_n([_base(kind, entry, app, _reason(kind, returned)), _severity(change), {"msg": concat("", [
		entry.record.id,
		" was ",
		change.before,
		" until ",
		change.until,
		" and works again since ",
		change.at,
		_with(returned),
		", and nobody approved it.",
	])}])
}

unknown contains finding if {
	some [kind, entry, app, change] in _changes
	entry.record.status == "unknown"
	not _is_explained(entry, change)
	finding := object.union(_base(kind, entry, app, "status-unknown"), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		", which was ",
		change.before,
		" until ",
		change.until,
		", works again cannot be judged: its status is not known.",
	])})
}

_changes contains ["account", account, account.app, change] if {
	some account in input.accounts
	account.observed
	some change in _changes_of(account)
	not _is_made_anew(account, change)
	not replace(account.record.id, "account:", "identity:") in _directory_ids
}

# A directory's account is its identity, and is told once.
_directory_ids := {entry.record.id | some entry in input.identities; entry.role == "directory"}

# The authority's own word needs no approval.
_changes contains ["identity", entry, entry.system, change] if {
	some entry in input.identities
	entry.role == "directory"
	some change in _changes_of(entry)
}

_changes contains ["credential", entry, entry.app, change] if {
	some entry in input.credentials
	some change in _changes_of(entry)
}

_changes_of(entry) := {change |
	entry.statusBefore.status in _ended
	change := {"before": entry.statusBefore.status, "until": entry.statusBefore.until, "at": entry.statusSince, "kind": "status"}
} | {change |
	not instants.near(entry.away.lastSeen, entry.away.seenAgain, 86400)
	change := {"before": "there", "until": entry.away.lastSeen, "at": entry.away.seenAgain, "kind": "away"}
}

_is_made_anew(account, change) if {
	change.kind == "away"
	account.record.provenance in {"scim", "connector"}
	lifecycle.state == "active"
}

# What came back with it: its own access, that had been gone before.
_returned(entry, change) := {grant.name |
	some grant in object.get(entry, "grants", [])
	grant.record.effect == "allow"
	not grant.via
	instants.near(grant.away.seenAgain, change.at, _window)
}

_reason(kind, returned) := kind if count(returned) == 0

else := "old-access-restored"

_with(returned) := "" if count(returned) == 0

else := concat("", [", with what it had held before (", concat(", ", returned), ")"])

_works("account", account) if status.usable(account)

_works("identity", entry) if entry.record.status in status.in_use

_works("credential", entry) if status.working(entry)

# Approved in the system's own log, of the record itself or of whoever it belongs to.
_is_explained(_, change) if {
	some approval in input.approvals
	instants.near(approval.at, change.at, _window)
}

_is_explained(_, change) if {
	some entry in input.identities
	entry.role == "authoritative-identity"
	entry.record.status in status.here
	some at in _authority_changes(entry)
	instants.near(at, change.at, _window)
}

_authority_changes(entry) := ({at | at := entry.statusSince} | {at |
	at := entry.record.statusChangedAt
}) | {at | at := entry.away.seenAgain}

_window := data.estate.params[_id].window

_severity(change) := {"severity": "critical", "why": "Its owner has gone."} if lifecycle.state == "inactive"

else := {"severity": "critical", "why": "It had been ended for good."} if change.before == "terminated"

else := {"severity": "high"}

_base("account", entry, app, reason) := {
	"id": entry.record.id,
	"app": app,
	"reason": reason,
	"account": entry.record.id,
}

_base("identity", entry, app, reason) := {
	"id": entry.record.id,
	"app": app,
	"reason": reason,
	"identity": entry.record.id,
}

_base("credential", entry, app, reason) := {
	"id": entry.record.id,
	"app": app,
	"reason": reason,
	"credential": entry.record.id,
}
