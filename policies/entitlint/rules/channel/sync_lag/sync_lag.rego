# METADATA
# title: Changes arrive too late
# description: |
#   Changes that a channel carried took longer than the application may take, or are still on their way. What the application may take
#   is the `sla` of its access file, else what the rule allows: less for what takes access away. One finding tells of all changes
#   of one sort, with the slowest of them.
# schemas:
#   - input: schema.channel
# custom:
#   severity: medium
#   severities:
#     high: The change takes something away.
#   examines: channel
#   reasons:
#     slow: lag
#     pending: pending
#     initial: undecided
#     unmeasured: unread
#   shared:
#     unmeasured: the log does not tell of every change that was carried when it arrived
#   params:
#     disable:
#       type: duration
#       description: How long something may take that takes access away, by the mode of the channel.
#       default:
#         default: PT60M
#         batch: PT24H
#         manual: PT24H
#     other:
#       type: duration
#       description: How long any other change may take.
#       default:
#         default: PT4H
#         batch: PT24H
#         manual: P3D
#     initial:
#       type: duration
#       description: How long after its start a job may still be catching up with people who were there before.
#       default: P1D
#   needs:
#     - provisioning: [event.ackedAt]
#   rests_on:
#     - reasons: [slow]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, ackedAt], values: {result: [success]}}
#     - reasons: [pending]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, ackedAt], values: {result: [pending]}}
#   controls: [NHI1:2025, PR.AA-05, DE.CM-06, AC-2(1), CA-7, CIS 6.2, A.5.18, CC6.3, CC7.2, PEP]
#   remediation: |
#     Find out what the changes wait for: a queue, a limit of the application, a cycle that is too long. Carry out by hand what takes
#     access away until that is mended.
#   false_positives:
#     - A job that has just been started first carries over everybody who was there before.
#     - What waits because the job is in quarantine is told of by `sync-job-unhealthy`.
#     - An application that is filled in batches has a day.
#     - What the access file of an application allows goes before what the rule allows.
package entitlint.rules.channel.sync_lag

import data.entitlint.lib.channel
import data.entitlint.lib.instants
import future.keywords.not

_id := "sync-lag"

_limit(_) := input.sla

_limit(op) := channel.param(_id, "disable") if {
	not input.sla
	op in channel.taking
}

_limit(op) := channel.param(_id, "other") if {
	not input.sla
	not op in channel.taking
}

default _severity(_) := {}

_severity(op) := {"severity": "high"} if op in channel.taking

_found(entry, reason, words) := object.union(_severity(entry.op), {
	"id": concat("/", [input.id, entry.op]),
	"app": input.app,
	"reason": reason,
	"msg": concat("", words),
})

_late(entry) := [one | some one in entry.slowest; one.seconds > _limit(entry.op)]

# Nobody loses anything by a first cycle; what is taken away meanwhile is not part of it.
_is_initial(entry, one) if {
	not entry.op in channel.taking
	start := instants.seconds(input.record.startedAt)
	instants.seconds(one.requestedAt) <= start + channel.param(_id, "initial")
}

_due(entry) := [one | some one in _late(entry); not _is_initial(entry, one)]

# Half of one change is none.
_took(entry, slowest) := [
	"The one change of the sort ",
	entry.op,
	" that ",
	channel.name,
	" carried took ",
	channel.span(slowest.seconds),
	", where ",
	channel.span(_limit(entry.op)),
	" are allowed: ",
	slowest.event,
] if {
	entry.lag.measured == 1
}

else := [
	"Of ",
	format_int(entry.lag.measured, 10),
	" changes of the sort ",
	entry.op,
	" that ",
	channel.name,
	" carried, half took ",
	channel.span(entry.lag.p50),
	" or less and 95 % ",
	channel.span(entry.lag.p95),
	", where ",
	channel.span(_limit(entry.op)),
	" are allowed; ",
	slowest.event,
	" took ",
	channel.span(slowest.seconds),
]

_others(1) := ", with 1 other"

_others(number) := concat("", [", with ", format_int(number, 10), " others"]) if number > 1

_others(number) := "" if number < 1

deny contains _found(entry, "slow", array.concat(_took(entry, slowest), [" (", slowest.about, ")."])) if {
	some entry in input.ops
	slowest := _due(entry)[0]
}

deny contains _found(entry, "pending", [
	"A change of the sort ",
	entry.op,
	" that ",
	channel.name,
	" was to carry is on its way since ",
	oldest.requestedAt,
	_others(entry.results.pending - 1),
	": ",
	oldest.event,
	" (",
	oldest.about,
	").",
]) if {
	some entry in input.ops
	not input.record.jobState == "quarantine"
	oldest := entry.pending[0]
	instants.seconds(input.observedAt) - instants.seconds(oldest.requestedAt) > _limit(entry.op)
}

unknown contains _found(entry, "unmeasured", [
	"Whether changes of the sort ",
	entry.op,
	" reach ",
	input.app,
	" by ",
	input.id,
	" in time cannot be judged of ",
	format_int(_unmeasured(entry), 10),
	" of them: nothing tells when they arrived.",
]) if {
	some entry in input.ops
	_unmeasured(entry) > 0
}

_unmeasured(entry) := entry.results.success - object.get(entry, ["lag", "measured"], 0)

# Ten are told of; where all of them belong to the first cycle, there may be others.
unknown contains _found(entry, "initial", [
	"Whether changes of the sort ",
	entry.op,
	" reach ",
	input.app,
	" by ",
	input.id,
	" in time cannot be judged yet: the slowest of them belong to its first cycle.",
]) if {
	some entry in input.ops
	count(_late(entry)) == 10
	_due(entry) == []
}
