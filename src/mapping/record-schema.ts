import * as z from "zod";
import { nearest } from "../did-you-mean.ts";
import { recordKinds } from "../model/record-id.ts";
import { defaultOf } from "./default-value.ts";
import { Condition, FieldSource, TemplateText } from "./field-schema.ts";
import { type FieldType, fieldShape, fieldShapes } from "./field-type.ts";

const steps = z.string().min(1);

/** How items of a file become records of one kind. */
export const RecordMapping = z
  .strictObject({
    kind: z.enum(recordKinds).describe("The kind of record that each item becomes."),
    each: steps
      .optional()
      .describe(
        "Path to the items, such as teams.* ; `*` stands for every entry or element. Without it: every row, every element of the top list, or the whole file.",
      ),
    recurse: steps
      .optional()
      .describe("Path from an item to items of the same shape below it, such as teams.* ; followed to any depth."),
    inside: steps
      .optional()
      .describe("Path from each of those items to the ones that become records, such as members.* ."),
    id: TemplateText.describe("The native id, a template such as {employeeNo}."),
    tenant: TemplateText.optional().describe("The tenant, a template; the source's own unless given."),
    when: z
      .union([Condition, z.array(Condition).min(1)])
      .optional()
      .describe("Only items that pass this test, or all of these tests, become records."),
    expect: z
      .strictObject({
        min: z.int().nonnegative().optional().describe("Fewer records than this mean that the reading is partial."),
        max: z.int().nonnegative().optional().describe("More records than this mean that the reading is partial."),
      })
      .optional()
      .describe("How many records there should be."),
    total: steps.optional().describe("Path from the top of the file to the number of items that it announces."),
    columns: z
      .strictObject({
        from: z
          .string()
          .regex(/^[^*]*\*[^*]*$/, { error: "needs one `*`, such as role_*" })
          .describe("Names of the columns, with one `*`."),
        empty: z
          .array(z.string())
          .default(["", "0", "false", "no", "n", "-"])
          .describe("Cells that mean no, without regard to case."),
      })
      .optional()
      .describe(
        "One record per such column whose cell does not mean no: `{$column}` is its name, `{$match}` what `*` stands for, `{$cell}` the cell.",
      ),
    split: z
      .strictObject({
        from: TemplateText.describe("The column or path that holds a list."),
        by: z.string().min(1).optional().describe("Text that separates the elements within one cell."),
      })
      .optional()
      .describe("One record per element of a list: `{$element}`."),
    fields: z.record(z.string(), FieldSource).default({}).describe("Where each field of the record comes from."),
  })
  .superRefine(({ kind, fields, each, recurse, inside }, context) => {
    for (const [name, source] of Object.entries(fields)) {
      const shape = fieldShape(kind, name);
      const odd = shape && oddConstants(source, shape.type);
      if (odd) context.addIssue({ code: "custom", path: ["fields", name], message: odd });
      if (shape) continue;
      const near = nearest(name, fieldShapes(kind).keys());
      const hint = near ? `did you mean \`${near}\`?` : `there are ${[...fieldShapes(kind).keys()].join(", ")}`;
      const message = `${kind} has no field ${JSON.stringify(name)} that a mapping can fill; ${hint}`;
      context.addIssue({ code: "custom", path: ["fields", name], message });
    }
    for (const [name, { required }] of fieldShapes(kind)) {
      if (!required || name in fields || defaultOf(kind, name, fields) !== undefined) continue;
      context.addIssue({ code: "custom", path: ["fields"], message: `${kind} needs the field \`${name}\`` });
    }
    if (each === undefined && (recurse ?? inside) !== undefined)
      context.addIssue({ code: "custom", path: ["recurse"], message: "`recurse` and `inside` need `each`" });
  });
export type RecordMapping = z.output<typeof RecordMapping>;

/** Says which constants of a field are none of the values it can have. */
function oddConstants(source: FieldSource, type: FieldType): string | undefined {
  if (typeof source === "string" || Array.isArray(source)) return undefined;
  if (type.is !== "choice" && type.is !== "choices") return undefined;
  const constants = [source.value ?? [], Object.values(source.map ?? {}), source.otherwise ?? []].flat();
  const odd = constants.filter((constant) => !type.values.includes(String(constant)));
  return odd.length > 0 ? `${odd.join(", ")} is none of ${type.values.join(", ")}` : undefined;
}
