# METADATA
# title: The log has a hole
# description: |
#   The place up to which a channel has worked through its events is lost, is older than the events are kept, or the numbers of its log
#   leave some out. What was changed in between reaches the application only by a full comparison. Whatever number the log begins with,
#   what came before it is not missed: logs are kept for a while only.
# schemas:
#   - input: schema.channel
# custom:
#   severity: high
#   examines: channel
#   reasons:
#     gap: gap
#     expired: expired
#     lost: lost
#   needs:
#     - provisioning: [event.seq, channel.cursor, channel.retention]
#   rests_on:
#     - reasons: [gap]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, seq]}
#     - reasons: [expired]
#       facts:
#         - {kind: channel, of: provisioning, fields: [retention]}
#         - {kind: event, of: provisioning, fields: [channel, requestedAt]}
#         - {kind: identity, of: people, role: directory, fields: [statusChangedAt]}
#     - reasons: [lost]
#       facts:
#         - {kind: channel, of: provisioning, fields: [cursor]}
#         - {kind: event, of: provisioning, fields: [channel]}
#   controls: [DE.CM-09, PR.PS-04, AU-12, CA-7, CIS 8.2, A.8.15, CC7.2]
#   remediation: |
#     Compare both sides in full before the channel goes on, and store its place in the same step as what was done up to there.
#   false_positives:
#     - A channel that has not run yet has no place to lose.
#     - Whoever starts a job anew clears its place on purpose.
#     - Numbers that several logs share leave most of them out.
#     - A channel without anything to do falls behind nobody.
package entitlint.rules.channel.sync_cursor_gap

import data.entitlint.lib.channel
import data.entitlint.lib.instants
import future.keywords.not

deny contains channel.finding("gap", concat("", [
	"The log of ",
	channel.name,
	" leaves out ",
	format_int(input.sequence.missing, 10),
	" events; the first hole lies between ",
	first.after,
	" and ",
	first.before,
	".",
])) if {
	# Most events come right after one another, so the log counts its own alone.
	input.sequence.steps * 2 >= input.sequence.numbered
	first := input.sequence.gaps[0]
}

deny contains channel.finding("expired", concat("", [
	channel.name,
	" has worked through its events up to ",
	input.events.last,
	", and they are kept for ",
	channel.span(input.retentionSeconds),
	"; ",
	input.waiting.about,
	" was changed at ",
	input.waiting.since,
	".",
])) if {
	input.events.whole

	# What was changed then has left the log unread.
	instants.seconds(input.observedAt) - instants.seconds(input.waiting.since) > input.retentionSeconds
}

deny contains channel.finding("lost", concat("", [
	channel.name,
	" no longer knows up to where it has worked through its events; the last was at ",
	last,
	".",
])) if {
	channel.reads_channel("cursor")
	input.record
	not input.record.cursor
	last := input.events.last
	not input.record.startedAt > last
}
