import { collection, resource } from "@/app/_edge/route";
import { presentNotice } from "@/lib/connect/notices";
import { noticeAnswer } from "@/lib/connect/schemas/notices";
import { listNotices } from "@/lib/services/notices/notices";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List what changed for the parties of listings",
    answer: noticeAnswer,
    run: (actor, { query }) => listNotices(actor, query),
    present: presentNotice,
  }),
});
