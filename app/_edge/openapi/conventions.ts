import type { Parameter } from "./document";

/** What holds for every route, once, for the OpenAPI document and the page `/docs/api`. */

export const introduction =
  "Shaped like version 37 of the CloudBlue Connect API: its clients work with another base address and token. " +
  "Collections take filters, ordering(…), select(…) and search= in RQL. Every answer is application/json unless " +
  "it is a spreadsheet.";

export const pagingParameters: Record<string, Parameter> = {
  limit: {
    name: "limit",
    in: "query",
    required: false,
    schema: { type: "integer", minimum: 0, default: 100 },
    description: "How many rows; at most 1000, a larger one is cut to it. 0 answers only the total.",
  },
  offset: {
    name: "offset",
    in: "query",
    required: false,
    schema: { type: "integer", minimum: 0, default: 0 },
    description: "The index of the first row.",
  },
  ifMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    schema: { type: "string", examples: ['"3"'] },
    description: "The ETag that you have seen. When the resource has changed since, nothing is done: 412.",
  },
  idempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", minLength: 1, maxLength: 255 },
    description:
      "A text of your choice for this one request. A repeated request within 24 hours is answered the same and runs no second time; another request with the key is a 409.",
  },
};

export const headers = {
  "Content-Range": {
    description: "items FIRST-LAST/TOTAL; items 0-0/TOTAL where nothing is answered.",
    schema: { type: "string", examples: ["items 0-99/1234"] },
  },
  ETag: {
    description: "The state of the resource, for If-Match.",
    schema: { type: "string", examples: ['"3"'] },
  },
};

/** Status, codes and meaning of every refusal (API.md §1). */
export const refusals: [status: number, codes: string, meaning: string][] = [
  [400, "VAL_001, VAL_002, STA_001, RDY_001, LIM_001", "A field, the query or the state does not allow it."],
  [401, "AUTH_001", "The token is missing or wrong."],
  [403, "AUTH_002", "The role or the token’s modules do not allow it."],
  [404, "NFND_000", "It does not exist, or it is not yours."],
  [405, "VAL_003", "The path does not have this method; the header Allow names those it has."],
  [409, "CFL_001", "It clashes with something that is there."],
  [412, "CFL_001", "It has changed since you read it (If-Match)."],
  [413, "LIM_001", "The body is too large."],
  [415, "VAL_003", "The body has the wrong Content-Type."],
  [429, "LIM_001", "Too many requests; the header Retry-After says when to try again."],
  [500, "SYS_001", "Something went wrong on our side; the message holds the request’s id."],
  [502, "UPS_001", "The discount service of the marketplace could not be reached."],
];

export const errorAnswers = Object.fromEntries(
  refusals.map(([status, codes, meaning]) => [
    `E${status}`,
    {
      description: `${meaning} Codes: ${codes}.`,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
    },
  ]),
);
