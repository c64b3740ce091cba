import { z } from "zod";
import { instantAnswer, stub } from "./common";

export const activityAnswer = z
  .object({
    id: z.string(),
    at: instantAnswer,
    by: stub.extend({ type: z.string() }),
    verb: z.string(),
    object: stub.extend({ type: z.string() }),
    changes: z.array(
      z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
    ),
  })
  .meta({ id: "Activity" });
