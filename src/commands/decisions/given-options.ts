import { placedReference } from "../../access/reference.ts";
import { type Problem, throwProblems } from "../../errors.ts";
import type { ReferenceKind } from "../../model/access.ts";
import { CalendarDate } from "../../model/time.ts";

/** Reads options that a decision cannot do without, so that all that is missing or wrong is told at once. */
export class GivenOptions {
  readonly #problems: Problem[] = [];

  text(name: string, value: string | undefined, what: string): string {
    if (value !== undefined && value.trim() !== "") return value;
    this.#problems.push({
      code: "usage/invalid",
      message: value === undefined ? `${name} is missing` : `${name} is empty`,
      next: `Give ${what}.`,
    });
    return "";
  }

  reference(name: string, value: string | undefined, kinds: readonly ReferenceKind[], what: string): string {
    const text = this.text(name, value, what);
    if (text === "") return text;
    const read = placedReference(text, kinds, {});
    if (!("problem" in read)) return read.text;
    this.#refuse(name, text, what);
    return text;
  }

  date(name: string, value: string | undefined, what: string): string {
    const text = this.text(name, value, what);
    if (text !== "" && !CalendarDate.safeParse(text).success) this.#refuse(name, text, "a date such as 2027-01-31");
    return text;
  }

  /** A date that has not passed. */
  day(name: string, value: string | undefined, today: string, what: string): string {
    const date = this.date(name, value, what);
    if (date !== "" && date < today && CalendarDate.safeParse(date).success)
      this.#refuse(name, date, `a day that is still to come: today is ${today}`);
    return date;
  }

  oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T | undefined {
    const what = `one of: ${allowed.join(", ")}`;
    const text = this.text(name, value, what);
    const found = allowed.find((one) => one === text);
    if (text !== "" && found === undefined) this.#refuse(name, text, what);
    return found;
  }

  count(name: string, value: string | undefined): number | undefined {
    if (value === undefined) return undefined;
    const number = Number(value);
    if (Number.isInteger(number) && number > 0) return number;
    this.#refuse(name, value, "a whole number above zero");
    return undefined;
  }

  /** @throws EntitlintError with everything that is missing or wrong */
  settle(): void {
    throwProblems(this.#problems);
  }

  #refuse(name: string, text: string, what: string): void {
    this.#problems.push({
      code: "usage/invalid",
      message: `${name} cannot be ${JSON.stringify(text)}`,
      next: `Give ${what}.`,
    });
  }
}
