import { collection, resource } from "@/app/_edge/route";
import { presentAccount } from "@/lib/connect/accounts";
import { listPartners } from "@/lib/services/contracts/contracts";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listPartners(actor, query), present: presentAccount }),
});
