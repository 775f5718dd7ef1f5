import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { example } from "../../e2e/gitops.ts";

/** The one command of that name that a step of the example's README tells, as what a shell makes of it. */
export function commandOf(step: number, name: string): readonly string[] {
  const text = readFileSync(join(example, "README.md"), "utf8");
  const [, told = ""] = text.split(`\n### ${step}. `);
  const [section = ""] = told.split(/\n##/u);
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, block = ""]) => block);
  const lines = blocks.flatMap((block) => block.replaceAll("\\\n", "").split("\n"));
  const [command, ...others] = lines.filter((line) => line.startsWith(`npx entitlint ${name}`)).map(words);
  if (command === undefined || others.length > 0) throw new Error(`step ${step} tells not one ${name}`);
  return command.slice(2);
}

function words(line: string): string[] {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
  return stdout.split("\0").slice(0, -1);
}
