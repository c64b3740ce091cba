import { collection, resource } from "@/app/_edge/route";
import { presentUnit } from "@/lib/connect/products";
import { listUnits } from "@/lib/services/products/units";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listUnits(actor, query), present: presentUnit }),
});
