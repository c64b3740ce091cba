import { collection, resource } from "@/app/_edge/route";
import { presentDelivery } from "@/lib/connect/webhooks";
import { listDeliveries } from "@/lib/services/webhooks/webhooks";
import { webhookParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    params: webhookParams,
    run: (actor, { params, query }) => listDeliveries(actor, { webhookId: params.id, query }),
    present: presentDelivery,
  }),
});
