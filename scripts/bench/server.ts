import { readFileSync } from "node:fs";
import { databaseUrl } from "@/db/dialect";
import { startServer } from "@/e2e/server";
import { vendorToken } from "./world";

export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** The built product over the benchmark's database, in a process of its own; `call` asks as the vendor. */
export async function aServer(authorization = vendorToken) {
  const server = await startServer({
    DATABASE_URL: databaseUrl,
    CHANNELBOOK_SECRET: process.env.CHANNELBOOK_SECRET ?? "",
    RATE_LIMIT_PER_TOKEN: "0",
    RATE_LIMIT_PER_ADDRESS: "0",
  });
  if (!server.output().includes("listens at "))
    throw new Error(`The server did not start:\n${server.output()}`);

  const call: Call = async (method, path, body) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${server.address}/public/v1/${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  return { ...server, call, memory: () => residentMemory(server.pid) };
}

/** What a process holds in memory, in MB (10^6 bytes). */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6;
}
