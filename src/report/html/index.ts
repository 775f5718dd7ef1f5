import type { Reporter } from "../reporter.ts";
import { pageParts } from "./page.tsx";

/** One file for people and auditors: it loads nothing, shows everything, and can be searched. */
export const html: Reporter = {
  name: "html",
  title: "HTML for people and auditors: one file that loads nothing, with search and plots",
  render: pageParts,
};
