"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { ListingRequestInput, ListingRequestUpdateForm, RequestStep } from "@/lib/domain/listing";
import {
  assignListingRequest,
  cancelListingRequest,
  completeListingRequest,
  deployListingRequest,
  refineListingRequest,
  submitListingRequest,
  unassignListingRequest,
} from "@/lib/services/listings/move-request";
import {
  createListingRequest,
  deleteListingRequest,
  updateListingRequest,
} from "@/lib/services/listings/write-request";

const steps = {
  submit: { service: submitListingRequest, message: "Request submitted" },
  assign: { service: assignListingRequest, message: "Request assigned to you" },
  unassign: { service: unassignListingRequest, message: "Request released" },
  refine: { service: refineListingRequest, message: "Request sent back" },
  deploy: { service: deployListingRequest, message: "Request accepted" },
  complete: { service: completeListingRequest, message: "Request completed" },
  cancel: { service: cancelListingRequest, message: "Request canceled" },
} as const;

const events = ["submit", "assign", "unassign", "refine", "deploy", "complete", "cancel"] as const;

export const createRequestAction = action(ListingRequestInput, createListingRequest, (made) => ({
  redirectTo: `/requests/${made.id}`,
}));

export const updateRequestAction = action(ListingRequestUpdateForm, updateListingRequest, (request) => ({
  redirectTo: `/requests/${request.id}`,
}));

export const deleteRequestAction = action(RequestStep, deleteListingRequest, () => ({
  redirectTo: "/requests",
}));

/** One step of the state table; which one stands in the form. */
export const moveRequestAction = action(
  RequestStep.extend({ event: z.enum(events) }),
  async (actor, { event, ...step }) => {
    await steps[event].service(actor, step);
  },
  (_, { event }) => ({ message: steps[event].message }),
);
