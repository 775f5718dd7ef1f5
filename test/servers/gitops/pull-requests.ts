import { expect } from "vitest";
import { serveGithub } from "../../github/fake/serve.ts";
import { emptyRepository } from "../../github/fake/state.ts";
import { type Later, pullRequest, type Ran, runStep } from "../../github/run-bundle.ts";
import { git, write } from "../../repository/make-repository.ts";
import { deviations } from "../action/deviations.ts";
import type { Estate } from "./estate.ts";

/** The role that pull requests change. */
export const payments = "access/roles/payments.yaml";

/** A pull request to main that puts one person more into the role, and a GitHub that knows nothing of it yet. */
export async function openPullRequest({ folder, commit }: Estate, released: string, later: Later) {
  const base = git(folder, "rev-parse", "main").trim();
  const role = git(folder, "show", `main:${payments}`);
  const github = await serveGithub(emptyRepository(), { later });
  later(() => expect(deviations(github)).toEqual([]));
  return {
    /** Where that person is declared. */
    line: role.split("\n").length,
    ...github.state,
    declare: (who: string) => {
      git(folder, "checkout", "--quiet", "-B", "topic", "main");
      write(folder, payments, `${role}  - person:${who}\n`);
      commit("2026-11-23T09:00:00Z", `Let ${who} write payments`);
    },
    act: async (workflowRun: string): Promise<Ran> =>
      await runStep({
        ...{ released, cwd: folder, github, event: pullRequest("acme/access", base) },
        with: { "as-of": "2026-11-23T10:00:00Z" },
        env: { GITHUB_RUN_ID: workflowRun },
      }),
  };
}
