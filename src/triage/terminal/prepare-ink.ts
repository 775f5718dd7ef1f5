/**
 * Ink and what it draws with read the environment when they are loaded. They know nothing of NO_COLOR, draw nothing where CI
 * is set, and look for developer tools where DEV is; this has to be called before they are imported.
 */
export function prepareInk(env: NodeJS.ProcessEnv, isColoured: boolean): void {
  env.NODE_ENV ??= "production";
  delete env.DEV;
  // Whoever presses keys is no pipeline, whatever its environment says.
  delete env.CI;
  delete env.CONTINUOUS_INTEGRATION;
  if (!isColoured) env.FORCE_COLOR = "0";
}
