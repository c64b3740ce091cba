import type { z } from "zod";

/**
 * What a route says about itself: the server checks requests with these schemas, the OpenAPI document and the page
 * `/docs/api` are made of them, and the tests hold answers against them.
 */
export type Operation = {
  kind: "single" | "collection";
  /** One short sentence in the imperative, without a full stop: “Schedule a version”. */
  summary?: string;
  /** What the summary does not say, in Markdown-free sentences. */
  description?: string;
  params?: z.ZodType;
  /** Parameters of our own in the query string, beside RQL. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The text fields beside `uploaded_file`: the body is multipart/form-data. */
  upload?: z.ZodObject;
  /** What is answered: of a collection one row. Without it the answer is `{}`, or nothing with 204. */
  answer?: z.ZodType;
  /** `only`: the answer is a spreadsheet; `format`: it is one when `?format=` asks for it. */
  file?: "only" | "format";
  /** `If-Match` is honoured: with the ETag of the resource, or of what the action is about. */
  ifMatch?: boolean;
  status: number;
};
