// @ts-check

/**
 * What somebody does in the recording: a key, or text that is typed; what the screen shows then, and for how many seconds it stays. What
 * the recording says of it stands beside the name of the key.
 * @typedef {{ key?: string, typed?: string, shows: RegExp, seconds: number, says?: string }} Step
 */

/** @type {readonly Step[]} */
export const story = [
  { shows: /^\$ *$/m, seconds: 0.8 },
  { typed: "entitlint triage", shows: /^\$ entitlint triage *$/m, seconds: 0.6 },
  { key: "enter", shows: /Judged +[\d,]+ objects/, seconds: 3, says: "judge the snapshot" },
  { key: "enter", shows: /› +crit .*│ CRITICAL.*Keys that linked it/s, seconds: 2.5, says: "to the findings" },
  { key: "j", shows: /› +crit [^\n]*Mei Tanaka.*Keys that linked it/s, seconds: 3, says: "the next one" },
  { key: "/", shows: /^ \/▏/m, seconds: 0.6, says: "filter" },
  { typed: "rule:no-expiry is:new", shows: /is:new▏.*› +high [^\n]*release-bot.*Keys that/s, seconds: 1.2 },
  { key: "enter", shows: /of 61 [^\n]*no-expiry is:new.*› +high [^\n]*release-bot/s, seconds: 2 },
  { key: "a", shows: /[2-9] marked/, seconds: 1.2, says: "mark all" },
  { key: "w", shows: /Waive, being true and accepted: [2-9] findings/, seconds: 1.5, says: "waive" },
  { typed: "Short-lived tokens come in December", shows: /in December▏/, seconds: 0.8 },
  { key: "enter", shows: /› Control/, seconds: 0.5 },
  { typed: "Used from our own runners alone", shows: /runners alone▏/, seconds: 0.8 },
  { key: "ctrl+s", shows: /decisions made, [2-9] not written/, seconds: 1.6, says: "decide" },
  { key: "c", shows: /Nothing is written yet/, seconds: 4.5, says: "look at the diff" },
  { key: "y", shows: /Written: [2-9] decisions in/, seconds: 3.5, says: "write it" },
  { key: "enter", shows: /0 of 61 .*no-expiry is:new/, seconds: 0.8, says: "go on" },
  { key: "esc", shows: /^ 61 findings · ↓ severity.*› +crit .*│ CRITICAL/ms, seconds: 5, says: "to all findings" },
];
