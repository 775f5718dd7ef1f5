# METADATA
# title: Instants as numbers
# description: |
#   Turns an instant into seconds, for spans between two instants of one document. Whatever can be compared as text is compared as
#   text, which costs a tenth.
package entitlint.lib.instants

import future.keywords.not

# METADATA
# description: Seconds since 1970 of an instant such as 2026-11-22T08:00:00Z.
seconds(instant) := (((_days(instant) * 86400) + (_part(instant, 11) * 3600)) + (_part(instant, 14) * 60)) + _part(instant, 17)

# METADATA
# description: The two instants lie no further apart than so many seconds.
near(one, other, span) if abs(seconds(one) - seconds(other)) <= span

_part(instant, at) := (to_number(substring(instant, at, 1)) * 10) + to_number(substring(instant, at + 1, 1))

_year(instant) := (_part(instant, 0) * 100) + _part(instant, 2)

# Years are counted from March, so that a leap day is the last of its year.
_shifted(instant) := _year(instant) if _part(instant, 5) > 2

else := _year(instant) - 1

_month(instant) := _part(instant, 5) - 3 if _part(instant, 5) > 2

else := _part(instant, 5) + 9

_days(instant) := ((((year * 365) + floor(year / 4)) - floor(year / 100)) + floor(year / 400)) + (day - 719468) if {
	year := _shifted(instant)
	day := (floor(((153 * _month(instant)) + 2) / 5) + _part(instant, 8)) - 1
}
