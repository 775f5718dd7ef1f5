import { recordKinds } from "../../model/record-id.ts";
import type { Collector } from "../collector.ts";
import { FilesOptions } from "./schema.ts";

/** Reads exports and configuration files by a mapping. */
export const filesCollector: Collector = {
  name: "files",
  title: "Files",
  description:
    "Reads CSV, NDJSON, JSON, YAML and TOML files below the config's folder, exports of any system or access that is kept as files, by a mapping from their columns and paths to records.",
  version: 1,
  options: FilesOptions,
  kinds: recordKinds,
  reads: "mapping",
  modes: [
    {
      name: "observed",
      note: "The files are an export: what they say is so goes into the snapshot, dated by its time of export.",
    },
    {
      name: "declared",
      note: "The files say what should be (`declares: true`): they are read at the revision that is judged, with file and line of every record, and never enter the snapshot.",
    },
  ],
  rights: [
    {
      name: "read the files",
      note: "Without it the source cannot be read, and its earlier records stay as they were.",
    },
  ],
  oneSubject: {
    how: "It cannot be read: an export is one file for everybody, made before now. `entitlint collect --only` reads a new one.",
  },
  async collect(context, options: FilesOptions) {
    const { collectFiles } = await import("./collect-files.ts");
    return await collectFiles(context, options, { name: "files", version: 1 });
  },
};
