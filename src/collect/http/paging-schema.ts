import * as z from "zod";

const parameter = z.string().min(1);
const at = z.string().min(1);

const Size = z
  .strictObject({
    parameter: parameter.describe("Name of the parameter."),
    value: z.int().min(1).max(10_000).describe("How many items to ask for; servers may give fewer."),
  })
  .optional()
  .describe("How a page's size is asked for.");

/** How one page leads to the next. */
export const Paging = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("none").describe("One answer holds everything.") }),
    z.strictObject({
      by: z.literal("link").describe('The header `Link` names the next page with rel="next" (RFC 8288).'),
      size: Size,
    }),
    z.strictObject({
      by: z.literal("next").describe("The answer holds the address of the next page."),
      at: at.describe("Path to it, such as links.next; no value there means that this was the last page."),
      size: Size,
    }),
    z.strictObject({
      by: z.literal("cursor").describe("The answer holds a cursor or page token."),
      at: at.describe("Path to it, such as nextPageToken; no value there means that this was the last page."),
      parameter: parameter.describe("The parameter in which it is sent back."),
      more: at.optional().describe("Path to true or false: whether there is another page."),
      size: Size,
    }),
    z.strictObject({
      by: z.literal("offset").describe("The number of items to pass over is sent."),
      parameter: parameter.describe("The parameter in which it is sent."),
      first: z.int().min(0).max(1).default(0).describe("Number of the first item."),
      size: Size,
    }),
    z.strictObject({
      by: z.literal("page").describe("The number of the page is sent."),
      parameter: parameter.describe("The parameter in which it is sent."),
      first: z.int().min(0).max(1).default(1).describe("Number of the first page."),
      pages: at.optional().describe("Path to the number of pages, for servers that fail beyond the last."),
      size: Size,
    }),
  ])
  .describe(
    "How one page leads to the next. By offset and by page, reading ends at the announced total or number of pages, else at an empty page.",
  );
export type Paging = z.output<typeof Paging>;
