# METADATA
# title: Parts of findings
# description: Builds the parts that findings of many rules share.
package entitlint.lib.wording

import future.keywords.not

# METADATA
# description: Where something that only Git knows was declared; empty for what was observed.
where(entry) := concat("", [" (declared in ", entry.declared.file, ":", format_int(entry.declared.line, 10), ")"]) if {
	not entry.observed
}

else := ""

# METADATA
# description: The finding, with a severity of its own when it is about something privileged.
raised(finding, about, severity) := object.union(finding, {"severity": severity}) if about.privileged

else := finding
