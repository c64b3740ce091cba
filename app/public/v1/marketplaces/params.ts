import { z } from "zod";

export const marketplaceParams = z.object({ id: z.string() });
export const parameterParams = z.object({ id: z.string(), parameter: z.string() });
