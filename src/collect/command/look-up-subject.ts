import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { CollectContext } from "../collector.ts";
import { lookAt } from "../look-at.ts";
import type { LookedUp, Wanted } from "../look-up.ts";
import { SourceBook } from "../source-book.ts";
import { environmentOf } from "./collect-command.ts";
import { CommandOneReader } from "./one-reader.ts";
import { runProgram } from "./run-program.ts";
import type { CommandOptions } from "./schema.ts";
import { SubjectAnswer } from "./subject-answer.ts";
import { subjectQuestion } from "./subject-question.ts";

/** Runs the program with one subject to look for. @throws EntitlintError where it cannot be asked so, or not be started */
export async function lookUpSubject(
  context: CollectContext,
  options: CommandOptions,
  collector: CollectedSource["collector"],
  wanted: Wanted,
): Promise<LookedUp> {
  if (!options.one) throw cannotBeAsked();
  const { secrets, tell } = context;
  const [name = ""] = options.run;
  const book = new SourceBook(context, collector);
  const answer = new SubjectAnswer(context, book);
  const ended = await runProgram({
    ...{ argv: options.run, folder: context.folder, timeLimit: options.timeLimit },
    env: { ...(await environmentOf(options, context)), ENTITLINT_SUBJECT: subjectQuestion(wanted) },
    outputLimit: options.outputLimit << 20,
    read: (output) => answer.take(output, name),
    tell: (line) => tell(secrets.redact(line)),
  });
  if (ended !== undefined) answer.spoil(`the program ${ended}`);
  return await lookAt(wanted, new CommandOneReader(answer), book);
}

function cannotBeAsked(): EntitlintError {
  return new EntitlintError({
    code: "collect/one-subject",
    message: "the config does not say that the program can be asked for one subject",
    next: "Teach it the contract of the collector's page, and say `one: true`.",
  });
}
