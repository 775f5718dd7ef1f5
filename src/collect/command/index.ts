import { recordKinds } from "../../model/record-id.ts";
import type { Collector } from "../collector.ts";
import { CommandOptions } from "./schema.ts";

const version = 1;

/** Runs a program that writes records. */
export const commandCollector: Collector = {
  name: "command",
  title: "A program of your own",
  description:
    "Runs a program that writes records as lines of JSON, for systems that nothing else can read: an SDK, a command line tool, an interface that is not JSON.",
  version,
  options: CommandOptions,
  kinds: recordKinds,
  reads: "program",
  modes: [
    {
      name: "run",
      note: "The program is started once for each collection, reads its system, writes what it found to standard output, and ends.",
    },
  ],
  rights: [
    {
      name: "start the program",
      note: "Without it, and where the program tells nothing, the source fails and its earlier records stay.",
    },
    {
      name: "what the program itself needs",
      note: "It gets PATH, HOME and LANG and the variables that the config names, nothing else. It has to say of each kind how complete it is.",
    },
  ],
  oneSubject: {
    how: "The program is started with `ENTITLINT_SUBJECT` in its environment, where the config says `one: true`, and answers by a part of the contract of its own.",
  },
  async collect(context, options: CommandOptions) {
    const { collectCommand } = await import("./collect-command.ts");
    return await collectCommand(context, options, { name: "command", version });
  },
  lookUp: async (context, options: CommandOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "command", version }, wanted),
};
