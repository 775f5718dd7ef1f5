import {
  boolCoreTag,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from "js-yaml";
import type { ScalarNode } from "./node.ts";

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const explicitTags = new Map<string, (typeof implicitTags)[number]>([
  ["!!null", nullCoreTag],
  ["!!bool", boolCoreTag],
  ["!!int", intCoreTag],
  ["!!float", floatCoreTag],
]);

/** The typed value and text of a scalar, or undefined where its explicit tag is unknown or does not fit. */
export function scalarValue(source: string, event: ScalarEvent): Pick<ScalarNode, "value" | "text"> | undefined {
  const text = event.valueStart < 0 ? "" : getScalarValue(source, event);
  const tag = event.tagStart < 0 ? "" : source.slice(event.tagStart, event.tagEnd);
  if (tag === "!" || tag === "!!str") return { value: text, text };
  if (tag !== "") {
    const explicit = explicitTags.get(tag);
    const value = explicit?.resolve(text, true, explicit.tagName);
    return value === undefined || value === NOT_RESOLVED ? undefined : { value: exact(value, text), text };
  }
  if (event.style !== SCALAR_STYLE.PLAIN) return { value: text, text };
  for (const implicit of implicitTags) {
    const value = implicit.resolve(text, false, implicit.tagName);
    if (value !== NOT_RESOLVED) return { value: exact(value, text), text };
  }
  return { value: text, text };
}

/** Numbers that a double cannot hold stay text: unsafe integers, infinities, not-a-number. */
function exact(value: string | number | boolean | null, text: string): ScalarNode["value"] {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
}
