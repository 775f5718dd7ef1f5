import { Writable } from "node:stream";
import { confirm, input, select } from "@inquirer/prompts";
import { parseReference } from "../../access/reference.ts";
import { isSystemName } from "../../model/system-name.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandContext } from "../context.ts";
import { type ChosenFormats, choiceKey } from "./propose-dates.ts";
import { type Proposal, possibleIds, proposeId } from "./propose-mapping.ts";
import { noHeader, readSample, type Sample } from "./read-sample.ts";
import { pathFault, proposableRoles, type SystemSpec } from "./system-spec.ts";

/** What people are asked. Each answer is checked before the next question. */
export interface Questions {
  systems(folder: string): Promise<SystemSpec[]>;
  owner(): Promise<string | undefined>;
  idColumn(system: SystemSpec, sample: Sample): Promise<string>;
  /** Of dates that may be read in several ways, the way that is meant; those that nobody can tell are left out. */
  dateFormats(proposal: Proposal): Promise<ChosenFormats>;
}

/** Questions on the terminal; they go to standard error, so that standard output stays for results. */
export function terminalQuestions({ stdin, stderr }: CommandContext): Questions {
  const terminal = () => ({ input: stdin, output: withoutEnd(stderr) });
  return {
    async systems(folder) {
      const systems: SystemSpec[] = [];
      do systems.push(await askSystem(folder, systems, terminal));
      while (await confirm({ message: "Another system?", default: systems.length < 2 }, terminal()));
      return systems;
    },
    async owner() {
      const answer = await input(
        {
          message: "Who answers for the applications? (person:<e-mail>, group:<system>/<name>; empty = later)",
          validate: (text) =>
            text.trim() === "" || isOwner(text) || "Write person:<e-mail or id> or group:<system>/<name>.",
        },
        terminal(),
      );
      return answer.trim() === "" ? undefined : answer.trim();
    },
    async idColumn(system, sample) {
      const columns = possibleIds(sample);
      if (columns.length === 0) throw noHeader(sample.file, "none of its columns can be named in a mapping");
      const proposed = proposeId(system, sample);
      const choices = columns.map((value) => ({ name: value, value }));
      const message = `Which column of ${sample.file} is an id that never changes?`;
      return await select({ message, choices, ...(proposed !== undefined && { default: proposed }) }, terminal());
    },
    async dateFormats({ dates, sample }) {
      const asked = new Map<string, string>();
      for (const { column, choices = [] } of dates) {
        if (choices.length === 0 || asked.has(choiceKey(choices))) continue;
        const cell = sample.rows.map((row) => row[sample.columns.indexOf(column)]?.trim()).find((text) => text);
        const message = `How are the dates of ${sample.file} written, such as ${safeText(cell ?? "")} in ${safeText(column)}?`;
        const unknown = { name: "I cannot tell (they are left out)", value: "" };
        const answer = await select(
          { message, choices: [...choices.map((value) => ({ name: value, value })), unknown] },
          terminal(),
        );
        asked.set(choiceKey(choices), answer);
      }
      return new Map([...asked].filter(([, answer]) => answer !== ""));
    },
  };
}

/** A prompt ends the stream it writes to, and ours is still needed: each gets one of its own, as wide as the terminal. */
function withoutEnd(stream: CommandContext["stderr"]): Writable {
  const columns = "columns" in stream ? stream.columns : undefined;
  const passing = new Writable({ write: (chunk, encoding, done) => void stream.write(chunk, encoding, done) });
  return Object.assign(passing, { columns });
}

/** Whether a text names somebody who can answer for something. */
export function isOwner(text: string): boolean {
  const kind = parseReference(text)?.kind;
  return kind === "person" || kind === "group";
}

async function askSystem(
  folder: string,
  earlier: readonly SystemSpec[],
  terminal: () => { input: CommandContext["stdin"]; output: CommandContext["stderr"] },
): Promise<SystemSpec> {
  const name = await input(
    {
      message: "Name of a system (hr, okta, crm …)",
      validate: (text) =>
        !isSystemName(text)
          ? "Use lower-case letters, digits, dots, dashes and underscores."
          : !earlier.some((one) => one.name === text) || "There is a system of that name already.",
    },
    terminal(),
  );
  const role = await select({ message: `What is ${name}?`, choices: roleChoices }, terminal());
  const file = await input(
    { message: "A CSV export of it (path from here)", validate: (text) => fileFault(folder, text) },
    terminal(),
  );
  return { name, role, file };
}

const roleNames = {
  "authoritative-identity": "the source of who people are, such as HR",
  directory: "a directory of logins, such as Active Directory or Okta",
  application: "an application that people have accounts in",
} as const;
const roleChoices = proposableRoles.map((value) => ({ value, name: roleNames[value] }));

async function fileFault(folder: string, text: string): Promise<string | true> {
  const fault = pathFault(text);
  if (fault !== undefined) return fault;
  try {
    await readSample(folder, text);
    return true;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
