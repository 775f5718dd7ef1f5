import * as z from "zod";
import { recordKinds } from "../../model/record-id.ts";
import { contractVersion, RecordLine } from "./line.ts";

/** The version of the part of the contract by which a program is asked for one subject. */
export const subjectVersion = 1;

const named = {
  kind: z.enum(recordKinds),
  id: z.string().min(1),
  tenant: z.string().min(1).optional(),
};

/** The lines that a program writes of one subject: the usual ones, and what it says of records that are not there. */
export const SubjectLine = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("start"),
    version: z.literal(contractVersion),
    subject: z.literal(subjectVersion, {
      error: `must be ${subjectVersion}: the program has to say that it looked at one subject`,
    }),
  }),
  z.strictObject({ type: z.literal("absent"), ...named }),
  z.strictObject({ type: z.literal("unsaid"), ...named, reason: z.string().min(1) }),
  z.strictObject({ type: z.literal("seen"), ...named }),
  z.strictObject({ type: z.literal("end") }),
  RecordLine,
]);
export type SubjectLine = z.output<typeof SubjectLine>;
