import { collection, resource } from "@/app/_edge/route";
import { presentNotice } from "@/lib/connect/notices";
import { listNotices } from "@/lib/services/notices/notices";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listNotices(actor, query), present: presentNotice }),
});
