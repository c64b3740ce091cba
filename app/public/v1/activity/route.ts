import { collection, resource } from "@/app/_edge/route";
import { presentActivity } from "@/lib/connect/activity";
import { activityAnswer } from "@/lib/connect/schemas/activity";
import { listActivity } from "@/lib/services/activity";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List who changed what",
    answer: activityAnswer,
    run: (actor, { query }) => listActivity(actor, query),
    present: presentActivity,
  }),
});
