// Preloaded with --import: whoever asks for Express gets its fourth generation.
import { register } from "node:module";

register(
  `data:text/javascript,${encodeURIComponent(
    'export const resolve = (name, context, next) => next(name === "express" ? "express4" : name, context);',
  )}`,
);
