import type * as z from "zod";
import type { GithubApi } from "./github-api.ts";

/** What a list says of one item. */
export interface FoundInList<T> {
  readonly found: T | undefined;
  /** Why the item may stand in the list all the same; undefined where the list was read to its end. */
  readonly doubt: string | undefined;
}

/** Looks for the first item of a list that fits, and holds no other. @throws RequestFailure where nothing of it can be read */
export async function findInList<T>(
  api: GithubApi,
  path: string,
  item: z.ZodType<T>,
  options: Parameters<typeof api.list<T>>[2],
  fits: (item: T) => boolean,
): Promise<FoundInList<T>> {
  let found: T | undefined;
  const { short } = await api.list(path, item, options, (one) => {
    if (found === undefined && fits(one)) found = one;
  });
  const [doubt] = short.keys();
  return { found, doubt };
}
