# METADATA
# title: Directory still active after the contract ended
# description: |
#   The authority that knows contracts (usually HR) says that somebody has gone, and a directory still has them as
#   active. Everything that trusts the directory lets them in.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   examines: identity
#   reasons:
#     inactive: inactive
#     deleted: inactive
#     subject-unknown: undecided
#     directory-unknown: undecided
#     since-unread: undecided
#   params:
#     grace:
#       type: duration
#       description: How long a directory may take to follow the authority.
#       default: PT24H
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - kind: identity
#       fields: [status]
#     - kind: identity
#       of: authority
#       fields: [status]
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: identity, role: directory, fields: [status]}
#         - {kind: identity, of: authority, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [deleted]
#       facts:
#         - {kind: identity, role: directory, fields: [status]}
#         - {kind: identity, of: authority}
#   cause_of: grant-no-active-record
#   controls: [GV.RR-04, PR.AA-01, PS-4, PS-7, CIS 5.3, CIS 6.2, A.6.5, A.5.18, CC6.2, AI GOVERN 1.7]
#   remediation: Disable the person in the directory, and mend the feed from HR to the directory.
#   false_positives:
#     - A contract holds to the end of its last day in the zone of its source.
#     - Somebody with two contracts, or hired again, has a current record, and is here.
#     - A departure entered after the fact counts from when it was entered, where the source says when.
package entitlint.rules.subject.leaver_hr_directory_lag

import data.entitlint.lib.exposure
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "leaver-hr-directory-lag"

deny contains finding if {
	lifecycle.decided_by_authority
	some entry in input.identities
	_active_in_directory(entry)
	lifecycle.overdue(limits.cutoff(entry.system, _id, "grace"))
	found := object.union(_base(entry, lifecycle.reason), {"msg": concat("", [
		entry.record.id,
		" is active in ",
		entry.system,
		", but the authority has ended this person ",
		lifecycle.since,
		".",
	])})
	finding := exposure.lasting(found, _id, lifecycle.lasting)
}

unknown contains finding if {
	lifecycle.decided_by_authority
	some entry in input.identities
	doubt := _doubt(entry)
	finding := object.union(_base(entry, doubt), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" outlives a contract cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

_active_in_directory(entry) if {
	entry.role == "directory"
	entry.record.status in status.in_use
	not reading.unread(entry.record, "status")
}

_doubt(entry) := "subject-unknown" if {
	lifecycle.state == "unknown"
	_active_in_directory(entry)
}

else := "since-unread" if {
	lifecycle.state == "inactive"
	lifecycle.change.kind == "unread"
	_active_in_directory(entry)
}

else := "directory-unknown" if {
	lifecycle.state == "inactive"
	entry.role == "directory"
	_undecided(entry.record)
}

_undecided(record) if record.status == "unknown"

_undecided(record) if reading.unread(record, "status")

_doubt_text := {
	"subject-unknown": "the authority does not tell the person's status",
	"since-unread": "since when the person is inactive could not be read",
	"directory-unknown": "the status in the directory is not known",
}

_base(entry, reason) := {
	"id": entry.record.id,
	"app": entry.system,
	"reason": reason,
	"identity": entry.record.id,
}
