const on = ["true", "yes", "y", "1", "on", "enabled", "enrolled", "active", "ja"];
const off = ["false", "no", "n", "0", "off", "disabled", "not enrolled", "inactive", "none", "nein"];

/** What the values of a column mean that says yes or no. */
export interface Switch {
  /** Each value of the sample that is understood, as written, sorted. */
  readonly map: readonly (readonly [written: string, isOn: boolean])[];
  /** The first value of the sample that nobody can guess. */
  readonly odd?: string;
}

/** Proposes what the values of a column mean that says yes or no; an empty cell says neither. */
export function proposeSwitch(values: Iterable<string>): Switch {
  const written = [...new Set(values)].filter((value) => value !== "").toSorted();
  const map = written.flatMap((value) => {
    const folded = value.toLowerCase();
    return on.includes(folded) || off.includes(folded) ? [[value, on.includes(folded)] as const] : [];
  });
  const odd = written.find((value) => !map.some(([known]) => known === value));
  return { map, ...(odd !== undefined && { odd }) };
}
