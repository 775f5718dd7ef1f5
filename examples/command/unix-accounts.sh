#!/bin/sh
# Writes the accounts and groups of a Unix host for entitlint's command collector.
# Usage: unix-accounts.sh PASSWD GROUP    (such as /etc/passwd /etc/group)
set -eu

awk -F: '
function text(value) {
  gsub(/\\/, "\\\\", value)
  gsub(/"/, "\\\"", value)
  gsub(/[\001-\037\177]/, "?", value)
  return "\"" value "\""
}
function line(type, rest) { print "{\"type\":\"" type "\"," rest "}" }
function record(kind, id, fields) {
  counts[kind]++
  line("record", "\"kind\":\"" kind "\",\"id\":" text(id) ",\"fields\":{" fields "}")
}
function reference(kind, id) { return "{\"ref\":\"" kind "\",\"id\":" text(id) "}" }
function grant(uid, gid) {
  if ((uid, gid) in granted) return
  granted[uid, gid] = 1
  record("grant", uid ":" gid, "\"principal\":" reference("account", uid) ",\"entitlement\":" reference("entitlement", gid))
}

BEGIN { line("start", "\"version\":1") }

/^(#|$)/ { next }

# passwd: name:password:uid:gid:comment:home:shell. System accounts have a shell that lets nobody in.
FILENAME == ARGV[1] {
  shut = ($7 ~ /(nologin|false)$/)
  uid[$1] = $3
  primary[$3] = $4
  record("account", $3, "\"kind\":\"" ($3 < 1000 ? "system" : "human") "\",\"status\":\"" (shut ? "disabled" : "active") \
    "\",\"rawStatus\":" text($7) ",\"userName\":" text($1))
  next
}

# group: name:password:gid:member,member
{
  record("entitlement", $3, "\"kind\":\"group\",\"name\":" text($1) ",\"privileged\":" ($1 ~ /^(root|sudo|wheel|docker)$/ ? "true" : "false"))
  known[$3] = 1
  count = split($4, members, ",")
  for (i = 1; i <= count; i++) {
    if (members[i] in uid) grant(uid[members[i]], $3)
    else if (members[i] != "") line("warning", "\"kind\":\"grant\",\"text\":" text("group " $1 " names " members[i] ", who has no account"))
  }
}

END {
  for (id in primary) if (primary[id] in known) grant(id, primary[id])
  line("kind", "\"kind\":\"account\",\"completeness\":\"asserted\",\"fields\":[\"kind\",\"status\",\"rawStatus\",\"userName\"]")
  line("kind", "\"kind\":\"entitlement\",\"completeness\":\"asserted\",\"fields\":[\"kind\",\"name\",\"privileged\"]")
  line("kind", "\"kind\":\"grant\",\"completeness\":\"asserted\",\"fields\":[\"principal\",\"entitlement\"]")
  line("end", "\"counts\":{\"account\":" counts["account"] + 0 ",\"entitlement\":" counts["entitlement"] + 0 ",\"grant\":" counts["grant"] + 0 "}")
}
' "$1" "$2"
