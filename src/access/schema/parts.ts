import * as z from "zod";

/** A name that stands in references: one word. */
export const Id = z.string().regex(/^[^\s/]+$/, { error: "must be an id without white space and slashes" });

/** A reference as it is written; whether it is one is checked where its place is known. */
export const Reference = z.string().min(1);

export const Text = z.string().min(1);

/** What was written as a text or a number, as text. */
export const TextOrNumber = z.union([z.string().min(1), z.number()]).transform(String);
