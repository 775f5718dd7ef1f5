# METADATA
# title: How long leavers could still get in
# description: |
#   The time from the moment at which an account of a leaver should have been disabled, grace included, to the observation that
#   shows it enabled. Where nobody saw when they left, it is a lower bound and says so.
# schemas:
#   - input: schema.subject
package entitlint.figures.subject.exposure

import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import future.keywords.not

entry contains {"app": longest.app, "seconds": longest.seconds, "atLeast": lifecycle.change.kind == "before"} if {
	lifecycle.state == "inactive"
	lifecycle.change.at
	some longest in _spans
	every span in _spans {
		[span.seconds, span.app] <= [longest.seconds, longest.app]
	}
}

_spans := {{"app": account.app, "seconds": seconds} |
	some account in input.accounts
	status.usable(account)
	seconds := instants.seconds(limits.cutoff(account.app, "leaver-account-enabled", "grace")) - instants.seconds(lifecycle.change.at)
	seconds > 0
}
