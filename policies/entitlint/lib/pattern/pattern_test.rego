package entitlint.lib.pattern_test

import data.entitlint.lib.pattern
import future.keywords.not

test_a_pattern_without_a_star_is_the_name if {
	pattern.matches("Admin", "admin")
	not pattern.matches("admins", "admin")
}

test_a_star_stands_for_any_text if {
	pattern.matches("adm-dana", "ADM-*")
	pattern.matches("Dana.Admin", "*.admin")
	pattern.matches("team-blue-shared", "team-*-shared")
	pattern.matches("x", "*")
	not pattern.matches("dana", "adm-*")
	not pattern.matches("admin-dana", "*-admin")
}

test_what_stands_before_and_after_the_star_does_not_overlap if {
	not pattern.matches("aba", "ab*ba")
	pattern.matches("abba", "ab*ba")
}
