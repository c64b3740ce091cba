"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { type DomainError, invalid, isDomainError } from "@/lib/domain/errors";
import { instantText } from "@/lib/domain/instant";
import { createPriceListInput, updatePriceListInput } from "@/lib/domain/price-list";
import { seenRevision } from "@/lib/domain/product";
import type { Finding } from "@/lib/domain/readiness";
import {
  createPriceList,
  deletePriceList,
  terminatePriceList,
  updatePriceList,
} from "@/lib/services/pricing/lists";
import {
  activateVersion,
  createVersion,
  deleteVersion,
  scheduleVersion,
  unscheduleVersion,
  updateVersion,
} from "@/lib/services/pricing/versions";

const keys = { id: z.string(), revision: seenRevision };
const Named = z.strictObject(keys);

/** A date and time that may be left empty. */
const optionalInstant = z.preprocess((text) => (text === "" ? undefined : text), instantText.optional());

/** A column as the editor sends it; an existing one carries its id, a blank description is none. */
const Column = z.object({
  id: z.string().optional(),
  name: z.string(),
  description: z.string().transform((text) => text.trim() || null),
});

const NewList = z
  .object({
    name: z.string(),
    currency: z.string("Choose a currency.").min(1, "Choose a currency."),
    precision: z.coerce.number(),
    description: z.string().transform((text) => text.trim() || null),
    products: z.array(z.string().transform((id) => ({ id }))).default([]),
    attributes: z.array(Column).default([]),
    model: z.string().optional(),
    version: z.object({ description: z.string().trim(), start_at: optionalInstant }),
  })
  .transform(({ model, version, ...fields }, context) => {
    const input = createPriceListInput.safeParse(fields);
    if (input.success) return { ...input.data, version, modelId: model || null };
    for (const { path, message } of input.error.issues) {
      context.addIssue({ code: "custom", path, message, input: fields });
    }
    return z.NEVER;
  });

/** Answers the id: the wizard forgets its draft before it leads there. */
export const createPriceListAction = action(NewList, async (actor, input) => {
  const { id } = await createPriceList(actor, input);
  return { id };
});

const ListUpdate = z
  .object({ ...keys, name: z.string(), description: z.string(), attributes: z.array(Column).default([]) })
  .transform(({ id, revision, description, ...fields }, context) => {
    const input = updatePriceListInput.safeParse({ ...fields, description: description.trim() || null });
    if (input.success) return { ...input.data, id, revision };
    for (const { path, message } of input.error.issues) {
      context.addIssue({ code: "custom", path, message, input: fields });
    }
    return z.NEVER;
  });

export const updatePriceListAction = action(ListUpdate, updatePriceList, (list) => ({
  redirectTo: `/price-lists/${list.id}`,
}));

export const terminatePriceListAction = action(Named, terminatePriceList, (list) => ({
  message: `${list.name} terminated`,
}));

export const deletePriceListAction = action(Named, deletePriceList, () => ({ redirectTo: "/price-lists" }));

const NewVersion = z.object({
  base: z.string().transform((id) => ({ id })),
  description: z.string().trim().max(2048, "may have at most 2048 characters"),
  start_at: optionalInstant,
  points: z.enum(["copy", "empty"]),
});

export const createVersionAction = action(NewVersion, createVersion, (version) => ({
  redirectTo: `/price-lists/${version.priceListId}/versions/${version.number}`,
}));

const VersionUpdate = z.object({
  ...keys,
  description: z.string().trim().max(2048, "may have at most 2048 characters"),
});

export const updateVersionAction = action(VersionUpdate, updateVersion, () => ({
  message: "Description saved",
}));

/** Warnings must be ticked: without the tick the service stops at them. */
const confirmed = z
  .literal("on")
  .optional()
  .transform((tick) => tick === undefined);

const Schedule = z.strictObject({ ...keys, start_at: instantText, confirmed });

export const scheduleVersionAction = action(
  Schedule,
  (actor, { confirmed: strict, ...input }) => asking(scheduleVersion(actor, { ...input, strict })),
  (version) => ({ message: `Version ${version.number} scheduled` }),
);

const Activate = z.strictObject({ ...keys, confirmed });

export const activateVersionAction = action(
  Activate,
  (actor, { confirmed: strict, ...input }) => asking(activateVersion(actor, { ...input, strict })),
  (version) => ({ message: `Version ${version.number} is in force` }),
);

/** A refusal for warnings alone belongs to the tick. */
async function asking<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error) && error.reason === "not_ready" && !isBlocked(error)) {
      throw invalid("confirmed", "Tick this to go on in spite of the warnings.");
    }
    throw error;
  }
}

function isBlocked(error: DomainError): boolean {
  const findings = Array.isArray(error.details) ? (error.details as Finding[]) : [];
  return findings.some((finding) => finding.severity === "blocking");
}

export const unscheduleVersionAction = action(Named, unscheduleVersion, (version) => ({
  message: `Version ${version.number} is a draft again`,
}));

export const deleteVersionAction = action(
  z.strictObject({ ...keys, listId: z.string() }),
  async (actor, { listId, ...input }) => {
    await deleteVersion(actor, input);
    return listId;
  },
  (listId) => ({ redirectTo: `/price-lists/${listId}` }),
);
