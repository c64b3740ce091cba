import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

export type Receiver = {
  url: string;
  received: Received[];
  /** What it answers from now on; a number is a status. */
  answer: (with_: number | { status: number; headers?: Record<string, string>; body?: string }) => void;
  close: () => Promise<void>;
};

/** Support for tests: a real HTTP server on this machine that keeps what it is sent. */
export async function aReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let reply: { status: number; headers?: Record<string, string>; body?: string } = {
    status: 200,
    body: "ok",
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    response.writeHead(reply.status, reply.headers).end(reply.body ?? "");
  });
  await listening(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer(with_) {
      reply = typeof with_ === "number" ? { status: with_ } : with_;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
