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

test_between_two_stars_stands_what_has_to_be_in_the_name if {
	pattern.matches("svc-admin-7", "*admin*")
	pattern.matches("Admin", "*admin*")
	pattern.matches("team-blue-shared-7", "team-*-shared-*")
	not pattern.matches("svc-operator-7", "*admin*")
	not pattern.matches("team-shared", "team-*-shared*")
}

test_more_stars_than_two_match_nothing if {
	not pattern.matches("a-b-c", "*a*c*")
	not pattern.matches("***", "***")
}

test_signs_of_other_patterns_stand_for_themselves if {
	pattern.matches("a?[b]", "a?[*]")
	not pattern.matches("ab", "a?")
	pattern.matches("Ünal-admin", "ünal-*")
}
