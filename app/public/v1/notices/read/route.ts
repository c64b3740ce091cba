import { resource, route } from "@/app/_edge/route";
import { readNotices } from "@/lib/services/notices/notices";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Mark all notices as read",
    status: 204,
    run: (actor) => readNotices(actor),
  }),
});
