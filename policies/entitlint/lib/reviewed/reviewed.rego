# METADATA
# title: What was reviewed
# description: Sorts the reviews of a subject, and tells when it was reviewed as a whole.
# schemas:
#   - input: schema.subject
package entitlint.lib.reviewed

import future.keywords.not

# METADATA
# description: The reviews of which it is known what was decided, and when.
decided contains review if {
	some review in input.reviews
	review.decision in {"keep", "revoke"}
	review.at
}

# METADATA
# description: Those of which something is not known. What somebody has left undecided is known.
untold contains review if {
	some review in input.reviews
	not review in decided
	review.decision != "undecided"
}

# METADATA
# description: The ids of the subject as a whole.
ids := {input.id} | {entry.record.id | some entry in input.identities}

# METADATA
# description: When the subject as a whole was reviewed; a day counts to its end.
whole := {review.at | some review in decided; review.of in ids} | {_end_of(entry.record.reviewedAt) |
	some entry in input.identities
	entry.record.reviewedAt
}

_end_of(moment) := moment if contains(moment, "T")

else := concat("", [moment, "T23:59:59Z"])

# METADATA
# description: Reviews of the subject as a whole that may have come after the instant.
untold_after(instant) := [review | some review in untold; review.of in ids; not review.at <= instant]
