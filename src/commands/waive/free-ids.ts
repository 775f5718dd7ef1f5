import type { AccessState } from "../../model/access.ts";

/** Names by the day that no waiver has yet, one after the other. */
export function* freeIds(created: string, { waivers }: Pick<AccessState, "waivers">): Generator<string, never> {
  const taken = new Set(waivers.map(({ id }) => id));
  const base = `w-${created.replaceAll("-", "")}`;
  for (let number = 1; ; number++) if (!taken.has(`${base}-${number}`)) yield `${base}-${number}`;
}
