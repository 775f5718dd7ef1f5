import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Reference, readReference } from "./kubernetes-org-reference.ts";
import { open, type PullRequest } from "./pull-request.ts";
import { project } from "./small-project.ts";

export const data = process.env.ENTITLINT_KUBERNETES_ORG;
export const dates = ["2025-08-15", "2026-02-15", "2026-08-15"] as const;
export type OrgDate = (typeof dates)[number];

const fixture = readFileSync(join(import.meta.dirname, "../fixtures/e2e/kubernetes-org/entitlint.yaml"), "utf8");

/** The same files as what was observed, and as what is declared; everybody stands in a directory. */
const config = (
  observedAt: string,
) => `${fixture.replace("2025-08-15T00:00:00Z", observedAt).replace("reads:", "reads: &reads")}
  org:
    collector: files
    role: application
    system: github
    declares: true
    reads: *reads
  people:
    collector: files
    role: authoritative-identity
    reads:
      - path: people.csv
        exportedAt: {from: value, value: ${observedAt}}
        records:
          - kind: identity
            id: "{login}"
            fields: {kind: {value: human}, status: {from: state, map: {here: active, gone: terminated}}, userName: login}
`;

const app =
  "owner: group:people/owners\npeople: [people]\nmode: exhaustive\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n";

export const references: ReadonlyMap<string, Reference> = new Map(
  data === undefined ? [] : dates.map((date) => [date, readReference(join(data, date))]),
);

/** Everybody of all dates. */
const logins = [
  ...new Set(
    [...references.values()].flatMap(({ permissions }) => [...permissions].map((fact) => fact.split(" ")[1] ?? "")),
  ),
].toSorted();

/** Every fourth has left: nothing tells who really did, and nobody's name has anything to do with it. */
export function hasLeft(login: string): boolean {
  return logins.indexOf(login) % 4 === 0;
}

/** A repository in which one date was observed and is declared. */
export async function replay(observed: OrgDate, observedAt = `${observed}T00:00:00Z`): Promise<PullRequest> {
  const rows = logins.map((login) => `${login},${hasLeft(login) ? "gone" : "here"}\n`).join("");
  const made = project({
    "entitlint.yaml": config(observedAt),
    "people.csv": `login,state\n${rows}`,
    "access/apps/github.yaml": app,
  });
  const pr = open(made);
  pr.git("init", "--quiet", "--initial-branch=main");
  declare(pr, observed);
  const { code, stderr } = await pr.run("collect", "--as-of", observedAt.replace("00:00:00", "12:00:00"));
  if (code !== 0) throw new Error(stderr);
  pr.commit({});
  return pr;
}

/** Puts the files of a date into the work tree; only some of them where told. */
export function declare({ folder }: PullRequest, date: OrgDate, paths?: readonly string[]): void {
  const from = join(data ?? "", date);
  if (paths === undefined) {
    rmSync(join(folder, "config"), { recursive: true, force: true });
    cpSync(join(from, "config"), join(folder, "config"), { recursive: true });
  } else for (const path of paths) cpSync(join(from, path), join(folder, path), { recursive: true });
}
