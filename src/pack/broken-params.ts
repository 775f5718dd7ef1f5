import type { Param } from "../model/rule.ts";

/** What METADATA says of parameters and cannot be, each as the path below `custom` and what is wrong. */
export function brokenParams(params: Readonly<Record<string, Param>>): string[] {
  return Object.entries(params).flatMap(([name, param]) => [
    ...(param.atMost === undefined || Object.hasOwn(params, param.atMost)
      ? []
      : [`custom.params.${name}.atMost: there is no parameter ${param.atMost}`]),
    ...(param.whole && !isWhole(param) ? [`custom.params.${name}.whole: the default is no whole number`] : []),
  ]);
}

function isWhole({ default: value }: Param): boolean {
  const numbers = typeof value === "object" && !Array.isArray(value) ? Object.values(value) : [value];
  return numbers.every((number) => Number.isInteger(number));
}
