import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What can be written below `with:`, each as text; what is not written is empty. */
export const inputNames = [
  ...["mode", "token", "working-directory", "config", "as-of"],
  ...["base", "snapshot", "fail-on", "report", "rule-timeout", "workers"],
  ...["check-run", "check-name", "comment", "issue", "key"],
  ...["only", "branch", "into", "title"],
] as const;
export type InputName = (typeof inputNames)[number];
export type Inputs = Readonly<Record<InputName, string>>;

/** Values that are not free text, with what stands for nothing written. */
const choices: Readonly<Partial<Record<InputName, readonly [usual: string, ...others: string[]]>>> = {
  mode: ["check", "collect"],
  comment: ["on-failure", "always", "never"],
  "check-run": ["true", "false"],
  issue: ["false", "true"],
};

/** Reads them as the runner hands them over. @throws EntitlintError with every one that is none of its choices */
export function readInputs(env: Environment): Inputs {
  const inputs = Object.fromEntries(inputNames.map((name) => [name, read(name, env)]));
  const problems = inputNames.flatMap((name): Problem[] => {
    const known = choices[name];
    if (known === undefined || known.includes(inputs[name] ?? "")) return [];
    const message = `the input ${name} cannot be ${JSON.stringify(inputs[name])}`;
    return [{ code: "usage/invalid", message, next: `Give one of: ${known.join(", ")}.` }];
  });
  throwProblems(problems);
  if (isComplete(inputs)) return inputs;
  throw new EntitlintError({ code: "usage/invalid", message: "the inputs of the action cannot be read" });
}

function read(name: InputName, env: Environment): string {
  const given = env[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
  return given === "" ? (choices[name]?.[0] ?? "") : given;
}

function isComplete(inputs: Readonly<Record<string, string>>): inputs is Inputs {
  return inputNames.every((name) => typeof inputs[name] === "string");
}
