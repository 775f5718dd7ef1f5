import * as z from "zod";
import { Duration } from "../../config/duration.ts";
import { looksLikeCredential } from "../../network/base-address.ts";
import { SecretReference } from "../../network/secret-reference.ts";

const Name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/u, { error: "must be the name of an environment variable" });

const Argument = z
  .string()
  .refine((text) => !text.includes("\0"), { error: "may not hold a NUL" })
  .refine((text) => !/^--?[\w-]*(?:password|passwd|token|secret|api-?key)=./iu.test(text), {
    error: "looks like a secret, which everybody on the machine can read in the list of processes; use `secrets`",
  });

/** The options of a `command` source beside the common ones. */
export const CommandOptions = z
  .strictObject({
    run: z
      .array(Argument)
      .min(1)
      .refine(([program]) => program !== "", { error: "needs a program" })
      .describe(
        "The program and its arguments, as a list: no shell stands between. It runs in the config's folder; a path with a slash starts there, a bare name is looked up in PATH.",
      ),
    secrets: z
      .record(Name, SecretReference)
      .default({})
      .describe(
        "Environment variables of the program that hold secrets, and where each stands: `env:NAME` or `file:PATH`.",
      ),
    set: z
      .record(
        Name.refine((name) => !looksLikeCredential.test(name), { error: "looks like a secret; use `secrets`" }),
        z.string(),
      )
      .default({})
      .describe("Further environment variables of the program, as text."),
    one: z
      .boolean()
      .default(false)
      .describe(
        "Whether the program can be asked for one subject, by `ENTITLINT_SUBJECT` in its environment (`collect --subject`); see the contract.",
      ),
    timeLimit: Duration.default(600).describe(
      "How long it may run; it is ended then, and its reading is partial. Ten minutes unless given.",
    ),
    outputLimit: z
      .int()
      .min(1)
      .max(4096)
      .default(256)
      .describe("How many MiB it may write; it is ended then, and its reading is partial."),
  })
  .superRefine(({ secrets, set }, context) => {
    for (const name of Object.keys(set))
      if (Object.hasOwn(secrets, name))
        context.addIssue({ code: "custom", path: ["set", name], message: `${name} stands in \`secrets\` too` });
  });
export type CommandOptions = z.output<typeof CommandOptions>;
