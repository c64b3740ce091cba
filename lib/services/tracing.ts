import { isTracing } from "./operator-settings";
import { onStop } from "./process";

/**
 * Sends traces where OTEL_EXPORTER_OTLP_ENDPOINT says (OTLP over HTTP); without it nothing is loaded. Next makes the spans of
 * requests, pages and route handlers; the environment's other OTEL_* variables count as everywhere.
 */
export async function startTracing(): Promise<void> {
  if (!isTracing()) return;
  // Traces only: logs are on stdout, metrics at /metrics.
  process.env.OTEL_TRACES_EXPORTER ??= "otlp";
  process.env.OTEL_METRICS_EXPORTER ??= "none";
  process.env.OTEL_LOGS_EXPORTER ??= "none";
  const { startNodeSdk } = await import("@opentelemetry/sdk-node");
  const service = process.env.OTEL_SERVICE_NAME || "channelbook";
  const sdk = startNodeSdk({ resourceAttributes: { "service.name": service } });
  // What has not been sent yet is sent before the process ends.
  onStop(() => sdk.shutdown());
}
