// @ts-check
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../project/files-below.mjs";

/**
 * @typedef {object} Try
 * @property {string} command the command's words, as `entitlint --help` names them
 * @property {readonly string[]} [args]
 * @property {readonly number[]} [codes] the exit codes that are right; 0 alone unless told
 * @property {Record<string, string>} [env] added to the environment
 * @property {string} [says] what it has to say
 */

/** A GitHub that nobody runs: whoever gets as far as asking it has loaded all that asking needs. */
const noGithub = {
  env: {
    ...{ GITHUB_API_URL: "http://127.0.0.1:9", GITHUB_TOKEN: "made-up", GITHUB_REPOSITORY: "example/access" },
    ...{ GITHUB_SHA: "a".repeat(40), GITHUB_EVENT_PATH: "", GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: "", NO_PROXY: "*" },
  },
  codes: [3],
  says: "[github/unavailable]",
};

/** Commands that make the snapshot; the others read it. @param {string} asOf @returns {readonly Try[]} */
export function firstTries(asOf) {
  return [
    {
      command: "init",
      args: ["--yes", "--config", "new/entitlint.yaml", "--system", "hr=authoritative-identity:people.csv"],
    },
    { command: "collect", args: ["--as-of", asOf], codes: [0, 2] },
  ];
}

/**
 * One call of every other command, in a copy of the example with its snapshot.
 * @param {string} asOf
 * @param {string} example the copy's folder
 * @returns {readonly Try[]}
 */
export function laterTries(asOf, example) {
  const history = historyOf(example);
  return [
    { command: "check", args: ["--as-of", asOf], codes: [0, 1, 2] },
    { command: "check", args: ["--as-of", asOf, "--format", "json"], codes: [0, 1, 2] },
    {
      command: "check",
      args: ["--as-of", asOf, "--format", "html"],
      codes: [0, 1, 2],
    },
    {
      command: "check",
      args: ["--as-of", asOf, "--report", "sarif=a.sarif", "--report", "junit=a.xml", "--report", "json=a.json"],
      codes: [0, 1, 2],
    },
    { command: "github report", args: ["--from", "a.json"], ...noGithub },
    { command: "github propose", ...noGithub },
    { command: "forecast", args: ["--days", "1", "--as-of", asOf] },
    { command: "changes", args: ["snapshots", "--as-of", asOf] },
    {
      command: "waive",
      args: [
        ...[
          "nhi-no-owner",
          "nhi:old-importer",
          "--dry-run",
          "--owner",
          "group:idp/platform",
          "--kind",
          "accepted-risk",
        ],
        ...["--approver", "person:mei.tanaka@acme.example", "--reason", "tried", "--until", "2020-01-01"],
        ...["--control", "none", "--as-of", asOf],
      ],
      codes: [3],
      says: "2020-01-01",
    },
    { command: "waivers list", args: ["--as-of", asOf] },
    { command: "waivers prune", args: ["--as-of", asOf] },
    {
      command: "baseline create",
      args: ["--dry-run", "--owner", "group:idp/platform", "--until", "2027-03-31", "--as-of", asOf],
    },
    { command: "baseline update", args: ["--as-of", asOf] },
    { command: "baseline prune", args: ["--as-of", asOf] },
    { command: "notes prune", args: ["--as-of", asOf] },
    { command: "documents", args: ["--as-of", asOf] },
    { command: "explain", args: [firstRecord(join(example, "snapshots"))] },
    { command: "links suggest" },
    { command: "access lint" },
    { command: "access adopt", args: ["--dry-run", "--as-of", asOf] },
    { command: "snapshot verify" },
    { command: "snapshot show" },
    { command: "snapshot diff", args: ["snapshots", "snapshots"] },
    { command: "snapshot sign", args: ["--key", `file:${signingKey(example)}`] },
    { command: "snapshot accept", args: ["--dry-run"] },
    { command: "explain", args: ["--leaver", "tlang", "--as-of", asOf], codes: [1] },
    { command: "posture", args: ["--as-of", asOf] },
    { command: "report leavers", args: ["--from", "2026-10-01", "--as-of", asOf] },
    { command: "report trend", args: ["--config", history, "--every", "week", "--as-of", asOf] },
    { command: "report trend", args: ["--config", history, "--format", "html", "--as-of", asOf] },
    { command: "triage", args: ["--plain", "--as-of", asOf] },
    { command: "policy show" },
    {
      command: "policy new",
      args: ["account-without-mail", "--scope", "subject", "--title", "Account without a mail address"],
    },
    { command: "policy fmt", args: ["--check"] },
    { command: "policy check" },
    { command: "policy test" },
    { command: "policy try", args: ["nhi-no-owner", "--as-of", asOf] },
    { command: "policy mutate", args: ["account-without-mail"] },
    { command: "policy docs", args: ["--out", "rule-pages"] },
    { command: "policy build", args: ["--out", "bundle.tar.gz"] },
  ];
}

/** A copy of the example with its snapshot committed. @param {string} example @returns {string} its config */
function historyOf(example) {
  const folder = `${example}-history`;
  cpSync(example, folder, { recursive: true });
  const git = ["-c", "user.name=try", "-c", "user.email=try@example.com", "-c", "core.autocrlf=false"];
  for (const args of [
    ["add", "--all"],
    [...git, "commit", "--quiet", "--message=collect"],
  ])
    execFileSync("git", args, { cwd: folder });
  return join(folder, "entitlint.yaml");
}

/** Writes a key to sign with. @param {string} folder @returns {string} */
function signingKey(folder) {
  const file = join(folder, "signing-key.pem");
  writeFileSync(file, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  return file;
}

/** The id of the first account in a snapshot. @param {string} snapshot @returns {string} */
function firstRecord(snapshot) {
  const [file] = filesBelow(snapshot, /^account\.ndjson$/);
  if (file === undefined) throw new Error(`${snapshot} holds no accounts`);
  const [line = ""] = readFileSync(join(snapshot, file), "utf8").split("\n");
  return JSON.parse(line).id;
}
