// @ts-check
import { Writable } from "node:stream";
import { runProgram } from "../../dist/commands/program.js";

/**
 * @typedef {object} CommandHelp
 * @property {string[]} words the command's own words, without the program's name; none for the program itself
 * @property {string} text its help, 100 columns wide
 * @property {CommandHelp[]} commands its subcommands, in the order of the help
 */

/** Asks the built tool for the help of a command and of all below it: what a person sees, not what the code says.
 * @param {string[]} [words] @returns {Promise<CommandHelp>} */
export async function commandHelp(words = []) {
  const text = await helpText([...words, "--help"]);
  /** @type {CommandHelp[]} */
  const commands = [];
  for (const name of subcommands(text)) commands.push(await commandHelp([...words, name]));
  return { words, text, commands };
}

/** The commands that do something: those without subcommands of their own. @param {CommandHelp} help @returns {CommandHelp[]} */
export function leaves(help) {
  return help.commands.length === 0 ? [help] : help.commands.flatMap(leaves);
}

/** @param {string[]} args */
async function helpText(args) {
  let text = "";
  const sink = () =>
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
  const surroundings = {
    ...{ cwd: process.cwd(), env: {}, stdin: process.stdin, now: new Date(0) },
    stdout: Object.assign(sink(), { columns: 100 }),
    stderr: sink(),
  };
  const code = await runProgram(args, surroundings);
  if (code !== 0) throw new Error(`entitlint ${args.join(" ")} ended with ${code}:\n${text}`);
  return text.trimEnd();
}

/** @param {string} text @returns {string[]} */
function subcommands(text) {
  const lines = text.split("\n");
  const start = lines.indexOf("Commands:");
  if (start < 0) return [];
  const end = lines.indexOf("", start);
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .flatMap((line) => /^ {2}([a-z][a-z-]*)/.exec(line)?.[1] ?? [])
    .filter((name) => name !== "help");
}
