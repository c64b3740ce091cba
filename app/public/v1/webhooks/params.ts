import { z } from "zod";

/** Path parameters of the routes below. */
export const webhookParams = z.object({ id: z.string() });
export const deliveryParams = z.object({ id: z.string(), deliveryId: z.string() });
