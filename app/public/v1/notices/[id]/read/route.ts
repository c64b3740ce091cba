import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { readNotices } from "@/lib/services/notices/notices";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Mark a notice as read",
    params: z.object({ id: z.string() }),
    status: 204,
    run: (actor, { params }) => readNotices(actor, params),
  }),
});
