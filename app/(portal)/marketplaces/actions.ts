"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { withLists } from "@/app/_edge/form-lists";
import { ConnectorForm } from "@/lib/domain/connector";
import { discountParameters } from "@/lib/domain/discount-parameters";
import { MarketplaceForm, MarketplaceNewForm } from "@/lib/domain/marketplace";
import { seenRevision } from "@/lib/domain/product";
import { removeConnector, setConnector } from "@/lib/services/marketplaces/connector";
import {
  createMarketplace,
  deleteMarketplace,
  updateMarketplace,
} from "@/lib/services/marketplaces/marketplaces";
import { setMarketplaceParameters } from "@/lib/services/marketplaces/parameters";

const lists = ["countries", "required_columns"];

export const createMarketplaceAction = withLists(
  lists,
  action(MarketplaceNewForm, createMarketplace, (made) => ({ redirectTo: `/marketplaces/${made.id}` })),
);

export const updateMarketplaceAction = withLists(
  lists,
  action(MarketplaceForm, updateMarketplace, () => ({ message: "Marketplace saved" })),
);

export const deleteMarketplaceAction = action(
  z.strictObject({ id: z.string(), revision: seenRevision }),
  deleteMarketplace,
  () => ({ redirectTo: "/marketplaces" }),
);

const tiersId = "flex_disc_console_available_tiers";

/** A box that is not ticked sends nothing, which means no; chosen resellers come one by one. */
const ParametersForm = z.looseObject({ id: z.string(), [tiersId]: z.array(z.string()).default([]) });

export const saveParametersAction = withLists(
  [tiersId],
  action(
    ParametersForm,
    (actor, { id, ...given }) => {
      const settings = Object.keys(discountParameters).map((parameter) => ({
        parameter,
        value: parameter === tiersId ? given[tiersId].join(",") : given[parameter] === "true",
      }));
      return setMarketplaceParameters(actor, { id, settings });
    },
    () => ({ message: "Parameters saved" }),
  ),
);

export const saveConnectorAction = action(ConnectorForm, setConnector, () => ({
  message: "Connection saved",
}));

export const removeConnectorAction = action(z.strictObject({ id: z.string() }), removeConnector, () => ({
  message: "Connection removed",
}));
