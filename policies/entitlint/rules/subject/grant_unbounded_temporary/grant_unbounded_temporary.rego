# METADATA
# title: Temporary access without an end, for too long, or outside its window
# description: |
#   A right that was given for the moment has no end, or one that lies far off; or the window in which it was to hold has passed and it
#   is still there. What was to be gone by itself has become access like any other, which nobody decided.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged.
#   examines: grant
#   reasons:
#     endless: unbounded
#     too-long: unbounded
#     outside: outside
#     account-unknown: undecided
#     end-unread: undecided
#     source-unread: undecided
#     window-unread: undecided
#   shared:
#     source-unread: it does not tell of every grant how it came
#   params:
#     privileged:
#       type: duration
#       by: nothing
#       description: For how long a privileged right may be given for the moment.
#       default: PT12H
#     other:
#       type: duration
#       by: nothing
#       description: For how long any other right may be given for the moment.
#       default: P30D
#     skew:
#       type: duration
#       description: By how much clocks may differ.
#       default: PT15M
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: grant
#   rests_on:
#     - reasons: [endless]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: grant, fields: [source, expiresAt], values: {source: [jit]}}
#     - reasons: [too-long]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: grant, fields: [source, expiresAt], values: {source: [jit], expiresAt: [ahead]}}
#     - reasons: [outside]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: grant, fields: [window]}
#   controls: [PR.AA-05, AC-2(2), AC-6, CIS 6.1, CIS 6.2, A.5.18, A.8.2, CC6.3, AI MANAGE 2.4, ZT tenet 3]
#   remediation: Give the right an end that fits the task, or close it; where it has to stay, give it by a role.
#   false_positives:
#     - A window that moved with its change has its new end at the grant.
#     - A long incident is a decision; a role that gives the right, or an approval, says so.
#     - Clocks differ, and a window that has just passed is closed soon.
#     - Where the source does not tell when rights end, none is called endless.
package entitlint.rules.subject.grant_unbounded_temporary

import data.entitlint.lib.instants
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "grant-unbounded-temporary"

deny contains finding if {
	some [account, grant] in _held
	status.usable(account)
	some [reason, text] in _faults(account, grant)
	finding := wording.raised(
		object.union(_base(account, grant, reason), {"msg": concat("", [grant.name, " in ", grant.system, " was ", text, "."])}),
		grant,
		"high",
	)
}

unknown contains finding if {
	some [account, grant] in _held
	reason := _doubt(account, grant)
	finding := object.union(_base(account, grant, reason), {"msg": concat("", [
		"Whether ",
		grant.name,
		" in ",
		grant.system,
		", given to ",
		account.record.id,
		_how[reason],
		", ends in time cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_held := [[account, grant] |
	some account in input.accounts
	not status.unusable(account)
	some grant in account.grants
	grant.observed
	grant.record.effect == "allow"
	not grant.denied
	not grant.record.eligibleOnly
	_is_asked(grant)
]

# Most grants are known to be for good and to have no window, and are done with it here.
_is_asked(grant) if grant.record.source in {"jit", "unknown"}

_is_asked(grant) if grant.record.window

_is_asked(grant) if grant.record.unknown

_faults(account, grant) := {fault | not _source_untold(grant); fault := _term_fault(account, grant)} | {fault |
	fault := _window_fault(account, grant)
}

_term_fault(account, grant) := ["endless", concat("", ["given to ", account.record.id, " for the moment, and has no end"])] if {
	_is_undecided(grant)
	not _end(grant)
	data.estate.sources[grant.system].grantEnds
	not reading.unread(grant.record, "expiresAt")
}

else := ["too-long", concat("", ["given to ", account.record.id, " for the moment, and ends only at ", end])] if {
	_is_undecided(grant)
	end := _end(grant)
	not end < account.observedAt
	instants.seconds(end) - instants.seconds(_start(account, grant)) > data.estate.params[_id][_limit(grant)]
}

_window_fault(account, grant) := ["outside", concat("", [
	"to be open to ",
	account.record.id,
	" until ",
	grant.record.window.to,
	", and is still there",
])] if {
	grant.record.window.to < limits.cutoff(grant.system, _id, "skew")
}

# What somebody decided on is bounded by that.
_is_undecided(grant) if {
	_may_be_for_the_moment(grant)
	not grant.declared
	not grant.record.approvalRef
}

_may_be_for_the_moment(grant) if grant.record.source == "jit"

_may_be_for_the_moment(grant) if _source_untold(grant)

_source_untold(grant) if reading.unread(grant.record, "source")

# A system that tells it of other grants; one that never does has nothing to be asked of.
_source_untold(grant) if {
	grant.record.source == "unknown"
	data.estate.sources[grant.system].grantSources
}

_end(grant) := array.concat([end | end := grant.expires], [end | end := grant.record.window.to])[0]

# Where nothing tells since when, it is at least since the latest reading.
_start(account, grant) := [start |
	some start in [
		object.get(grant.record, "grantedAt", ""),
		object.get(object.get(grant.record, "window", {}), "from", ""),
		account.observedAt,
	]
	start != ""
][0]

default _limit(_) := "other"

_limit(grant) := "privileged" if grant.privileged

_doubt(account, grant) := "account-unknown" if {
	status.undecided(account)
	count(_faults(account, grant)) > 0
}

else := "end-unread" if {
	_is_undecided(grant)
	not _end(grant)
	reading.unread(grant.record, "expiresAt")
}

else := "source-unread" if {
	_source_untold(grant)
	_term_fault(account, grant)
	not _window_fault(account, grant)
}

else := "window-unread" if {
	reading.unread(grant.record, "window")
	count(_faults(account, grant)) == 0
}

_how := {
	"account-unknown": " for the moment",
	"end-unread": " for the moment",
	"source-unread": "",
	"window-unread": "",
}

_doubt_text := {
	"source-unread": "whether it was given for the moment is not told",
	"window-unread": "until when it was to be open could not be read",
	"account-unknown": "the status of the account is not known",
	"end-unread": "its end could not be read",
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
