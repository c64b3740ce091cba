import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newVendor } from "@/db/testing/factories";
import { idle } from "@/lib/client/form-state";
import type { Actor } from "@/lib/domain/access";
import { conflict, invalid } from "@/lib/domain/errors";
import { requestId } from "@/lib/services/context";
import { log } from "@/lib/services/log";
import { action, fieldsOf } from "./action";

const { requireActor, refresh } = vi.hoisted(() => ({ requireActor: vi.fn(), refresh: vi.fn() }));
vi.mock("./actor", () => ({ requireActor }));
vi.mock("next/cache", () => ({ refresh }));

function form(fields: Record<string, string | Blob | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) data.append(name, one);
  }
  return data;
}

describe("a form's fields", () => {
  test("become objects, arrays and rows by their names", () => {
    const file = new File(["x"], "prices.csv");
    const given = {
      name: "List",
      "product.id": "PRD-1",
      "tags[]": ["a", "b"],
      "one[]": "only",
      "rows[0].name": "Price",
      "rows[0].id": "price",
      "rows[1].name": "MSRP",
      "values[2]": "third",
      uploaded_file: file,
      $ACTION_ID: "next's own",
    };
    expect(fieldsOf(form(given))).toEqual({
      name: "List",
      product: { id: "PRD-1" },
      tags: ["a", "b"],
      one: ["only"],
      rows: [{ name: "Price", id: "price" }, { name: "MSRP" }],
      values: [undefined, undefined, "third"],
      uploaded_file: expect.any(File),
    });
  });

  test("cannot reach what every object inherits", () => {
    fieldsOf(
      form({ "__proto__.admin": "yes", "a.__proto__.admin": "yes", "constructor.prototype.admin": "yes" }),
    );
    expect({}).not.toHaveProperty("admin");
  });

  test("hold no text that a database cannot, and do not nest for ever", () => {
    expect(() => fieldsOf(form({ name: "a\0b" }))).toThrow("name: must not contain the NUL character");
    expect(() => fieldsOf(form({ ["a.".repeat(50_000)]: "x" }))).toThrow("is nested deeper than 12 levels");
    expect(() => fieldsOf(form({ [`a${"[0]".repeat(50)}`]: "x" }))).toThrow("is nested deeper");
  });
});

describe("an action", () => {
  const schema = z.strictObject({ name: z.string().trim().min(1, "is empty") });
  const service = vi.fn<(actor: Actor, input: { name: string }) => Promise<{ id: string; name: string }>>();

  beforeEach(async () => {
    requireActor.mockResolvedValue(await newVendor());
  });
  afterEach(() => {
    vi.restoreAllMocks();
    service.mockReset();
    refresh.mockReset();
  });

  test("hands the parsed input to the service as the one who is signed in, and refreshes the page", async () => {
    let id: string | undefined;
    service.mockImplementation(async (actor, input) => {
      id = requestId();
      return { id: actor.account.id, ...input };
    });
    const run = action(schema, service, ({ name }) => ({ message: `${name} saved` }));
    expect(await run(idle, form({ name: " List " }))).toEqual({
      status: "ok",
      data: { id: expect.stringMatching(/^VA-/), name: "List" },
      message: "List saved",
    });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(refresh).toHaveBeenCalledOnce();
  });

  test("goes where it is told afterwards", async () => {
    service.mockResolvedValue({ id: "PL-1", name: "List" });
    const run = action(schema, service, ({ id }) => ({ redirectTo: `/price-lists/${id}` }));
    await expect(run(idle, form({ name: "List" }))).rejects.toMatchObject({
      digest: expect.stringContaining("/price-lists/PL-1"),
    });
    // What stands around the page it leads to, such as counts on tabs, changed too.
    expect(refresh).toHaveBeenCalledOnce();
  });

  test("does not call the service with wrong fields; what was typed comes back", async () => {
    const run = action(schema, service);
    expect(await run(idle, form({ name: "  ", more: "x" }))).toMatchObject({
      status: "error",
      code: "invalid",
      fieldErrors: { name: ["is empty"], more: ["is not a known field"] },
      values: { name: "  ", more: "x" },
    });
    expect(service).not.toHaveBeenCalled();
    expect(refresh).not.toHaveBeenCalled();
  });

  test("tells a refusal of the service by its field or in one sentence", async () => {
    const run = action(schema, service);
    service.mockRejectedValueOnce(invalid("name", "is taken"));
    expect(await run(idle, form({ name: "List" }))).toMatchObject({ fieldErrors: { name: ["is taken"] } });
    service.mockRejectedValueOnce(conflict("Somebody changed it."));
    expect(await run(idle, form({ name: "List" }))).toMatchObject({
      code: "conflict",
      message: "Somebody changed it.",
      fieldErrors: {},
    });
  });

  test("logs what nobody expected and shows only its id", async () => {
    const logged = vi.spyOn(log(), "error").mockImplementation(() => {});
    service.mockRejectedValue(new Error("secret column"));
    const state = await action(schema, service)(idle, form({ name: "List" }));
    expect(state).toMatchObject({ status: "error", code: "internal", values: { name: "List" } });
    if (state.status !== "error") return;
    expect(state.message).toBe(`Something went wrong on our side (request ${state.requestId}).`);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ requestId: state.requestId }),
      expect.any(String),
    );
  });

  test("sends who is not signed in to the sign-in page before anything else", async () => {
    requireActor.mockRejectedValue(
      Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;/sign-in" }),
    );
    await expect(action(schema, service)(idle, form({ name: "List" }))).rejects.toThrow("NEXT_REDIRECT");
    expect(service).not.toHaveBeenCalled();
  });
});
