import { EntitlintError } from "../errors.ts";

/** Refuses an argument that stands there and is empty: most often a variable of a pipeline that nobody has set. */
export function requireGiven(what: string, value: string, next: string): void {
  if (value !== "") return;
  const unset = "Where it comes from a variable, see that the variable is set.";
  throw new EntitlintError({ code: "usage/invalid", message: `${what} is empty`, next: `${next} ${unset}` });
}
