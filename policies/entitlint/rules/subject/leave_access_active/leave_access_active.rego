# METADATA
# title: Access of somebody on leave
# description: |
#   Somebody is on a leave of absence and can use an account all the same. That is no violation by itself, and is told as information;
#   where the application's access file says that accounts are to be disabled meanwhile, and the time for it has passed, it is one.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: info
#   severities:
#     medium: The application is to be switched off during leave, and the time for that has passed.
#   examines: account
#   reasons:
#     on-leave: leave
#     account-unknown: undecided
#   params:
#     sla:
#       type: duration
#       description: How long disabling may take, where the application's `lifecycle.sla` does not say.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#       fields: [status]
#   rests_on:
#     - reasons: [on-leave]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: identity, of: people, fields: [status], values: {status: [leave]}}
#   controls: [PR.AA-05, AC-2, PS-5, CIS 6.2, A.5.18, A.6.5, CC6.2]
#   remediation: Nothing has to be done, unless accounts are to be disabled during a leave. Then disable it, and let the channel do so next time.
#   false_positives:
#     - Whoever is on leave in one job and works in another is here.
#     - Where nobody declared `onLeave` as `disable`, this informs and fails nothing.
package entitlint.rules.subject.leave_access_active

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "leave-access-active"

_people := {"human", "external", "unknown"}

deny contains finding if {
	_is_on_leave
	some account in input.accounts
	status.usable(account)
	account.record.status != "invited"
	finding := object.union_n([_base(account, "on-leave"), lifecycle.about, _severity(account), {"msg": concat("", [
		account.record.id,
		" can be used, and ",
		input.id,
		" is on leave",
		_since_text,
		wording.where(account),
		".",
	])}])
}

unknown contains finding if {
	_is_on_leave
	some account in input.accounts
	status.undecided(account)
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" can be used during the leave of ",
		input.id,
		" cannot be judged: its status is not known.",
	])})
}

_is_on_leave if {
	input.kind in _people
	states := {entry.record.status | some entry in lifecycle.deciding; not entry.record.status in status.over}
	states == {"leave"}
	lifecycle.state == "active"
}

_severity(account) := {"severity": "medium"} if {
	data.estate.apps[account.app].onLeave == "disable"
	_is_overdue(account)
}

else := {}

_is_overdue(account) if _since < limits.cutoff(account.app, _id, "sla")

# Nobody saw it begin.
_is_overdue(_) if count(_starts) == 0

_starts := {at |
	some entry in lifecycle.deciding
	entry.record.status == "leave"
	at := _told(entry)
}

_told(entry) := array.concat([at | at := entry.record.statusChangedAt], [at | at := entry.statusSince])[0]

_since := max(_starts)

default _since_text := ""

_since_text := concat(" ", [" since", _since])

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
