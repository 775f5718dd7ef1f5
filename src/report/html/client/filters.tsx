/** @jsxImportSource preact */

import { safeText } from "../../safe-text.ts";
import { SeverityMark } from "../parts/severity.tsx";
import { figure } from "../parts/words.tsx";
import type { ShownFinding } from "../shown-finding.ts";
import type { Choice, Entry } from "./choice.ts";
import type { Option, Options } from "./options.ts";
import { isOrder, type Order, orders } from "./orders.ts";

interface FiltersProps {
  readonly choice: Choice;
  readonly order: Order;
  readonly options: Options;
  readonly severities: readonly ShownFinding["severity"][];
  readonly entries: readonly Entry[];
  readonly onChoice: (change: Partial<Choice>) => void;
  readonly onOrder: (order: Order) => void;
}

const lists = [
  ["standing", "State"],
  ["change", "Change"],
  ["app", "Application"],
  ["rule", "Rule"],
  ["control", "Control"],
  ["owner", "Owner"],
] as const;

/** What can be asked of the findings. A list of which there is nothing to choose is left out. */
export function Filters({ choice, order, options, severities, entries, onChoice, onOrder }: FiltersProps) {
  return (
    <search class="filters">
      <label class="search">
        <span>Search</span>
        <input
          id="search"
          type="search"
          value={choice.text}
          placeholder="Words of a finding: a name, an id, a file"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
          onInput={({ currentTarget }) => onChoice({ text: currentTarget.value })}
        />
      </label>
      <fieldset class="chips">
        <legend>Severity</legend>
        {severities.map((severity) => (
          <label key={severity}>
            <input
              type="checkbox"
              checked={choice.severities.includes(severity)}
              onChange={({ currentTarget }) => {
                const others = choice.severities.filter((one) => one !== severity);
                onChoice({ severities: currentTarget.checked ? [...others, severity] : others });
              }}
            />
            <SeverityMark severity={severity} />
            <span class="number">{figure(entries.filter(({ finding }) => finding.severity === severity).length)}</span>
          </label>
        ))}
      </fieldset>
      <div class="lists">
        {lists
          .filter(([name]) => options[name].length > 0)
          .map(([name, text]) => (
            <List
              key={name}
              {...{ name, text, value: choice[name], options: options[name] }}
              onChange={(value) => onChoice({ [name]: value })}
            />
          ))}
        <label>
          <span>Sort by</span>
          <select
            name="order"
            value={order}
            onChange={({ currentTarget }) => isOrder(currentTarget.value) && onOrder(currentTarget.value)}
          >
            {Object.entries(orders).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
    </search>
  );
}

interface ListProps {
  readonly name: string;
  readonly text: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

/** Values are known by their place, because any text may be one. */
function List({ name, text, value, options, onChange }: ListProps) {
  const at = options.findIndex((option) => option.value === value);
  return (
    <label>
      <span>{text}</span>
      <select
        name={name}
        value={at < 0 ? "" : String(at)}
        onChange={({ currentTarget }) => onChange(options[Number(currentTarget.value || -1)]?.value ?? "")}
      >
        <option value="">all</option>
        {options.map((option, place) => (
          <option key={option.value} value={String(place)}>
            {safeText(option.text)} ({figure(option.count)})
          </option>
        ))}
      </select>
    </label>
  );
}
