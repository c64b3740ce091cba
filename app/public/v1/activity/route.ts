import { collection, resource } from "@/app/_edge/route";
import { presentActivity } from "@/lib/connect/activity";
import { listActivity } from "@/lib/services/activity";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listActivity(actor, query), present: presentActivity }),
});
