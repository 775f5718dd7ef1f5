import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ProposeOptions } from "./propose.ts";
import type { TellOptions } from "./report.ts";

const environment = `
Environment:
  GITHUB_TOKEN       the token to write with; the permissions that each part needs are in docs/github.md
  GITHUB_API_URL     the API of GitHub Enterprise Server, such as https://github.example.com/api/v3
  HTTPS_PROXY, NO_PROXY  are followed
  In GitHub Actions the repository, the commit and the pull request are known; elsewhere give them.
`;

/** `entitlint github …` */
export const describeGithub: DescribeCommand = (program, shell) => {
  const github = program
    .command("github")
    .description("say on GitHub what a check found, and propose what was collected");
  github
    .command("report")
    .description(
      "tell a report as a check run, one comment, a job summary and one issue, each written once and then edited",
    )
    .requiredOption(
      "--from <file>",
      "the report that `check --report json=FILE` wrote; one that is missing is told as a failed check",
    )
    .option("--name <name>", "name of the check run", "access-drift")
    .option("--key <key>", "tells apart what several configs of one repository say, instead of the config's path")
    .option("--no-check-run", "no check run")
    .addOption(
      new Option(
        "--comment <when>",
        "when to start the one comment on a pull request; one that is there is always kept right",
      )
        .choices(["on-failure", "always", "never"])
        .default("on-failure"),
    )
    .option("--issue", "keep one issue about what was found, for scheduled runs")
    .option("--repository <owner/name>", "the repository, instead of GITHUB_REPOSITORY")
    .option("--sha <commit>", "the commit that was checked, instead of that of the event")
    .option("--pull <number>", "the pull request to comment on, instead of that of the event")
    .addHelpText(
      "after",
      `${environment}
Exit codes: 0 it was told, or written to the log where the token may not tell it; 3 it could not be told.
The verdict stays that of the check.

Example:
  $ entitlint check --report json=report.json; code=$?
  $ entitlint github report --from report.json; exit $code
`,
    )
    .action(shell.runs<TellOptions>(async () => (await import("./report.ts")).report));
  github
    .command("propose")
    .description("open, update or close the one pull request that brings the collected snapshot, signed by GitHub")
    .option("--branch <name>", "branch that is written by nobody else", "entitlint/snapshot")
    .option("--into <branch>", "branch that the snapshot is for, instead of the repository's default branch")
    .option("--snapshot <dir>", "snapshot to propose, instead of the config's")
    .option("--title <text>", "title of the pull request and of its commits", "Update the access snapshot")
    .option("--repository <owner/name>", "the repository, instead of GITHUB_REPOSITORY")
    .addHelpText(
      "after",
      `${environment}
Exit codes: 0 it stands, or there is nothing to propose; 3 it could not be proposed.

Example:
  $ entitlint collect && entitlint github propose
`,
    )
    .action(shell.runs<ProposeOptions>(async () => (await import("./propose.ts")).propose));
};
