/** What whoever runs the installation sets in the environment, checked (README, Settings). */

/** @throws Error naming the setting, its value and what is allowed */
function wholeNumber(name: string, fallback: number, most: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`${name} is “${text}”; a whole number from 0 to ${most} is allowed.`);
}

/** Requests a minute to the APIs, for each token and for each address; 0 is no limit. */
export function requestLimits(): { token: number; address: number } {
  return {
    token: wholeNumber("RATE_LIMIT_PER_TOKEN", 12_000, 10_000_000),
    address: wholeNumber("RATE_LIMIT_PER_ADDRESS", 24_000, 10_000_000),
  };
}

/** The token that reads /metrics; undefined when there is none, and then there are no metrics. */
export function metricsToken(): string | undefined {
  const token = process.env.METRICS_TOKEN;
  if (!token) return undefined;
  if (token.length < 16) throw new Error("METRICS_TOKEN must have at least 16 characters.");
  return token;
}

/** Whether the environment says where traces go (the names are OpenTelemetry's own). */
export function isTracing(): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SDK_DISABLED } = process.env;
  if (OTEL_SDK_DISABLED === "true") return false;
  return Boolean(OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}

/** Refuses to start with a setting that makes no sense. @throws Error */
export function assertOperatorSettings(): void {
  requestLimits();
  metricsToken();
}
