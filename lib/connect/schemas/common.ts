import { z } from "zod";

/** What answers of the platform API hold, as schemas: for the OpenAPI document, and to hold answers against in tests. */

export const instantAnswer = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+00:00$/)
  .meta({ format: "date-time", examples: ["2026-03-01T00:00:00+00:00"] });

export const stub = z.object({ id: z.string(), name: z.string() });

export const events = z
  .record(z.string(), z.object({ at: instantAnswer, by: stub.optional() }))
  .meta({ id: "Events", description: "When what happened, by verb. A key appears once it has happened." });

/** An amount as an exact JSON number of at most 15 significant digits. */
export const amountNumber = z.number().min(0);

/** An amount as a plain decimal. */
export const amountText = z.string().regex(/^-?\d+(\.\d+)?$/);
