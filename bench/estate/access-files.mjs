// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountKey, applications } from "./applications.mjs";
import { dateAgo } from "./calendar.mjs";
import { groupKey } from "./machines.mjs";
import { plans } from "./plans.mjs";

/** Entries of the registry in one file. */
const entriesPerFile = 100;

/** Writes entitlint.yaml with a source per system. @param {string} folder */
export function writeConfig(folder) {
  const sources = Object.entries(plans).map(([system, { role, zone, kinds }]) =>
    [
      `  ${system}:`,
      "    collector: files",
      `    role: ${role}`,
      `    zone: ${zone}`,
      "    exportedAt: {from: modified}",
      "    reads:",
      ...Object.keys(kinds).flatMap((kind) => [
        `      - path: exports/${system}-${kind}.ndjson`,
        "        pick: newest",
        `        records: [{kind: ${kind}, id: "{id}", fields: {${fieldsOf(kind)}}}]`,
      ]),
    ].join("\n"),
  );
  writeFileSync(join(folder, "entitlint.yaml"), `version: 1\nsources:\n${sources.join("\n")}\n`);
}

/** The fields that a mapping cannot do without, each from the column of its own name. @param {string} kind */
function fieldsOf(kind) {
  /** @type {Record<string, string[]>} */
  const required = {
    identity: ["kind", "rawStatus", "status"],
    account: ["kind", "rawStatus", "status"],
    group: ["name", "kind", "membershipType"],
    membership: ["group", "member", "memberType", "source"],
    entitlement: ["kind", "name"],
    grant: ["principal", "principalType", "entitlement", "effect"],
    credential: ["principal", "type", "status"],
  };
  return (required[kind] ?? []).map((field) => `${field}: ${field}`).join(", ");
}

/** Writes access/apps: the directory's people come from HR, those of the applications from the directory. @param {string} folder */
export function writeApps(folder) {
  const apps = join(folder, "access/apps");
  mkdirSync(apps, { recursive: true });
  writeFileSync(join(apps, "directory.yaml"), appText("hr", "scim", ""));
  for (const [app, { by }] of Object.entries(applications)) {
    const channel = app === "crm" ? "scim" : "manual";
    const pair =
      by === "login" ? "correlate:\n  - {account: userName, person: attributes.codeLogin, ignoreCase: true}\n" : "";
    const kinds = 'kinds:\n  - {match: "svc-*", kind: service}\n  - {match: "*", kind: human}\n';
    writeFileSync(join(apps, `${app}.yaml`), appText("directory", channel, pair + kinds));
  }
}

/** @param {string} people @param {string} channel @param {string} more */
function appText(people, channel, more) {
  const blocks = channel === "scim" ? "verified" : "assumed";
  return `owner: group:directory/${groupKey(0)}
people: [${people}]
mode: observe
lifecycle: {channel: ${channel}, sla: PT24H, deactivationBlocksUse: ${blocks}}
${more}`;
}

/**
 * Writes access/identities: a hundred machines a file, some of them platform-managed, expired, or with a proposed owner.
 * @param {string} folder @param {readonly import("./machines.mjs").Machine[]} machines @param {import("./random.mjs").Random} random
 */
export function writeRegistry(folder, machines, random) {
  const identities = join(folder, "access/identities");
  mkdirSync(identities, { recursive: true });
  const entries = machines.map((machine) => entryText(machine, random));
  for (let first = 0; first < entries.length; first += entriesPerFile) {
    const file = `machines-${String(first / entriesPerFile).padStart(3, "0")}.yaml`;
    writeFileSync(join(identities, file), entries.slice(first, first + entriesPerFile).join(""));
  }
}

/** @param {import("./machines.mjs").Machine} machine @param {import("./random.mjs").Random} random */
function entryText(machine, random) {
  const { key, userName, kind, owner } = machine;
  const accounts = Object.keys(applications).map(
    (app) => `    - account:${app}/main/${accountKey(/** @type {keyof typeof applications} */ (app), machine)}\n`,
  );
  const known = owner?.startsWith("identity:") ? `person:${owner}` : `group:directory/${groupKey(random.below(20))}`;
  const head = `- id: nhi:${userName}\n  kind: ${kind}\n  accounts:\n${accounts.join("")}`;
  if (random.chance(0.05)) {
    const days = random.chance(0.3) ? 5 : -60;
    return `${head}  ownerProposed: {who: "${known}", because: managedBy}\n  decideBy: ${dateAgo(days)}\n`;
  }
  const end = random.chance(0.1)
    ? "platformManaged: true"
    : `expires: ${dateAgo(random.chance(0.03) ? 20 : -30 - random.below(300))}`;
  return `${head}  owner: "${known}"\n  purpose: runs ${userName}\n  ${end}\n  environment: ${key.endsWith("0") ? "test" : "prod"}\n`;
}

/** Writes access/links.yaml. @param {string} folder @param {readonly { account: string, person: string }[]} links */
export function writeLinks(folder, links) {
  const lines = links.map(
    ({ account, person }) =>
      `- {account: "${account}", person: "person:${person}", reason: no common key, until: ${dateAgo(-90)}}\n`,
  );
  if (lines.length > 0) writeFileSync(join(folder, "access/links.yaml"), lines.join(""));
}
