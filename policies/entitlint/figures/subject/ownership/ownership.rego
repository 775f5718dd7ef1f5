# METADATA
# title: Machines that somebody answers for
# description: |
#   Of a machine that is known and not retired, whether one of its owners is here. The platform answers for what it manages. Where
#   nothing tells whether an owner is here, the case is left open.
# schemas:
#   - input: schema.subject
package entitlint.figures.subject.ownership

import data.entitlint.lib.machine
import data.entitlint.lib.owners
import future.keywords.not

entry contains {"app": input.home, "met": met} if {
	machine.governed
	met := _met
}

_met if input.registry.platformManaged

else if "active" in owners.states

else := false if not "unknown" in owners.states
