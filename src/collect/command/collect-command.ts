import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import { decodeStream } from "../../positions/decode.ts";
import type { CollectContext } from "../collector.ts";
import { textLines } from "../text-lines.ts";
import { contractVersion, Line } from "./line.ts";
import { Reading } from "./reading.ts";
import { runProgram } from "./run-program.ts";
import type { CommandOptions } from "./schema.ts";

/** What every program gets of our own environment. */
const passedOn = ["PATH", "HOME", "LANG"];

/** Runs the program and takes what it writes. @throws EntitlintError where it gives no reading at all */
export async function collectCommand(
  context: CollectContext,
  options: CommandOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const reading = new Reading(context);
  const { secrets, tell } = context;
  const [name = ""] = options.run;
  const ended = await runProgram({
    ...{ argv: options.run, folder: context.folder, timeLimit: options.timeLimit },
    env: await environmentOf(options, context),
    outputLimit: options.outputLimit << 20,
    read: (output) => takeLines(output, name, reading),
    tell: (line) => tell(secrets.redact(line)),
  });
  if (ended !== undefined) {
    if (reading.isEmpty) throw failed(`${name} ${ended}, and has told nothing`);
    reading.spoil(`the program ${ended}`);
  } else if (reading.isEmpty) throw failed(`${name} has told nothing`);
  if (!reading.hasEnded) reading.spoil("the output stops without an end line");
  return reading.finish(collector);
}

/** The program's whole environment. @throws EntitlintError where a secret is missing */
export async function environmentOf(
  options: CommandOptions,
  { env, secrets }: CollectContext,
): Promise<Record<string, string>> {
  const own = passedOn.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const given: [string, string][] = [];
  for (const [name, reference] of Object.entries(options.secrets)) given.push([name, await secrets.read(reference)]);
  return { ...Object.fromEntries(own), ...options.set, ...Object.fromEntries(given) };
}

/** Takes lines until the output ends. What cannot be understood spoils the reading, but what came before is kept. */
async function takeLines(output: AsyncIterable<Uint8Array>, name: string, reading: Reading): Promise<void> {
  let count = 0;
  try {
    for await (const { line, text } of textLines(decodeStream(output, { file: name, encoding: undefined }), name)) {
      if (text.trim() === "") continue;
      count++;
      const parsed = lineOf(text);
      if (count === 1) requireStart(parsed, name);
      else if (reading.hasEnded) reading.spoil("lines follow the end line", `line ${line}`);
      else if (typeof parsed === "string") reading.spoil("lines do not follow the contract", `line ${line}: ${parsed}`);
      else reading.take(parsed);
    }
  } catch (error) {
    if (!(error instanceof EntitlintError) || count === 0 || error.problems[0].code === "collect/command-output")
      throw error;
    reading.spoil("the output cannot be read to its end", error.problems[0].message);
  }
}

/** The line, or why it is none, without its content. */
function lineOf(text: string): Line | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  const result = Line.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `${issue?.path.map(String).join(".") || "the line"}: ${issue?.message ?? "is wrong"}`;
}

function requireStart(line: Line | string, name: string): void {
  const is = typeof line === "string" ? line : `a line of type ${line.type}`;
  if (typeof line === "string" || line.type !== "start")
    throw broken(`${name} does not begin with a start line, but with one that ${is}`);
  if (line.version !== contractVersion)
    throw broken(`${name} speaks version ${line.version} of the contract; this collector speaks ${contractVersion}`);
}

function broken(message: string): EntitlintError {
  return new EntitlintError({
    code: "collect/command-output",
    message,
    next: 'The first line has to be {"type":"start","version":1}; the collector\'s page has the contract.',
  });
}

function failed(message: string): EntitlintError {
  return new EntitlintError({
    code: "collect/command-failed",
    message,
    next: "Run it by hand; what it wrote to standard error stands above.",
  });
}
