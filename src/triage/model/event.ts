import type { Report } from "../../model/report.ts";
import type { Plan, Written } from "./desk.ts";
import type { FactsOrWhy } from "./facts.ts";
import type { Ground } from "./ground.ts";
import type { Message, Told } from "./state.ts";

/** Something that happened: a key, or the answer to what was asked of the world. */
export type Event =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "size"; readonly columns: number; readonly rows: number }
  | { readonly kind: "facts"; readonly index: number; readonly fingerprint: string; readonly facts: FactsOrWhy }
  | { readonly kind: "judged"; readonly report: Report; readonly ground: Ground }
  | { readonly kind: "planned"; readonly plan: Plan }
  | { readonly kind: "written"; readonly plan: Plan; readonly written: Written }
  | { readonly kind: "said"; readonly message: Message }
  | { readonly kind: "told"; readonly told: Told };
