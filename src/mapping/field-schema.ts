import * as z from "zod";
import { recordKinds } from "../model/record-id.ts";
import { isZone } from "../model/time.ts";
import { faultOfDateFormat } from "./date-format.ts";
import { parseTemplate } from "./template.ts";

const Constant = z.union([z.string(), z.number(), z.boolean()]);

/** Text with `{field}` and `{$variable}`. */
export const TemplateText = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const parsed = parseTemplate(text);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.reason });
  });

/** A luxon format such as `dd.MM.yyyy`. */
export const DateFormat = z
  .string()
  .min(1)
  .superRefine((format, context) => {
    const fault = faultOfDateFormat(format);
    if (fault !== undefined)
      context.addIssue({ code: "custom", message: `${JSON.stringify(format)} is no format of dates: ${fault}` });
  })
  .describe("How dates are written where they are not ISO 8601, in luxon's tokens: dd.MM.yyyy, X for epoch seconds.");

export const Zone = z
  .string()
  .refine(isZone, { error: "is not an IANA time zone such as Europe/Berlin" })
  .describe("IANA time zone of dates and times without one; the source's own zone unless given.");

/** One e-mail address of a list, with what is known of all that stand there. */
export const EmailSource = z.strictObject({
  from: TemplateText.describe("Where the address stands."),
  type: z.string().optional().describe("What kind of address it is, such as work."),
  primary: z.boolean().optional().describe("Whether it is the person's main address."),
  verified: z.boolean().optional().describe("Whether the system has proved that the address is the person's."),
});

const FieldObject = z
  .strictObject({
    from: z
      .union([TemplateText, z.array(TemplateText).min(1)])
      .optional()
      .describe(
        "Column, path or template that gives the value; a list of them gives a list, or the first that is not empty.",
      ),
    value: z
      .union([Constant, z.array(z.string())])
      .optional()
      .describe("The same value for every record."),
    split: z.string().min(1).optional().describe("Text that separates the elements of a list within one cell."),
    map: z
      .record(z.string(), Constant)
      .optional()
      .describe("Values as written, and what each means. A value that is not here is unknown, with a warning."),
    ignoreCase: z
      .boolean()
      .optional()
      .describe("Whether `map` and the allowed values are compared without regard to case."),
    otherwise: Constant.optional().describe("What a value means that `map` does not have."),
    never: z.array(z.string()).optional().describe("Values of an end date that mean it never ends."),
    dateFormat: DateFormat.optional(),
    zone: Zone.optional(),
    ref: z.enum(recordKinds).optional().describe("Makes the value the id of a record of this kind."),
    id: TemplateText.optional().describe(
      "The native id of the record that is referred to; `{$element}` within a list.",
    ),
    system: z.string().min(1).optional().describe("System of the record that is referred to; this one unless given."),
    tenant: TemplateText.optional().describe(
      "Tenant of the record that is referred to; the record's own unless given.",
    ),
  })
  .superRefine((field, context) => {
    const sources = [field.from, field.value].filter((one) => one !== undefined).length;
    const refused = (message: string) => context.addIssue({ code: "custom", message });
    if (field.ref === undefined && sources !== 1) refused("needs exactly one of `from` and `value`");
    if (field.ref !== undefined && field.value !== undefined) refused("`ref` takes `from` or `id`, not `value`");
    if (field.ref !== undefined && field.from === undefined && field.id === undefined)
      refused("`ref` needs `id` or `from`");
    if (field.ref === undefined && (field.id ?? field.system ?? field.tenant) !== undefined)
      refused("`id`, `system` and `tenant` belong to a `ref`");
    if (field.map === undefined && field.otherwise !== undefined) refused("`otherwise` needs a `map`");
  });
export type FieldObject = z.output<typeof FieldObject>;

export const FieldSource = z
  .union([TemplateText, z.array(z.union([TemplateText, EmailSource])).min(1), FieldObject])
  .describe(
    "A column, a path such as profile.mail, a template such as {first}.{last}; a list of them; or a map that says more.",
  );
export type FieldSource = z.output<typeof FieldSource>;

/** A test that an item has to pass. */
export const Condition = z
  .strictObject({
    from: TemplateText.describe("Column, path or template that is tested; a missing one is tested as empty text."),
    equals: Constant.optional().describe("The text has to be this."),
    in: z.array(Constant).min(1).optional().describe("The text has to be one of these."),
    notIn: z.array(Constant).min(1).optional().describe("The text may be none of these."),
    notEmpty: z.literal(true).optional().describe("There has to be text."),
    empty: z.literal(true).optional().describe("There may be no text."),
    ignoreCase: z.boolean().optional().describe("Whether texts are compared without regard to case."),
  })
  .refine(
    ({ equals, in: among, notIn, notEmpty, empty }) =>
      [equals, among, notIn, notEmpty, empty].some((test) => test !== undefined),
    { error: "needs one of equals, in, notIn, notEmpty, empty" },
  );
export type Condition = z.output<typeof Condition>;
