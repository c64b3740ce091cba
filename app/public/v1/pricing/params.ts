import { z } from "zod";

/** Path parameters of the routes below. */
export const listParams = z.object({ listId: z.string() });
export const versionParams = z.object({ versionId: z.string() });
export const pointParams = z.object({ versionId: z.string(), itemId: z.string() });
export const adjustmentParams = z.object({ versionId: z.string(), adjustmentId: z.string() });
export const changeParams = z.object({ versionId: z.string(), changeId: z.string() });
