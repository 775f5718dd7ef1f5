# METADATA
# title: How departures were carried out
# description: |
#   Of a leaver whose account in an application was ended, whether its channel did that by itself, or somebody by hand: what a log shows
#   without a channel, or where the application is provisioned by hand. Where no log tells of it, or tells that it failed, the case is
#   open. Of several accounts in one application one that was ended by hand decides.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
package entitlint.figures.subject.departures

import data.entitlint.lib.lifecycle
import data.entitlint.lib.provisioned
import data.entitlint.lib.status
import future.keywords.not

entry contains object.union({"app": app}, _met(ways)) if {
	lifecycle.state == "inactive"
	some app, ways in _ways
}

_ways[app] contains way if {
	some account in input.accounts
	status.ended(account)
	app := account.app
	way := _way(account)
}

_met(ways) := {"met": false} if "hand" in ways

else := {"met": true} if ways == {"itself"}

else := {}

_way(account) := "itself" if {
	event := _end(account)
	event.channel
	data.estate.apps[account.app].channel != "manual"
}

else := "hand" if _end(account)

else := "untold"

_end(account) := event if {
	event := provisioned.last(account)
	event.op in provisioned.ending
	event.result == "success"
}
