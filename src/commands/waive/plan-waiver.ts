import type { FileTree } from "../../model/file-tree.ts";
import { addItems, type FileEdit, newFile } from "../access/file-edit.ts";
import { schemaLine } from "../init/render-config.ts";
import { yamlText } from "../init/yaml-text.ts";
import type { WantedWaiver } from "./read-waiver.ts";

/** What has to be written so that waivers of one day stand behind those of its month, or in the first file that takes them. */
export async function planWaivers(
  waivers: readonly [WantedWaiver, ...WantedWaiver[]],
  { tree, folder }: { readonly tree: FileTree; readonly folder: string },
): Promise<FileEdit> {
  const month = waivers[0].created.slice(0, 7);
  const items = waivers.map(waiverLines);
  for (let number = 1; ; number++) {
    const path = `${folder}/waivers/${month}${number === 1 ? "" : `-${number}`}.yaml`;
    const bytes = await tree.read(path);
    const depth = folder.split("/").length + 1;
    const planned = bytes
      ? addItems(path, bytes, items)
      : newFile(path, [schemaLine("access-waivers", depth), ...items.flat()]);
    if (planned) return planned;
  }
}

function waiverLines(waiver: WantedWaiver): string[] {
  const { id, rule, object, maxMatches, kind, owner, approver, reason, created, until, control, ticket } = waiver;
  const about =
    maxMatches === undefined ? yamlText(object) : `{ pattern: ${JSON.stringify(object)}, maxMatches: ${maxMatches} }`;
  return [
    `- id: ${yamlText(id)}`,
    `  rule: ${yamlText(rule)}`,
    `  object: ${about}`,
    `  kind: ${kind}`,
    `  owner: ${yamlText(owner)}`,
    `  approver: ${yamlText(approver)}`,
    `  reason: ${yamlText(reason)}`,
    `  created: ${created}`,
    `  until: ${until}`,
    ...(control === undefined ? [] : [`  control: ${yamlText(control)}`]),
    ...(ticket === undefined ? [] : [`  ticket: ${yamlText(ticket)}`]),
  ];
}
