import type { Command } from "commander";
import { EntitlintError } from "../errors.ts";

/**
 * Gives a command and every group below it a `help` that follows as many words as there are: commander's own looks at
 * the first alone, and shows the group for `help policy new`.
 */
export function describeHelp(group: Command): void {
  for (const command of group.commands) if (command.commands.length > 0) describeHelp(command);
  group
    .helpCommand(false)
    .command("help")
    .argument("[command...]", "the command, in as many words as it has")
    .description("explain a command")
    .addHelpText("after", `\nExample:\n  $ ${pathOf(group)} help ${group.commands[0]?.name() ?? ""}\n`)
    .action(async (words: readonly string[]) => (await followed(group, words)).outputHelp());
}

/** The failure of somebody who named a group and no command of it. */
export function commandMissing(group: Command): EntitlintError {
  const [first = "help", ...others] = namesIn(group);
  const path = pathOf(group);
  const choice = others.length > 0 ? `Type one of ${[first, ...others].join(", ")} after it, such as` : "Type";
  return new EntitlintError({
    code: "usage/invalid",
    message: `a command is missing after \`${path}\``,
    next: `${choice} \`${path} ${first}\`.`,
  });
}

async function followed(from: Command, words: readonly string[]): Promise<Command> {
  let command = from;
  for (const word of words) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) return command.error(`error: unknown command '${word}'${await hint(word, command)}`);
    command = next;
  }
  return command;
}

/** A second line in brackets, as commander writes it below its own errors. */
async function hint(word: string, command: Command): Promise<string> {
  const { nearest } = await import("../did-you-mean.ts");
  const near = nearest(word, namesIn(command));
  return near === undefined ? "" : `\n(Did you mean ${near}?)`;
}

function namesIn(group: Command): string[] {
  return group.commands.map((command) => command.name()).filter((name) => name !== "help");
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
