"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { readNotices } from "@/lib/services/notices/notices";

export const readNoticesAction = action(z.strictObject({ id: z.string().optional() }), readNotices);
