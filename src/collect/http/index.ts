import { recordKinds } from "../../model/record-id.ts";
import type { Collector } from "../collector.ts";
import { HttpOptions } from "./schema.ts";

const version = 1;

/** Reads any JSON API by a mapping. */
export const httpCollector: Collector = {
  name: "http",
  title: "Any JSON API",
  description:
    "Reads the lists of an HTTP interface that answers in JSON, and turns their items into records by a mapping, for systems that have no collector of their own.",
  version,
  options: HttpOptions,
  kinds: recordKinds,
  reads: "mapping",
  modes: [
    { name: "bearer", note: "A token that does not change, in `Authorization: Bearer`." },
    { name: "basic", note: "Name and password with every request." },
    { name: "header", note: "A key in a header of the API's own." },
    {
      name: "login",
      note: "A first request gives a token, in a header or in the answer; it is made again once when the token runs out. OAuth 2.0 client credentials are one such request.",
    },
  ],
  rights: [
    {
      name: "read every list named in `reads`",
      note: "A list that the API refuses makes its kinds denied, or partial where they come from other lists too; earlier records stay.",
    },
    {
      name: "see all items of each list",
      note: "Many APIs leave out silently what the credentials may not see. Say `total` or `expect`, so that a short list is noticed.",
    },
  ],
  oneSubject: {
    how: "The item at the address that `one` of a read names, by the same mapping, and the lists that depend on that item by `forEach`. A read without `one` is not asked. There is no search.",
    rights: "To read single items.",
  },
  async collect(context, options: HttpOptions) {
    const { collectHttp } = await import("./collect-http.ts");
    return await collectHttp(context, options, { name: "http", version });
  },
  lookUp: async (context, options: HttpOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "http", version }, wanted),
};
