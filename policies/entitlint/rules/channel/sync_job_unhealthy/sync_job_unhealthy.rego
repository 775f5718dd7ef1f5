# METADATA
# title: Provisioning job does not work
# description: |
#   The job that carries changes into an application is quarantined, switched off, late or broken by its own word; too many of its
#   changes fail; it has said nothing while somebody changed in the directory; it makes accounts and has changed or ended none for
#   months; or the token that it signs in with has run out or is about to. Whoever leaves meanwhile keeps their account.
# schemas:
#   - input: schema.channel
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high:
#       quarantine: The job stands still in quarantine.
#       error: The job stands still after an error.
#       token-expired: The token of the job no longer works.
#   examines: channel
#   reasons:
#     quarantine: state
#     disabled: state
#     error: state
#     delayed: state
#     failing: failing
#     silent: silent
#     creations-alone: creations
#     token-expired: token
#     token-expiring: token
#     state-unread: unread
#     token-unread: unread
#   shared:
#     state-unread: nothing tells whether the job works
#   params:
#     silent:
#       type: duration
#       description: How long a change in the directory may wait for the first event that follows it.
#       default: PT48H
#     failRatio:
#       type: number
#       by: nothing
#       range: [0, 1]
#       description: The share of changes that may fail.
#       default: 0.05
#     least:
#       type: number
#       by: nothing
#       range: [1]
#       whole: true
#       description: Fewer changes than this tell no share, and fewer creations nothing of what else there should be.
#       default: 20
#     creations:
#       type: duration
#       by: nothing
#       description: How long a log that shows nothing but new accounts has to be for that to mean something.
#       default: P90D
#     warn:
#       type: duration
#       by: nothing
#       description: How long before its end a token is told of.
#       default: P30D
#   needs:
#     - provisioning: [channel.jobState, event.result]
#   rests_on:
#     - reasons: [quarantine]
#       facts:
#         - {kind: channel, of: provisioning, fields: [jobState], values: {jobState: [quarantine]}}
#     - reasons: [disabled]
#       facts:
#         - {kind: channel, of: provisioning, fields: [jobState], values: {jobState: [disabled]}}
#     - reasons: [error]
#       facts:
#         - {kind: channel, of: provisioning, fields: [jobState], values: {jobState: [error]}}
#     - reasons: [delayed]
#       facts:
#         - {kind: channel, of: provisioning, fields: [jobState], values: {jobState: [delayed]}}
#     - reasons: [failing]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, result], values: {result: [failure]}}
#     - reasons: [creations-alone]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, op, requestedAt]}
#     - reasons: [silent]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt]}
#         - {kind: identity, of: people, role: directory, fields: [statusChangedAt]}
#     - reasons: [token-expired, token-expiring]
#       facts:
#         - {kind: channel, of: provisioning, fields: [tokenExpiresAt]}
#   controls: [NHI7:2025, DE.CM-06, DE.CM-09, CA-7, SI-4, IA-5, CIS 6.7, CIS 8.12, A.8.16, A.5.23, CC7.1, CC7.2]
#   remediation: |
#     Look at the job where it runs: renew its token, mend the mapping or the right that it fails on, start it again, and reconcile once
#     it works.
#   false_positives:
#     - An application in which nobody has an account has no need of a job.
#     - A job that has nothing to do is silent; only a change in the directory that waits makes that a fault.
#     - A log of a few weeks, or of a few accounts, shows no more than that people came.
#     - A failure among few changes is no share of anything.
package entitlint.rules.channel.sync_job_unhealthy

import data.entitlint.lib.channel
import data.entitlint.lib.instants
import data.entitlint.lib.reading
import future.keywords.not

_id := "sync-job-unhealthy"

_state_text := {
	"quarantine": "is in quarantine",
	"disabled": "is switched off",
	"error": "reports an error",
	"delayed": "is late",
}

_grave := {"quarantine", "error", "token-expired"}

default _severity(_) := {}

_severity(reason) := {"severity": "high"} if reason in _grave

_found(reason, words) := object.union(
	channel.finding(reason, concat("", ["The job of ", channel.name, " ", words, "."])),
	_severity(reason),
)

deny contains _found(state, _state_text[state]) if {
	state := input.record.jobState
	not _idle
}

# Nobody has an account there, so nobody can be left behind.
_idle if input.accounts == 0

deny contains _found("failing", words) if {
	failures := input.events.results.failure
	settled := failures + object.get(input.events.results, "success", 0)
	settled >= data.estate.params[_id].least
	failures > settled * data.estate.params[_id].failRatio
	words := concat("", ["failed in ", format_int(failures, 10), " of ", format_int(settled, 10), " changes"])
}

deny contains _found("silent", words) if {
	input.events.whole
	channel.overdue(input.waiting.since, _id, "silent")
	words := concat("", [
		"has done nothing since ",
		input.events.last,
		", and ",
		input.waiting.about,
		" was changed at ",
		input.waiting.since,
	])
}

# Of many people somebody changes or leaves in so long a time.
deny contains _found("creations-alone", words) if {
	input.events.whole
	every entry in input.ops {
		entry.op == "create"
	}
	made := sum([entry.count | some entry in input.ops])
	made >= data.estate.params[_id].least
	instants.seconds(input.observedAt) - instants.seconds(input.events.first) >= data.estate.params[_id].creations
	words := concat("", ["has made ", format_int(made, 10), " accounts since ", input.events.first, ", and changed or ended none"])
}

deny contains _found("token-expired", concat(" ", ["signs in with a token that ran out at", end])) if {
	end := input.record.tokenExpiresAt
	end < input.observedAt
}

deny contains _found("token-expiring", concat(" ", ["signs in with a token that runs out at", end])) if {
	end := input.record.tokenExpiresAt
	end >= input.observedAt
	instants.near(end, input.observedAt, data.estate.params[_id].warn)
}

unknown contains channel.finding("state-unread", concat("", [
	"Whether the job of ",
	channel.name,
	" works cannot be judged: ",
	_state_doubt,
	".",
])) if not _idle

_state_doubt := "its state could not be read" if {
	reading.unread(input.record, "jobState")
}

else := "its state is not told, and its log shows nothing" if {
	not input.record.jobState in (object.keys(_state_text) | {"ok"})
	input.events.count == 0
}

unknown contains channel.finding("token-unread", concat("", [
	"Whether the token of the job of ",
	channel.name,
	" runs out cannot be judged: its end could not be read.",
])) if {
	reading.unread(input.record, "tokenExpiresAt")
}
