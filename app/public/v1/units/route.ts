import { collection, resource } from "@/app/_edge/route";
import { presentUnit } from "@/lib/connect/products";
import { unitAnswer } from "@/lib/connect/schemas/products";
import { listUnits } from "@/lib/services/products/units";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List the units that items are counted in",
    answer: unitAnswer,
    run: (actor, { query }) => listUnits(actor, query),
    present: presentUnit,
  }),
});
