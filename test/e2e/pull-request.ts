import { rmSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Report } from "../../src/model/report.ts";
import { git } from "../repository/make-repository.ts";
import { collect, config, type Project, preparedProject, project } from "./small-project.ts";

/** Files to write; undefined takes one away. */
export type Files = Readonly<Record<string, string | undefined>>;

/** A repository with a branch `main` and a branch `pr`, which is checked out. */
export interface PullRequest extends Project {
  readonly git: (...args: string[]) => string;
  /** Writes, and commits whatever there is. */
  readonly commit: (files: Files) => void;
  /** The report of `check --base`; `main` unless told. */
  readonly report: (...args: string[]) => Promise<Report>;
}

/** Teams that a file of another format declares: who holds what in the forge. */
const teams = `  teams:
    collector: files
    role: application
    system: forge
    declares: true
    reads:
      - path: teams/*.yaml
        records:
          - {kind: entitlement, each: members.*, id: "{role}", fields: {kind: {value: role}, name: role}}
          - {kind: grant, each: members.*, id: "team:{id}:{role}", fields: {principal: {ref: account, id: "{id}"}, entitlement: {ref: entitlement, id: "{role}"}}}
`;

const app =
  "owner: person:ana\npeople: [idp]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n";

/** Ben has left and has an account; so has somebody whom nobody knows; a machine is registered. */
export const estate = {
  "access/apps/forge.yaml": app,
  "entitlint.yaml": `${config}${teams}`,
  "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n3,li,Li,on\n",
  "exports/forge.csv":
    "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n3,li,Li,on,dev\n7,ghost,Ghost,on,dev\n9,bot,Bot,on,dev\n",
  "access/identities/ci.yaml": machine("person:ana"),
  "teams/core.yaml": "members:\n  - {id: 1, role: dev}\n",
};

/** The registry's entry of the machine. */
export function machine(owner: string, more = ""): string {
  return `- id: nhi:ci\n  kind: service\n  accounts: [account:forge/main/9]\n  owner: ${owner}\n  purpose: builds\n  expires: 2027-01-31\n${more}`;
}

/** A rule of the house: nobody is admin of the forge. */
export const houseRule = (condition: string) => `# METADATA
# title: Nobody is admin
# description: Somebody was made admin.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: grant
#   reasons: {admin: admin}
#   remediation: Take it away.
package entitlint.rules.subject.nobody_is_admin

import future.keywords.not

deny contains finding if {
	some account in input.accounts
	some grant in account.grants
	${condition}
	finding := {
		"id": grant.record.id,
		"app": account.app,
		"account": account.record.id,
		"reason": "admin",
		"grant": grant.record.id,
		"msg": concat("", [grant.record.id, " makes somebody admin."]),
	}
}
`;

/** Collects the estate, commits it to `main`, and begins a branch. */
export async function pullRequest(files: Readonly<Record<string, string>> = estate): Promise<PullRequest> {
  return open(
    await preparedProject("pull request", files, async (made) => {
      await collect(made);
      begin(made);
    }),
  );
}

/** The same without a snapshot. */
export function uncollected(files: Readonly<Record<string, string>>): PullRequest {
  return begin(project(files));
}

function begin(made: Project): PullRequest {
  const run = (...args: string[]) => git(made.folder, ...args);
  run("init", "--quiet", "--initial-branch=main");
  const opened = open(made);
  opened.commit({});
  run("checkout", "--quiet", "-b", "pr");
  return opened;
}

/** A folder that is a repository already. */
export function open(made: Project): PullRequest {
  const run = (...args: string[]) => git(made.folder, ...args);
  return {
    ...made,
    git: run,
    commit(files) {
      for (const [path, text] of Object.entries(files)) {
        if (text === undefined) rmSync(join(made.folder, path), { recursive: true });
        else made.write({ [path]: text });
      }
      run("add", "--all");
      run("commit", "--quiet", "--allow-empty", "--message=change");
    },
    async report(...args) {
      const base = args.includes("--base") ? [] : ["--base", "main"];
      const { stdout, stderr } = await made.run("check", ...base, "--format", "json", ...args);
      if (stderr !== "") throw new Error(stderr);
      return Report.parse(JSON.parse(stdout));
    },
  };
}

/** A clone of a pull request's branch with so much of its history. */
export function cloned(from: PullRequest, ...args: string[]): PullRequest {
  const made = project({});
  onTestFinished(() => rmSync(made.folder, { recursive: true, force: true }));
  git(made.folder, "clone", "--quiet", "--no-local", ...args, `file://${from.folder}`, ".");
  return open(made);
}

/** Findings as `change rule object`, sorted. */
export function changesOf({ findings }: Report, ...wanted: readonly string[]): string[] {
  return findings
    .filter(({ change }) => wanted.length === 0 || wanted.includes(change ?? ""))
    .map(
      ({ change, rule, object, observedDrift }) => `${change}${observedDrift ? " (observed)" : ""} ${rule} ${object}`,
    )
    .sort();
}
