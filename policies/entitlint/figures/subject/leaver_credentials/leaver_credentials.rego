# METADATA
# title: Leavers whose keys are revoked
# description: |
#   Of a leaver who has keys, whether every one of them has been taken away. A key of which nothing tells whether it works leaves
#   the case open, and so it is told of neither side.
# schemas:
#   - input: schema.subject
package entitlint.figures.subject.leaver_credentials

import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import future.keywords.not

entry contains {"app": input.home, "met": met} if {
	lifecycle.state == "inactive"
	count(input.credentials) > 0
	met := _met
}

_met := false if count(_working) > 0

else if count(_ended) == count(input.credentials)

_working contains credential.record.id if {
	some credential in input.credentials
	status.working(credential)
}

_ended contains credential.record.id if {
	some credential in input.credentials
	credential.record.status in {"disabled", "expired", "revoked", "deleted"}
}

_ended contains credential.record.id if {
	some credential in input.credentials
	credential.expires < credential.observedAt
}
