import { exportFiles, exportSource } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";

holdCells({
  collector: "files",
  shared: ["app", "dir"],
  sources: (turn) => ({
    hr: exportSource("hr", turn),
    dir: exportSource("dir", turn),
    app: exportSource("app", turn),
    log: exportSource("log", turn),
  }),
  files: (turn) => ({
    ...exportFiles("hr", turn),
    ...exportFiles("dir", turn),
    ...exportFiles("app", turn),
    ...exportFiles("log", turn),
  }),
});
