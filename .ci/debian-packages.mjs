// @ts-check
import { spawnSync } from "node:child_process";

/** Programs that the run starts, by the Debian packages they need. */
const programs = {
  git: "git",
  chromium: "chromium",
  tar: "tar",
  curl: "curl",
  openssl: "openssl",
  "keystone-manage": "keystone",
  "rabbitmq-diagnostics": "rabbitmq-server",
  uwsgi: "uwsgi-plugin-python3",
  slapd: "slapd",
  ldapadd: "ldap-utils",
  "ns-slapd": "389-ds-base",
  tmux: "tmux",
  samba: "samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind krb5-user acl attr",
  ldbadd: "ldb-tools",
  "/usr/lib/postgresql/15/bin/postgres": "postgresql-15",
};

/** The Debian packages that are needed and not there yet. @returns {string[]} */
export function missingDebianPackages() {
  return Object.entries(programs).flatMap(([program, name]) =>
    // Not every program knows --version, but only one that is missing cannot be started.
    spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined ? [] : name.split(" "),
  );
}
