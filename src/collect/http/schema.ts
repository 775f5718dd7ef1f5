import * as z from "zod";
import { Condition, DateFormat, TemplateText, Zone } from "../../mapping/field-schema.ts";
import { namesUsed } from "../../mapping/names-used.ts";
import { RecordMapping } from "../../mapping/record-schema.ts";
import { isVariable } from "../../mapping/variables.ts";
import { BaseAddress, looksLikeCredential } from "../../network/base-address.ts";
import { Auth, HeaderName } from "./auth-schema.ts";
import { isPath, oneProblems, onlyPath } from "./one-address.ts";
import { Paging } from "./paging-schema.ts";

const notSecret = "looks like a credential; name where it stands in `auth`";

/** One list of the API and what becomes of its items. */
export const Read = z
  .strictObject({
    path: TemplateText.describe(
      "Address from `base` on, such as users or groups/{id}/members; what stands for `{…}` is encoded.",
    ),
    query: z
      .record(
        z.string().refine((name) => !looksLikeCredential.test(name), { error: notSecret }),
        TemplateText,
      )
      .default({})
      .describe("Parameters of the address; their values may be templates too."),
    forEach: z
      .string()
      .optional()
      .describe("Name of another read: this one is made once for each of its items, whose fields fill the templates."),
    when: z
      .union([Condition, z.array(Condition).min(1)])
      .optional()
      .describe("With `forEach`: only for items that pass this test, or all of these tests."),
    items: z
      .string()
      .min(1)
      .optional()
      .describe("Path to the list in the answer, such as data.users; the answer itself is the list unless given."),
    single: z
      .boolean()
      .default(false)
      .describe("Whether the answer is no list, but one item, such as the details of one user."),
    one: TemplateText.optional().describe(
      "Address at which one item is read by itself, such as users/{id}, for `collect --subject`. `{…}` is a name in the `id` or `tenant` of its records, taken back out of a record's id, or a field of the record; `{id}` is its native id unless the item has such a field.",
    ),
    oneAt: z
      .string()
      .min(1)
      .optional()
      .describe("Path to the item in such an answer, such as data; the answer itself is the item unless given."),
    key: TemplateText.optional().describe(
      "What tells two items apart, such as {id}; their whole content unless given. Needed where items hold something that changes with every reading.",
    ),
    total: z
      .string()
      .min(1)
      .optional()
      .describe("Path to the number of items that the answer announces for the whole list."),
    paging: Paging.default({ by: "none" }),
    dateFormat: DateFormat.optional(),
    zone: Zone.optional(),
    records: z
      .array(RecordMapping)
      .default([])
      .describe("The records that the items become, with paths from the list on; none where only `forEach` needs it."),
  })
  .superRefine((read, context) => {
    for (const { path, message } of [...addressProblems(read), ...recordProblems(read), ...oneProblems(read)])
      context.addIssue({ code: "custom", path: [...path], message });
  });
export type Read = z.output<typeof Read>;

interface Wrong {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Address = { readonly path: string; readonly query: Readonly<Record<string, string>> };

function addressProblems({
  path,
  query,
  forEach,
  when,
}: Address & { forEach?: string | undefined; when?: unknown }): Wrong[] {
  const texts: [(string | number)[], string][] = [
    [["path"], path],
    ...Object.entries(query).map(([name, text]): [string[], string] => [["query", name], text]),
  ];
  const templates = forEach === undefined ? texts.filter(([, text]) => /(?<!\\)\{/u.test(text)) : [];
  return [
    ...(!isPath(path) ? [{ path: ["path"], message: onlyPath }] : []),
    ...(forEach === undefined && when !== undefined ? [{ path: ["when"], message: "`when` needs `forEach`" }] : []),
    ...templates.map(([at]) => ({ path: at, message: "a template needs `forEach`" })),
  ];
}

type Records = { readonly records: readonly RecordMapping[] };

function recordProblems({
  records,
  single,
  items,
  paging,
}: Records & { single: boolean; items?: string | undefined; paging: Paging }): Wrong[] {
  const odd = [...new Set(records.flatMap(namesUsed))].filter(
    (name) => name.startsWith("$") && (name === "$file" || !isVariable(name, [])),
  );
  const isList = single && (items !== undefined || paging.by !== "none");
  return [
    ...(isList ? [{ path: ["single"], message: "one item has neither `items` nor pages" }] : []),
    ...records.flatMap(({ total }, index) =>
      total === undefined ? [] : [{ path: ["records", index, "total"], message: "say `total` of the read instead" }],
    ),
    ...odd.map((name) => ({ path: ["records"], message: `${name} has no meaning here` })),
  ];
}

/** The options of an `http` source beside the common ones. */
export const HttpOptions = z
  .strictObject({
    base: BaseAddress.describe("Where the API begins. Nothing is ever sent to another origin."),
    auth: Auth.describe("How to sign in."),
    ca: z
      .string()
      .min(1)
      .optional()
      .describe("PEM file below the config's folder with the authorities to trust, instead of those Node trusts."),
    headers: z
      .record(
        HeaderName.refine((name) => !looksLikeCredential.test(name), { error: notSecret }),
        z.string(),
      )
      .default({})
      .describe("Further headers of every request, such as the version of the API."),
    reads: z
      .record(z.string().regex(/^[\w-]+$/u, { error: "must be letters, digits, - and _" }), Read)
      .describe("The lists to read, each by a name of your choice."),
  })
  .superRefine(({ reads }, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: ["reads", name, "forEach"], message });
    if (Object.values(reads).every(({ records }) => records.length === 0))
      context.addIssue({ code: "custom", path: ["reads"], message: "no read makes any records" });
    for (const [name, { forEach }] of Object.entries(reads)) {
      if (forEach !== undefined && !Object.hasOwn(reads, forEach))
        refuse(name, `there is no read ${forEach}; there are ${Object.keys(reads).join(", ")}`);
      else if (isCircular(name, reads)) refuse(name, `${name} depends on itself`);
    }
  });
export type HttpOptions = z.output<typeof HttpOptions>;

function isCircular(start: string, reads: Readonly<Record<string, Read>>): boolean {
  const seen = new Set<string>();
  for (let name: string | undefined = start; name !== undefined; name = reads[name]?.forEach) {
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
}
